package dev.peering.node.cli;

import dev.peering.core.Admission;
import dev.peering.core.Endpoints;
import dev.peering.core.KnownPeer;
import dev.peering.core.Moment;
import dev.peering.core.PeerAddress;
import dev.peering.core.Reason;
import dev.peering.core.Session;
import dev.peering.core.SessionEffect;
import dev.peering.node.cli.Commentary.Finding;
import dev.peering.node.cli.Commentary.Note;
import dev.peering.node.cli.ProbeReport.Outcome;
import dev.peering.node.cli.ProbeReport.Step;
import dev.peering.wire.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One handshake as the end that dials, over a plain blocking socket, driven through the same {@link Session} as the node's own dials. What it adds is
 * the telling; what there is to tell in each network, its {@link Commentary} knows.
 */
final class Probe {

    /** Ours: more than any handshake takes, and room for what an honest node says beside it. */
    private static final int MOST_BYTES = 1 << 18;

    /** Ours: how long the node may take to change its mind after it let us in. */
    private static final Duration LINGER = Duration.ofMillis(200);

    private final PeerAddress target;
    private final Commentary commentary;
    private final boolean throwAway;
    private final Duration limit;
    private final List<Step> steps = new ArrayList<>();
    private int sent;
    private long stepStarted = System.nanoTime();

    Probe(PeerAddress target, Commentary commentary, boolean throwAway, Duration limit) {
        this.target = target;
        this.commentary = commentary;
        this.throwAway = throwAway;
        this.limit = limit;
    }

    ProbeReport run() {
        commentary.before().forEach(this::untimed);
        try {
            return overSockets(InetAddress.getAllByName(target.host()));
        } catch (UnknownHostException unknown) {
            timed(new Note(false, "resolve", "there is no address for the name '" + target.host() + "'"));
            return report(
                    Outcome.UNRESOLVED,
                    "The name has no address: check its spelling and this machine's DNS.",
                    List.of());
        }
    }

    private ProbeReport overSockets(InetAddress... addresses) {
        if (target.isName()) {
            String many = addresses.length + (addresses.length == 1 ? " address" : " addresses");
            timed(new Note(true, "resolve", "'" + target.host() + "' is " + many));
        }
        for (InetAddress address : addresses) {
            InetSocketAddress place = new InetSocketAddress(address, target.port());
            try (Socket socket = new Socket()) {
                socket.setTcpNoDelay(true);
                restart();
                socket.connect(place, (int) limit.toMillis());
                timed(new Note(true, "connect", "to " + PeerAddress.of(place) + ", from " + local(socket)));
                return handshake(socket);
            } catch (IOException why) {
                timed(new Note(false, "connect", "to " + PeerAddress.of(place) + ": " + ProbeReasons.unreachable(why)));
            }
        }
        return report(
                Outcome.UNREACHABLE,
                "No connection: " + steps.get(steps.size() - 1).detail() + ".",
                ProbeReasons.whyUnreachable());
    }

    private ProbeReport handshake(Socket socket) {
        KnownPeer peer = new KnownPeer(commentary.peer(), target);
        Endpoints ends = new Endpoints((InetSocketAddress) socket.getLocalSocketAddress(), (InetSocketAddress)
                socket.getRemoteSocketAddress());
        Session session = Session.outbound(commentary.protocol(), peer, ends, Admission.only(peer), now());
        ByteBuf in = Unpooled.buffer();
        try {
            Optional<Finding> finding = carryOut(socket, session, session.start(now()), in);
            while (finding.isEmpty()) {
                finding = carryOut(socket, session, next(socket, session, in), in);
            }
            return report(finding.get());
        } catch (EndOfStream closed) {
            return report(commentary.closed(in.writerIndex(), "the connection was closed"));
        } catch (IOException broken) {
            return report(commentary.closed(in.writerIndex(), "the connection was reset"));
        } finally {
            in.release();
        }
    }

