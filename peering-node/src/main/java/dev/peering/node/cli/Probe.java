package dev.peering.node.cli;

import dev.peering.core.Admission;
import dev.peering.core.Endpoints;
import dev.peering.core.KnownPeer;
import dev.peering.core.Moment;
import dev.peering.core.PeerAddress;
import dev.peering.core.Refusal;
import dev.peering.core.Session;
import dev.peering.core.SessionEffect;
import dev.peering.core.manual.ManualOptions;
import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.crypto.PeerKey;
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
 * the telling.
 */
final class Probe {

    /** Ours: an answer is 136 bytes; more than this is somebody else's protocol. */
    private static final int MOST_BYTES = 4096;

    /** Ours: how long the node may take to change its mind after it let us in. */
    private static final Duration LINGER = Duration.ofMillis(200);

    private final PeerAddress target;
    private final PeerKey key;
    private final Identity identity;
    private final boolean throwAway;
    private final Duration limit;
    private final ManualPeering protocol;
    private final List<Step> steps = new ArrayList<>();
    private long stepStarted = System.nanoTime();

    Probe(PeerAddress target, PeerKey key, Identity identity, boolean throwAway, Duration limit) {
        this.target = target;
        this.key = key;
        this.identity = identity;
        this.throwAway = throwAway;
        this.limit = limit;
        ManualOptions options = ManualOptions.startingAt(now()).withHandshakeTimeout(limit);
        this.protocol = new ManualPeering(identity, Ed25519.bouncyCastle(), options);
    }

    ProbeReport run() {
        boolean weDial = protocol.dials(new KnownPeer(ManualPeering.id(key)));
        step(
                weDial,
                "key order",
                weDial
                        ? "our key is the lower one, so by the rule we dial: right"
                        : "our key is the higher one, so by the rule that node dials us and does not expect this");
        steps.set(0, new Step(weDial, "key order", Duration.ZERO, steps.get(0).detail()));
        try {
            return overSockets(InetAddress.getAllByName(target.host()));
        } catch (UnknownHostException unknown) {
            step(false, "resolve", "there is no address for the name '" + target.host() + "'");
            return report(
                    Outcome.UNRESOLVED,
                    "The name has no address: check its spelling and this machine's DNS.",
                    List.of());
        }
    }

    private ProbeReport overSockets(InetAddress... addresses) {
        if (target.isName()) {
            step(
                    true,
                    "resolve",
                    "'" + target.host() + "' is " + addresses.length
                            + (addresses.length == 1 ? " address" : " addresses"));
        }
        for (InetAddress address : addresses) {
            InetSocketAddress place = new InetSocketAddress(address, target.port());
            try (Socket socket = new Socket()) {
                socket.setTcpNoDelay(true);
                restart();
                socket.connect(place, (int) limit.toMillis());
                step(true, "connect", "to " + PeerAddress.of(place) + ", from " + local(socket));
                return handshake(socket);
            } catch (IOException why) {
                step(false, "connect", "to " + PeerAddress.of(place) + ": " + ProbeReasons.unreachable(why));
            }
        }
        return report(
                Outcome.UNREACHABLE,
                "No connection: " + steps.get(steps.size() - 1).detail() + ".",
                ProbeReasons.whyUnreachable());
    }

    private ProbeReport handshake(Socket socket) {
        Endpoints ends = new Endpoints((InetSocketAddress) socket.getLocalSocketAddress(), (InetSocketAddress)
                socket.getRemoteSocketAddress());
        KnownPeer peer = new KnownPeer(ManualPeering.id(key), target);
        restart();
        Session session = Session.outbound(protocol, peer, ends, Admission.only(peer), now());
        ByteBuf in = Unpooled.buffer();
        try {
            write(socket, session.start(now()));
            restart();
            return listen(socket, session, in);
        } catch (SocketTimeoutException silent) {
            step(
                    false,
                    "response",
                    "nothing complete within " + limit.toMillis() + " ms, " + in.writerIndex() + " bytes so far");
            return report(
                    Outcome.SILENT, "The node took the connection and then said nothing.", ProbeReasons.whySilent());
        } catch (IOException broken) {
            return closed(in.writerIndex(), "the connection was reset");
        } finally {
            in.release();
        }
    }

    private void write(Socket socket, List<SessionEffect> effects) throws IOException {
        for (SessionEffect effect : effects) {
            if (effect instanceof SessionEffect.Send send) {
                socket.getOutputStream().write(send.bytes().toByteArray());
                step(true, "request", ProbeReasons.describeRequest(send.bytes()));
            }
        }
    }

