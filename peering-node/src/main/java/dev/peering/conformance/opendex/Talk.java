package dev.peering.conformance.opendex;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Trace;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import dev.peering.crypto.AesCbc;
import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import dev.peering.wire.opendex.Disconnecting;
import dev.peering.wire.opendex.GetNodes;
import dev.peering.wire.opendex.Nodes;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.Pong;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionInit;
import dev.peering.wire.opendex.TradePacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One connection with the target: sends, hears frame by frame, and answers what a peer has to answer while a case waits for something
 * else. The steps of the handshake are the same for both roles: after the SessionAck we send, our output is encrypted; after the one we receive, our
 * input is.
 */
final class Talk {

    private static final int PIECE = 65_536;
    private static final int MOST_IGNORED = 200;

    private final Line line;
    private final String name;
    private final int magic;
    private final Timing timing;
    private final Trace trace;
    private final FrameCutter cutter;
    private final List<Frame> frames = new ArrayList<>();
    private Heard.End end = Heard.End.OPEN;
    private Optional<AesCbc> out = Optional.empty();
    private Optional<Disconnecting> word = Optional.empty();
    private Optional<EphemeralKey> offered = Optional.empty();
    private String initId = "";
    private boolean answersPings = true;
    private boolean answersNodes = true;

    Talk(Line line, String name, int magic, Timing timing, Trace trace) {
        this.line = line;
        this.name = name;
        this.magic = magic;
        this.cutter = new FrameCutter(magic);
        this.timing = timing;
        this.trace = trace;
    }

    Line line() {
        return line;
    }

    int magic() {
        return magic;
    }

    /** The cipher towards the target. */
    AesCbc out() {
        return out.orElseThrow();
    }

    /** Every frame that came, in order. */
    List<Frame> frames() {
        return List.copyOf(frames);
    }

    Frame lastFrame() {
        return frames.get(frames.size() - 1);
    }

    Optional<Disconnecting> word() {
        return word;
    }

    boolean ended() {
        return end != Heard.End.OPEN;
    }

    /** From now on Pings stay unanswered. */
    void ignorePings() {
        answersPings = false;
    }

    /** From now on a GetNodes is left to the case. */
    void leaveGetNodes() {
        answersNodes = false;
    }

    void close() {
        line.close();
    }

    // ---- sending ----

    void raw(byte[] bytes, String caption) {
        line.send(bytes, caption);
    }

    /** In the form this direction has now. */
    void send(Packet packet) {
        raw(out.isPresent() ? sealed(packet) : Frames.plain(magic, packet), Words.of(packet));
    }

    void sendPlain(Packet packet) {
        raw(Frames.plain(magic, packet), "plain " + Words.of(packet));
    }

    void sendPlain(int type, byte[] payload, String caption) {
        // Only a packet of ours has a checksum; 0 is the one that nobody checks, so what is refused here is refused for
        // its content.
        raw(Frames.plain(magic, type, payload, 0), caption);
    }

    void sendSealed(int type, byte[] payload, String caption) {
        raw(seal(Frames.inner(payload.length, type, payload)), caption);
    }

    byte[] sealed(Packet packet) {
        byte[] payload = Frames.payload(packet);
        return seal(Frames.inner(payload.length, packet.type().code(), payload));
    }

    byte[] seal(byte[] plaintext) {
        return Frames.encrypted(out(), Tester.randomBytes(AesCbc.IV_LENGTH), plaintext);
    }

    // ---- hearing ----