    /** Waits for bytes, or for the moment at which the session wants to be woken; its last one is the end of the handshake's time. */
    private List<SessionEffect> next(Socket socket, Session session, ByteBuf in) throws IOException {
        byte[] buffer = new byte[4096];
        long millis = (session.deadline() - System.nanoTime()) / 1_000_000 + 1;
        try {
            socket.setSoTimeout((int) Math.max(1, Math.min(millis, limit.toMillis() + 1)));
            int length = socket.getInputStream().read(buffer);
            if (length < 0) {
                throw new EndOfStream();
            }
            in.writeBytes(buffer, 0, length);
            return in.writerIndex() > MOST_BYTES
                    ? session.close(Reason.TOO_LARGE.because(MOST_BYTES + " bytes and no end"), now())
                    : session.received(in, now());
        } catch (SocketTimeoutException silence) {
            return session.tick(now());
        }
    }

    private Optional<Finding> carryOut(Socket socket, Session session, List<SessionEffect> effects, ByteBuf in)
            throws IOException {
        boolean lastWords = effects.stream().anyMatch(SessionEffect.End.class::isInstance);
        for (SessionEffect effect : effects) {
            if (effect instanceof SessionEffect.Send send) {
                write(socket, send.bytes(), lastWords);
            } else if (effect instanceof SessionEffect.Prove prove) {
                return Optional.of(letIn(socket, session, commentary.proven(prove.peer(), in.writerIndex())));
            } else if (effect instanceof SessionEffect.End end) {
                return Optional.of(commentary.refused(end.why(), everything(in)));
            }
        }
        return Optional.empty();
    }

    private void write(Socket socket, Bytes bytes, boolean lastWords) throws IOException {
        try {
            socket.getOutputStream().write(bytes.toByteArray());
        } catch (IOException unheard) {
            if (lastWords) {
                return; // the reason counts, not that nobody was there to hear of it
            }
            throw unheard;
        }
        if (!lastWords) {
            commentary.sent(sent++, bytes).ifPresent(this::timed);
        }
    }

    /** We are in. Leaves at once, with last words where the network has them, so that the place is free again. */
    private Finding letIn(Socket socket, Session session, List<Note> notes) throws IOException {
        timed(notes.get(0));
        notes.subList(1, notes.size()).forEach(this::untimed);
        if (closesAtOnce(socket)) {
            return new Finding(
                    List.of(new Note(false, "stays open", "the node closed the connection right after its answer")),
                    Outcome.ACCEPTED,
                    "The node proved its key, but hung up at once: it may be stopping, or it took another connection of this identity.",
                    List.of());
        }
        for (SessionEffect effect : session.close(Reason.DROPPED.because("that was all"), now())) {
            if (effect instanceof SessionEffect.Send send) {
                write(socket, send.bytes(), true);
            }
        }
        return new Finding(List.of(), Outcome.ACCEPTED, commentary.letIn(), List.of());
    }

    private static boolean closesAtOnce(Socket socket) {
        try {
            socket.setSoTimeout((int) LINGER.toMillis());
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static Bytes everything(ByteBuf in) {
        return Bytes.read(in.duplicate().readerIndex(0), in.writerIndex());
    }

    private void restart() {
        stepStarted = System.nanoTime();
    }

    private void timed(Note note) {
        steps.add(new Step(note.ok(), note.name(), Duration.ofNanos(System.nanoTime() - stepStarted), note.detail()));
        restart();
    }

    /** Part of the step before: no time of its own. */
    private void untimed(Note note) {
        steps.add(new Step(note.ok(), note.name(), Duration.ZERO, note.detail()));
    }

    private ProbeReport report(Finding finding) {
        List<Note> notes = finding.notes();
        if (!notes.isEmpty()) {
            timed(notes.get(0));
            notes.subList(1, notes.size()).forEach(this::untimed);
        }
        return report(finding.outcome(), finding.verdict(), finding.reasons());
    }

    private ProbeReport report(Outcome outcome, String verdict, List<String> reasons) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("target", target.toString());
        facts.put("peerKey", commentary.peer().toString());
        facts.put("ourKey", commentary.protocol().self().toString());
        facts.put("throwAway", throwAway);
        return new ProbeReport(facts, List.copyOf(steps), outcome, verdict, reasons);
    }

    private static PeerAddress local(Socket socket) {
        return PeerAddress.of((InetSocketAddress) socket.getLocalSocketAddress());
    }

    private static Moment now() {
        return new Moment(Instant.now(), System.nanoTime());
    }

    /** The other end closed the connection in order. */
    private static final class EndOfStream extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
