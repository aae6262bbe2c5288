package dev.peering.conformance.manual;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Meeting;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.Trace;
import dev.peering.conformance.control.Control;
import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import dev.peering.crypto.PeerKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One case meeting the target: lends identities, opens connections, and closes everything at the end. What a script may do as the one who dials is
 * here; what it may do as the one who listens is in {@link Porter}.
 */
final class Encounter implements Meeting {

    private static final int MOST_ANSWER_BYTES = 4096;
    private static final String ANSWERED = ": answered";
    private static final int TRIES_OF_SLOW_CLOSE = 3;
    private static final long PAUSE_MILLIS = 120;

    private final RunSettings settings;
    private final Timing timing;
    private final KeyRing keys;
    private final Trouble trouble;
    private final Trace trace;
    private final List<TesterKey> lows;
    private final List<TesterKey> highs;
    private final List<Line> lines = new ArrayList<>();
    private final List<Variant> variants = new ArrayList<>();
    private final Porter porter;
    private int dialed;
    private boolean ended;

    Encounter(
            RunSettings settings,
            Timing timing,
            KeyRing keys,
            Trouble trouble,
            Trace trace,
            List<TesterKey> lows,
            List<TesterKey> highs) {
        this.settings = settings;
        this.timing = timing;
        this.keys = keys;
        this.trouble = trouble;
        this.trace = trace;
        this.lows = lows;
        this.highs = highs;
        this.porter = new Porter(this);
        highs.forEach(key -> key.porch().open());
    }

    // ---- what there is ----

    Trace trace() {
        return trace;
    }

    Timing timing() {
        return timing;
    }

    KeyRing keys() {
        return keys;
    }

    RunSettings settings() {
        return settings;
    }

    PeerKey targetKey() {
        return keys.targetKey();
    }

    Control control() {
        return settings.control();
    }

    TesterKey low() {
        return lows.get(0);
    }

    TesterKey low(int index) {
        return lows.get(index);
    }

    List<TesterKey> lows() {
        return lows;
    }

    TesterKey high() {
        return highs.get(0);
    }

    List<TesterKey> highs() {
        return highs;
    }

    TesterKey stranger() {
        return keys.stranger();
    }

    /** What the target does as the one who dials. */
    Porter porter() {
        return porter;
    }

    String targetAddress() {
        InetSocketAddress target = settings.target();
        String host = target.getAddress() == null
                ? target.getHostString()
                : target.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + target.getPort();
    }

    // ---- connections ----

    synchronized Line keep(Line line) {
        if (ended) {
            line.close();
        }
        lines.add(line);
        return line;
    }

    Line dial(String name) throws IOException {
        return keep(Line.dial(settings.target(), name + "#" + ++dialed, trace, timing.answer()));
    }

    @Override
    public synchronized void abort() {
        ended = true;
        lines.forEach(Line::close);
    }

    @Override
    public void close() {
        abort();
        for (TesterKey high : highs) {
            high.porch().shut();
            try {
                high.porch().appear();
            } catch (IOException taken) {
                trace.note("could not listen again: " + taken.getMessage());
            }
        }
    }

    // ---- good handshakes ----

    /** A right request of this identity, stamped now. */
    Draft request(TesterKey from) throws InterruptedException {
        return Draft.right(from, targetAddress(), from.freshStamp());
    }

    Session accepted(TesterKey from) throws InterruptedException {
        return accepted(from, "a good request of " + from, Function.identity());
    }

    /** Dials until the target answers: it may need up to an interval before it awaits a peer again. */
    Session accepted(TesterKey from, String caption, Function<Draft, Draft> change) throws InterruptedException {
        return acceptedBytes(from, caption, draft -> change.apply(draft).bytes(), change);
    }

