package dev.peering.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * One reading of both clocks, taken by the edge and handed down.
 *
 * <p>{@code wall} is for timestamps inside messages and may jump; {@code nanos} is for timers, only ever grows and means nothing outside
 * this process. The lower floors never read a clock themselves, which is what lets a test or a simulation drive a whole hour in a second.
 *
 * @param wall time of day, UTC
 * @param nanos timer time in nanoseconds, monotonic, arbitrary origin
 */
public record Moment(Instant wall, long nanos) {

    /** Checks that a wall time is there. */
    public Moment {
        Objects.requireNonNull(wall, "wall");
    }

    /**
     * The timer time that lies {@code delay} after this moment.
     *
     * @param delay how far ahead; zero or more
     * @return a deadline in the same nanoseconds as {@link #nanos()}; {@link Long#MAX_VALUE} when it would overflow
     */
    public long in(Duration delay) {
        long ahead;
        try {
            ahead = delay.toNanos();
        } catch (ArithmeticException centuries) {
            return Long.MAX_VALUE;
        }
        long deadline = nanos + ahead;
        return deadline < nanos ? Long.MAX_VALUE : deadline;
    }

    /**
     * Whether a deadline made by {@link #in} has come.
     *
     * @param deadline nanoseconds; {@link Long#MAX_VALUE} never comes
     * @return true at the deadline and after it
     */
    public boolean reached(long deadline) {
        return deadline != Long.MAX_VALUE && nanos >= deadline;
    }

    /**
     * This moment, a while later on both clocks.
     *
     * @param delay how far ahead
     * @return the later moment
     */
    public Moment plus(Duration delay) {
        return new Moment(wall.plus(delay), nanos + delay.toNanos());
    }
}
