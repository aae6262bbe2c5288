package dev.peering.core;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Keeps one listed peer's connection wished for: when to dial, and what to do after it failed or went down.
 *
 * <pre>
 * state                     due      failed       up              down                                   told to rest  kick       listed anew
 * Waiting(until, failures)  Dialing  -            Up (they came)  -                                      -             due now    -
 * Dialing(failures)         -        Waiting(+1)  Up(failures)    -                                      Resting(+1)   -          -
 * Up(failures, since)       -        -            Up              stable: Waiting(0), else Waiting(+1)   Resting(+1)   -          -
 * Resting(until, failures)  Dialing  -            Up (they came)  -                                      -             Waiting    Waiting
 * Awaiting                  -        -            Up              -                                      -             -          -
 * </pre>
 *
 * <p>"Told to rest" is a failure or an end with {@link Outlook#REST}. A peer that dials us goes back to Awaiting instead of Waiting or Resting.
 *
 * <p>Failures are forgotten only after a connection that stayed up for {@link ReconnectPolicy#stableAfter}: the end that speaks last in a
 * handshake believes too early, and forgetting at once makes it dial in a loop. Whoever sent us away, or was sent away, must have stayed for as
 * long as the longest wait: otherwise a peer that finds fault with us after each minute would be dialed each minute.
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

    /** The peer said that it does not want us. It is dialed again at {@code until} (timer nanoseconds), sooner only when somebody asks. */
    record Resting(long until, int failures) implements State {}

    /** The other end dials. */
    record Awaiting() implements State {}

    /** Ours: a ban is a human's word and seldom lifted within hours, and one dial a day is no burden. */
    static final Duration REST = Duration.ofDays(1);

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
        } else if (state instanceof Resting resting) {
            return resting.failures();
        }
        return 0;
    }

    /** When the next dial is due; {@link Long#MAX_VALUE} when none is planned. */
    long due() {
        if (state instanceof Resting resting) {
            return resting.until();
        }
        return state instanceof Waiting waiting ? waiting.until() : Long.MAX_VALUE;
    }

    /** How long it is still left alone because it does not want us. */
    Optional<Duration> rest(Moment now) {
        return state instanceof Resting resting
                ? Optional.of(Duration.ofNanos(resting.until() - now.nanos()))
                : Optional.empty();
    }

    /** Whether we are to dial has changed: an address was listed or taken away, a ban was spoken or lifted. */
    void dials(boolean may, Moment now) {
        dials = may;
        if (may && state instanceof Awaiting) {
            state = new Waiting(Math.max(now.in(protocol.reconnect().firstDelay(random)), notBefore(now)), 0);
        } else if (!may && (state instanceof Waiting || state instanceof Resting)) {
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

    void failed(Outlook outlook, Moment now) {
        if (state instanceof Dialing dialing) {
            again(dialing.failures() + 1, outlook, now);
        }
    }

    /** The dial or the connection under way was ended from here, for a reason that says nothing about reaching the peer. */
    void callOff(Moment now) {
        if (state instanceof Dialing || state instanceof Up) {
            again(0, Outlook.SEEK, now);
        }
    }

    void up(Moment now) {
        state = new Up(failures(), now.nanos());
    }

    void down(Outlook outlook, Moment now) {
        if (state instanceof Up up) {
            boolean forgiven = outlook != Outlook.REST && lasted(up, outlook, now);
            again(forgiven ? 0 : up.failures() + 1, outlook, now);
        }
    }

    private boolean lasted(Up up, Outlook outlook, Moment now) {
        ReconnectPolicy policy = protocol.reconnect();
        long required = policy.stableAfter().toNanos();
        if (outlook == Outlook.SEEK_LISTED) {
            required = Math.max(required, policy.cap().toNanos());
        }
        return now.nanos() - up.since() >= required;
    }

    void kick(Moment now) {
        if (state instanceof Waiting waiting) {
            state = new Waiting(Math.min(waiting.until(), notBefore(now)), waiting.failures());
        } else if (state instanceof Resting resting) {
            state = new Waiting(notBefore(now), resting.failures());
        }
    }

    /** The operator wrote the peer down again, perhaps with another address: reason enough to ask it once more. */
    void listedAnew(Moment now) {
        if (state instanceof Resting) {
            kick(now);
        }
    }

    private void again(int failures, Outlook outlook, Moment now) {
        lastEnded = Optional.of(now);
        if (!dials) {
            state = new Awaiting();
        } else if (outlook == Outlook.REST) {
            state = new Resting(now.in(protocol.reconnect().spread(REST, random)), failures);
        } else {
            long planned = now.in(protocol.reconnect().delay(failures, random));
            state = new Waiting(Math.max(planned, notBefore(now)), failures);
        }
    }

    private long notBefore(Moment now) {
        return lastEnded.map(ended -> now.in(protocol.redialPause(ended, now))).orElse(now.nanos());
    }
}