    Session acceptedBytes(TesterKey from, String caption, Function<Draft, byte[]> shape, Function<Draft, Draft> change)
            throws InterruptedException {
        long deadline = System.nanoTime() + timing.redial().toNanos();
        String last = "";
        int tries = 0;
        do {
            tries++;
            try {
                Draft draft = request(from);
                byte[] bytes = shape.apply(draft);
                Line line = dial(from.name());
                long sent = System.nanoTime();
                line.send(bytes, caption);
                Heard heard = line.hearUntil(MOST_ANSWER_BYTES, timing.answer(), Packet::whole);
                if (heard.length() > 0) {
                    from.used();
                    Duration latency = Duration.ofNanos(System.nanoTime() - sent);
                    linger(from);
                    return new Session(line, change.apply(draft).data(), bytes, heard.bytes(), latency, tries);
                }
                last = heard.text();
                line.close();
            } catch (IOException refused) {
                last = "no connection: " + refused.getMessage();
            }
            Thread.sleep(PAUSE_MILLIS);
        } while (System.nanoTime() < deadline);
        throw EndOfCase.fail(caption + " was not answered; last try: " + last);
    }

    /**
     * Lets the target take note of a session before it is closed. GoShimmer may mix up the two otherwise and believe for ever that the peer is there;
     * such a target is known by the time it needs to await a peer again.
     */
    void linger(TesterKey key) throws InterruptedException {
        if (timing.rearm().isZero()) {
            Thread.sleep(timing.rearmKnown() ? 0 : PAUSE_MILLIS);
        } else if (!ListChanges.settle(this, key)) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** A good handshake, closed again: the target lives and lets others in; what it {@link #refuses refused} before, it refused for what it was. */
    String alive(TesterKey from) throws IOException, InterruptedException {
        return alive(from, "until then all was as it should be");
    }

    /**
     * A refusal counts only when the target was ready to let this peer in: the good handshake right after it must work at once. Otherwise all that
     * was refused comes again, when the target has had the time to await the peer.
     */
    private String alive(TesterKey from, String before) throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            Session session = afterwards(from, before);
            session.line().close();
            if (session.tries() == 1 || variants.isEmpty() || i == TRIES_OF_SLOW_CLOSE) {
                return "a good handshake works afterwards";
            }
            trace.note("the target was not ready for this peer when the bad packets came, so they come again");
            Thread.sleep(timing.rearm().toMillis());
            for (Variant variant : variants) {
                variant.comes();
            }
        }
    }

    /** A target that answers nothing any more did not fail in what the case asks for, and that must not be told as if it had. */
    private Session afterwards(TesterKey from, String before) throws InterruptedException {
        try {
            return accepted(from);
        } catch (EndOfCase unanswered) {
            throw unanswered.afterwards(before);
        }
    }

    // ---- refusals ----

    /** The packet must be refused by closing, and a good handshake must work afterwards. */
    Outcome closes(String caption, byte[] packet) throws IOException, InterruptedException {
        return closesWithin(timing.close(), caption, packet);
    }

    /** The same for a packet that could still become whole: the target may wait as long as it waits for a silent one. */
    Outcome closesInTheEnd(String caption, byte[] packet) throws IOException, InterruptedException {
        return closesWithin(timing.closeIncomplete(), caption, packet);
    }

    private Outcome closesWithin(Duration limit, String caption, byte[] packet)
            throws IOException, InterruptedException {
        String seen = refuses(caption, packet, limit);
        return Outcome.pass(seen + "; " + alive(low(), seen + ", as it should be"));
    }

    /** {@link #mustClose Must close}, for what the packet is, not for when it comes: {@link #alive} sends it again when the target was not ready. */
    String refuses(String caption, byte[] packet, Duration limit) throws IOException, InterruptedException {
        String seen = mustClose(caption, packet, limit);
        variants.add(() -> mustClose(caption, packet, limit));
        return seen;
    }