    /** The next frame, or nothing when none is whole within the limit or the connection ended. */
    Optional<Frame> next(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<Frame> frame = cutter.cut();
            if (frame.isPresent()) {
                frames.add(frame.get());
                trace.event(name, Trace.Kind.HEARD, frame.get().text());
                noteWord(frame.get());
                return frame;
            }
            long left = deadline - System.nanoTime();
            if (ended() || left <= 0) {
                return Optional.empty();
            }
            Heard heard = line.hearSome(PIECE, Duration.ofNanos(left));
            cutter.take(heard.bytes());
            end = heard.end();
        }
    }

    private void noteWord(Frame frame) {
        if (word.isEmpty() && frame.packet().orElse(null) instanceof Disconnecting leaving) {
            word = Optional.of(leaving);
        }
    }

    /** Waits for a packet and meanwhile answers as a peer has to; nothing when it does not come. */
    Optional<Packet> await(Predicate<Packet> wanted, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (int i = 0; i < MOST_IGNORED; i++) {
            Optional<Frame> frame = next(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            if (frame.isEmpty()) {
                return Optional.empty();
            }
            Optional<Packet> packet = frame.get().packet();
            if (packet.isPresent()) {
                answer(packet.get());
                followAck(packet.get());
                if (wanted.test(packet.get())) {
                    return packet;
                }
            }
        }
        throw EndOfCase.fail("the target sent " + MOST_IGNORED + " packets that nobody asked for");
    }

    private void answer(Packet packet) {
        if (out.isEmpty()) {
            return;
        }
        if (packet instanceof Ping && answersPings) {
            send(new Pong(Tester.newId(), packet.id()));
        } else if (packet instanceof GetNodes && answersNodes) {
            send(new Nodes(Tester.newId(), packet.id(), List.of()));
        } else if (packet instanceof TradePacket.GetOrders) {
            send(new TradePacket.Orders(Tester.newId(), packet.id(), List.of()));
        }
    }

    /** Answers as a peer has to for a while. */
    void pump(Duration time) {
        await(packet -> false, time);
    }

    // ---- the handshake ----

    void sendInit(InitDraft draft) {
        offer(draft);
        send(draft.packet());
    }

    /** What was sent otherwise is to be answered now. */
    void offer(InitDraft draft) {
        offered = Optional.of(draft.key());
        initId = draft.packet().id();
    }

    /** The answer to our SessionInit; from here on input is encrypted. */
    SessionAck mustAck() {
        Packet packet = must("a SessionAck");
        if (!(packet instanceof SessionAck ack)) {
            throw EndOfCase.fail("instead of a SessionAck came " + lastFrame().text());
        }
        if (!ack.requestId().equals(initId)) {
            throw EndOfCase.proven(
                    "the SessionAck answers " + Words.shown(ack.requestId()) + ", our SessionInit was " + initId);
        }
        cutter.decryptWith(agreed(offered.orElseThrow(), ack.ephemeralKey()));
        return ack;
    }

    SessionInit mustInit() {
        Packet packet = must("a SessionInit");
        if (!(packet instanceof SessionInit init)) {
            throw EndOfCase.fail("instead of a SessionInit came " + lastFrame().text());
        }
        return init;
    }

    private Packet must(String what) {
        Optional<Frame> frame = next(timing.answer());
        return frame.flatMap(Frame::packet)
                .orElseThrow(() -> EndOfCase.fail("instead of " + what + " came "
                        + frame.map(Frame::text)
                                .orElse("nothing for " + timing.answer().toMillis() + " ms; " + end.text())));
    }

    /** Answers the target's SessionInit; from here on output is encrypted. */
    void sendAck(SessionInit theirs) {
        EphemeralKey mine = Tester.ephemeral();
        sendPlain(new SessionAck(Tester.newId(), theirs.id(), mine.publicText()));
        encryptWith(mine, theirs);
    }

    /** From here on output is encrypted for whoever sent this. */
    void encryptWith(EphemeralKey mine, SessionInit theirs) {
        out = Optional.of(agreed(mine, theirs.claim().ephemeralKey()));
    }

    private static AesCbc agreed(EphemeralKey mine, String theirs) {
        try {
            return AesCbc.of(mine.agree(theirs));
        } catch (KeyException noPoint) {
            throw EndOfCase.fail("the target's ephemeral key is none: " + noPoint.getMessage());
        }
    }

    // ---- in the session ----

    /** Whether a Ping is answered. Asked twice, since the original loses what comes too early. */
    boolean pongs() {
        for (int i = 0; i < 2 && !ended(); i++) {
            if (pongs(Tester.newId(), timing.answer().dividedBy(2))) {
                return true;
            }
        }
        return false;
    }

    boolean pongs(String id, Duration limit) {
        send(new Ping(id));
        return await(isPong(id), limit).isPresent();
    }

    static Predicate<Packet> isPong(String id) {
        return packet -> packet instanceof Pong pong && pong.requestId().equals(id);
    }

    void mustPong(String when) {
        if (!pongs()) {
            throw EndOfCase.fail(when + ": a Ping is not answered"
                    + word.map(one -> ", " + Words.of(one)).orElse("") + ", " + end.text());
        }
    }

    // ---- the end ----

    /** Waits for the end. */
    Farewell farewell() {
        return farewell(timing.answer());
    }

    /** Waits for the end, or for a Disconnecting and then for the end. Whatever else comes is noted. */
    Farewell farewell(Duration limit) {
        long begin = System.nanoTime();
        long deadline = begin + limit.toNanos();
        Optional<String> answered = Optional.empty();
        boolean encrypted = word.isPresent() && lastFrame().encrypted();
        boolean over = word.isPresent();
        if (over) {
            deadline = begin + timing.leave().toNanos();
        }
        while (!ended() && System.nanoTime() < deadline) {
            Optional<Frame> frame = next(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            if (frame.isEmpty()) {
                continue;
            }
            Optional<Packet> packet = frame.get().packet();
            if (packet.isPresent() && packet.get() instanceof Disconnecting) {
                encrypted = frame.get().encrypted();
                deadline = System.nanoTime() + timing.leave().toNanos();
            } else {
                packet.ifPresent(this::answer);
                packet.ifPresent(this::followAck);
                answered = Optional.of(frame.get().text());
            }
        }
        return new Farewell(word, encrypted, answered, end, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** A target that answers instead of refusing goes on encrypted. */
    private void followAck(Packet packet) {
        if (packet instanceof SessionAck ack && offered.isPresent() && !cutter.decrypts()) {
            try {
                cutter.decryptWith(AesCbc.of(offered.get().agree(ack.ephemeralKey())));
            } catch (KeyException noPoint) {
                trace.note("its ephemeral key is none");
            }
        }
    }
}