    private ProbeReport listen(Socket socket, Session session, ByteBuf in) throws IOException {
        byte[] buffer = new byte[512];
        long deadline = System.nanoTime() + limit.toNanos();
        while (in.writerIndex() < MOST_BYTES) {
            int length = read(socket, buffer, deadline);
            if (length < 0) {
                return closed(in.writerIndex(), "the connection was closed");
            }
            in.writeBytes(buffer, 0, length);
            Bytes all = Bytes.read(in.duplicate().readerIndex(0), in.writerIndex());
            List<SessionEffect> effects = session.received(in, now());
            if (!effects.isEmpty()) {
                return judged(socket, effects.get(0), all);
            }
        }
        return bad(MOST_BYTES + " bytes and no answer among them");
    }

    private static int read(Socket socket, byte[] buffer, long deadline) throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) millis);
        return socket.getInputStream().read(buffer);
    }

    private ProbeReport judged(Socket socket, SessionEffect effect, Bytes answer) {
        if (effect instanceof SessionEffect.End end) {
            return refused(end.why(), answer);
        }
        step(true, "response", answer.length() + " bytes");
        done("key", "the answer names the key we asked for");
        done("hash", "it is about our request and no other");
        done("signature", "it was signed with that key");
        if (closesAtOnce(socket)) {
            steps.add(new Step(
                    false, "stays open", Duration.ZERO, "the node closed the connection right after its answer"));
            return report(
                    Outcome.ACCEPTED,
                    "The node proved its key, but hung up at once: it may be stopping, or it took another connection of this identity.",
                    List.of());
        }
        return report(
                Outcome.ACCEPTED,
                "The node let us in: it proved its key, and this identity is on its list.",
                List.of());
    }

    /** Our own side refused what came. */
    private ProbeReport refused(Refusal why, Bytes answer) {
        step(true, "response", answer.length() + " bytes");
        return switch (why.reason()) {
            case UNEXPECTED_IDENTITY -> {
                steps.add(new Step(false, "key", Duration.ZERO, ProbeReasons.describeAnswerer(answer)));
                yield report(
                        Outcome.WRONG_KEY,
                        "Somebody else answered than the node with this key.",
                        ProbeReasons.whyWrongKey());
            }
            case WRONG_REQUEST_HASH -> {
                done("key", "the answer names the key we asked for");
                steps.add(new Step(false, "hash", Duration.ZERO, "the answer is about another request than ours"));
                yield report(
                        Outcome.BAD_ANSWER,
                        "The answer does not belong to our request: it was recorded earlier, or the node is faulty.",
                        List.of());
            }
            case BAD_SIGNATURE -> {
                done("key", "the answer names the key we asked for");
                done("hash", "it is about our request and no other");
                steps.add(new Step(false, "signature", Duration.ZERO, "it was not signed with that key"));
                yield report(
                        Outcome.BAD_ANSWER, "Somebody answers in this node's name without having its key.", List.of());
            }
            default -> bad(why.detail());
        };
    }

    private ProbeReport bad(String detail) {
        steps.add(new Step(false, "answer", Duration.ZERO, "this is not manual peering: " + detail));
        return report(
                Outcome.BAD_ANSWER,
                "Something answers there, but it does not speak manual peering.",
                List.of("another program listens on this port: check the address"));
    }

    private ProbeReport closed(int bytes, String how) {
        if (bytes > 0) {
            step(false, "response", how + " after " + bytes + " bytes");
            return bad("it stopped after " + bytes + " bytes");
        }
        step(false, "response", how + " without a byte");
        boolean weDial = protocol.dials(new KnownPeer(ManualPeering.id(key)));
        return report(
                Outcome.CLOSED,
                throwAway
                        ? "The node hung up without a word, as a healthy node does with a key that nobody listed."
                        : "The node hung up without a word. It tells the reason only to its own operator, in its log.",
                ProbeReasons.whyClosed(identity.key(), throwAway, weDial, Instant.now()));
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

    private void restart() {
        stepStarted = System.nanoTime();
    }

    private void step(boolean ok, String name, String detail) {
        steps.add(new Step(ok, name, Duration.ofNanos(System.nanoTime() - stepStarted), detail));
        restart();
    }

    /** Part of the step before: no time of its own. */
    private void done(String name, String detail) {
        steps.add(new Step(true, name, Duration.ZERO, detail));
    }

    private ProbeReport report(Outcome outcome, String verdict, List<String> reasons) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("target", target.toString());
        facts.put("peerKey", key.toString());
        facts.put("ourKey", identity.key() + (throwAway ? " (made for this probe)" : ""));
        return new ProbeReport(facts, List.copyOf(steps), outcome, verdict, reasons);
    }

    private static PeerAddress local(Socket socket) {
        return Optional.of((InetSocketAddress) socket.getLocalSocketAddress())
                .map(PeerAddress::of)
                .orElseThrow();
    }

    private static Moment now() {
        return new Moment(Instant.now(), System.nanoTime());
    }
}