    /** Must close without a byte. A close that is only late is tried twice more, and the middle one counts. */
    String mustClose(String caption, byte[] packet, Duration limit) throws IOException, InterruptedException {
        int late = 0;
        for (int i = 1; i <= TRIES_OF_SLOW_CLOSE; i++) {
            try (Line line = dial("bad")) {
                line.send(packet, caption);
                Heard heard = line.hear(1, limit.multipliedBy(3));
                if (heard.length() > 0) {
                    lows.forEach(TesterKey::used);
                    line.hear(MOST_ANSWER_BYTES, timing.scaled(50));
                    lingerAll();
                    throw EndOfCase.proven(caption + ": answered instead of closed");
                }
                if (!heard.ended()) {
                    throw EndOfCase.fail(
                            caption + ": left open for " + heard.after().toMillis() + " ms");
                }
                if (heard.after().compareTo(limit) <= 0) {
                    return caption + ": " + heard.text();
                }
                late++;
                trace.note(caption + ": closed late, after " + heard.after().toMillis() + " ms");
            }
        }
        throw EndOfCase.fail(caption + ": closed later than " + limit.toMillis() + " ms, " + late + " times of "
                + TRIES_OF_SLOW_CLOSE);
    }

    /** Sends it and tells what happened, without judging. Where a peer has to be awaited again, a close counts only when the peer was. */
    String whatHappens(String caption, byte[] packet) throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            String seen = whatHappensNow(caption, packet);
            if (timing.rearm().isZero() || seen.endsWith(ANSWERED)) {
                return seen;
            }
            Session session = accepted(low(), "was it awaited? a good request of " + low(), Function.identity());
            session.line().close();
            if (session.tries() == 1 || i == TRIES_OF_SLOW_CLOSE) {
                return seen;
            }
            trace.note("the target was not ready for this peer, so the packet comes again");
            Thread.sleep(timing.rearm().toMillis());
        }
    }

    private void lingerAll() throws InterruptedException {
        // Usually one; which of several was answered is not known here.
        if (!lows.isEmpty()) {
            linger(low());
        }
    }

    private String whatHappensNow(String caption, byte[] packet) throws IOException, InterruptedException {
        try (Line line = dial("try")) {
            line.send(packet, caption);
            Heard heard = line.hearUntil(MOST_ANSWER_BYTES, timing.closeIncomplete(), Packet::whole);
            if (heard.length() == 0) {
                return caption + ": " + heard.text();
            }
            lows.forEach(TesterKey::used);
            lingerAll();
            return caption + ANSWERED;
        }
    }

    // ---- the target's list ----

    /** Carries out a change, or ends the case when this way of control cannot. */
    <T> T controlled(Change<T> change) {
        try {
            return change.make(control());
        } catch (ControlException e) {
            switch (e.kind()) {
                case UNSUPPORTED -> throw EndOfCase.unsupported(e.text());
                case REFUSED -> throw EndOfCase.fail("the target refused a change: " + e.text());
                default -> throw broken(e);
            }
        }
    }

    void change(PlainChange change) {
        controlled(control -> {
            change.make(control);
            return true;
        });
    }

    /** Whether the target refuses a change; a change that works is undone by the caller. */
    boolean refused(PlainChange change) {
        try {
            change.make(control());
            return false;
        } catch (ControlException e) {
            if (e.kind() == ControlException.Kind.REFUSED) {
                trace.note("the target refused: " + e.text());
                return true;
            }
            throw e.kind() == ControlException.Kind.UNSUPPORTED ? EndOfCase.unsupported(e.text()) : broken(e);
        }
    }

    private EndOfCase broken(ControlException e) {
        trouble.happened(e.text());
        return EndOfCase.skip("the control does not work: " + e.text());
    }

    /** A packet of this case that the target must refuse whenever it comes. */
    private interface Variant {
        void comes() throws IOException, InterruptedException;
    }

    interface Change<T> {
        T make(Control control) throws ControlException;
    }

    interface PlainChange {
        void make(Control control) throws ControlException;
    }
}
