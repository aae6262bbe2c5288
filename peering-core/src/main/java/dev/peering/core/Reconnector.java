package dev.peering.core;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Keeps one listed peer's connection wished for: when to dial, and what to do after it failed or went down.
 *
 * <pre>
 * state                     due      failed or refused   up                 down                               kick
 * Waiting(until, failures)  Dialing  -                   Up (they came)     -                                  due now
 * Dialing(failures)         -        Waiting(+1)         Up(failures)       -                                  -
 * Up(failures, since)       -        -                   Up                 stable: Waiting(0), else Waiting(+1)   -
 * Awaiting                  -        -                   Up                 -                                  -
 * </pre>
 *
 * <p>A peer that dials us goes back to Awaiting instead of Waiting. Failures are forgotten only after a connection that stayed up for {@link
 * ReconnectPolicy#stableAfter}: the end that speaks last in a handshake believes too early, and forgetting at once makes it dial in a loop.
 */
final class Reconnector {

    /** Where we are. */
    sealed interface State {}

    /** The next dial is due at {@code until} (timer nanoseconds). */
    record Waiting(long until, int failures) implements State {}

    /** A dial or its handshake is under way. */
    record Dialing(int failures) implements State {}

    /** Connected since {@code since} (timer nanoseconds). */
    record Up(int failures, long since) implements State {}

    /** The other end dials. */
    record Awaiting() implements State {}

    private final Protocol protocol;
    private final RandomGenerator random;
    private boolean dials;
    private State state;
    private Optional<Moment> lastEnded = Optional.empty();

    Reconnector(Protocol protocol, boolean dials, RandomGenerator random, Moment now) {
        this.protocol = protocol;
        this.dials = dials;
        this.random = random;
        this.state = dials ? new Waiting(now.in(protocol.reconnect().firstDelay(random)), 0) : new Awaiting();
    }

    State state() {
        return state;
    }

    boolean dials() {
        return dials;
    }

    int failures() {
        if (state instanceof Waiting waiting) {
            return waiting.failures();
        } else if (state instanceof Dialing dialing) {
            return dialing.failures();
        } else if (state instanceof Up up) {
            return up.failures();
        }
        return 0;
    }

    /** When the next dial is due; {@link Long#MAX_VALUE} when none is planned. */
    long due() {
        return state instanceof Waiting waiting ? waiting.until() : Long.MAX_VALUE;
    }

    /** Whether we are to dial has changed: an address was listed or taken away, a ban was spoken or lifted. */
    void dials(boolean may, Moment now) {
        dials = may;
        if (may && state instanceof Awaiting) {
            state = new Waiting(Math.max(now.in(protocol.reconnect().firstDelay(random)), notBefore(now)), 0);
        } else if (!may && state instanceof Waiting) {
            state = new Awaiting();
        }
    }

    /** The planned dial has to wait for a reason that lies not with the peer. */
    void postpone(long until) {
        if (state instanceof Waiting waiting) {
            state = new Waiting(Math.max(waiting.until(), until), waiting.failures());
        }
    }

    void dialing() {
        state = new Dialing(failures());
    }

    void failed(Moment now) {
        if (state instanceof Dialing dialing) {
            waitAgain(dialing.failures() + 1, now);
        }
    }

    /** The dial or the connection under way was ended from here, for a reason that says nothing about reaching the peer. */
    void callOff(Moment now) {
        if (state instanceof Dialing || state instanceof Up) {
            waitAgain(0, now);
        }
    }

    void up(Moment now) {
        state = new Up(failures(), now.nanos());
    }

    void down(Moment now) {
        if (state instanceof Up up) {
            boolean stable = now.nanos() - up.since()
                    >= protocol.reconnect().stableAfter().toNanos();
            waitAgain(stable ? 0 : up.failures() + 1, now);
        }
    }

    void kick(Moment now) {
        if (state instanceof Waiting waiting) {
            state = new Waiting(Math.min(waiting.until(), notBefore(now)), waiting.failures());
        }
    }

    private void waitAgain(int failures, Moment now) {
        lastEnded = Optional.of(now);
        if (!dials) {
            state = new Awaiting();
            return;
        }
        long planned = now.in(protocol.reconnect().delay(failures, random));
        state = new Waiting(Math.max(planned, notBefore(now)), failures);
    }

    private long notBefore(Moment now) {
        return lastEnded.map(ended -> now.in(protocol.redialPause(ended, now))).orElse(now.nanos());
    }
}
