package dev.peering.core;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next dial. Never gives up; what a network makes of refusals is its {@link Outlook}.
 *
 * @param interval the first wait, and with {@code growth} 1 every wait; seed 000 calls it {@code reconnectInterval}
 * @param growth factor per failure, 1 for a fixed interval
 * @param cap the longest wait before jitter
 * @param jitter share of the wait that is random, 0 to 1: 0.2 spreads a wait of 5 s over 4 to 6 s
 * @param stableAfter time up after which earlier failures are forgotten
 * @param startSpread the first dials after start are spread over this time
 */
public record ReconnectPolicy(
        Duration interval, double growth, Duration cap, double jitter, Duration stableAfter, Duration startSpread) {

    private static final double DEFAULT_JITTER = 0.2;
    private static final Duration DEFAULT_STABLE_AFTER = Duration.ofSeconds(30);
    private static final Duration DEFAULT_START_SPREAD = Duration.ofMillis(250);

    /** Refuses a policy that would dial in a tight loop or never. */
    public ReconnectPolicy {
        if (interval.compareTo(Duration.ofMillis(10)) < 0) {
            throw new IllegalArgumentException("the reconnect interval must be at least 10 ms");
        }
        if (!(growth >= 1 && growth <= 10)) {
            throw new IllegalArgumentException("the growth of the reconnect interval must be from 1 to 10");
        }
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("jitter must be at least 0 and below 1");
        }
        if (cap.compareTo(interval) < 0) {
            throw new IllegalArgumentException("the longest reconnect wait must not be below the interval");
        }
        if (stableAfter.isNegative() || startSpread.isNegative()) {
            throw new IllegalArgumentException("times must not be negative");
        }
    }

    /**
     * The same wait each time, plus or minus 20 %.
     *
     * @param interval the wait
     * @return the policy
     */
    public static ReconnectPolicy fixed(Duration interval) {
        return new ReconnectPolicy(interval, 1, interval, DEFAULT_JITTER, DEFAULT_STABLE_AFTER, DEFAULT_START_SPREAD);
    }

    /**
     * Doubling waits, plus or minus 20 %.
     *
     * @param interval the first wait
     * @param cap the longest wait
     * @return the policy
     */
    public static ReconnectPolicy exponential(Duration interval, Duration cap) {
        return new ReconnectPolicy(interval, 2, cap, DEFAULT_JITTER, DEFAULT_STABLE_AFTER, DEFAULT_START_SPREAD);
    }

    /**
     * The wait after so many failures in a row.
     *
     * @param failures 0 after a connection that had been stable, else 1 and up
     * @param random where jitter comes from
     * @return the wait
     */
    public Duration delay(int failures, RandomGenerator random) {
        double grown = (double) interval.toNanos() * Math.pow(growth, Math.max(0, failures - 1));
        return spread(Duration.ofNanos((long) Math.min(grown, (double) cap.toNanos())), random);
    }

    /**
     * A wait with this policy's jitter.
     *
     * @param wait the middle
     * @param random where jitter comes from
     * @return the wait, shorter or longer by a share of at most {@link #jitter}
     */
    Duration spread(Duration wait, RandomGenerator random) {
        double factor = 1 + jitter * (2 * random.nextDouble() - 1);
        return Duration.ofNanos((long) ((double) wait.toNanos() * factor));
    }

    /**
     * The wait before the very first dial of a peer.
     *
     * @param random where the spread comes from
     * @return from zero to {@link #startSpread}
     */
    public Duration firstDelay(RandomGenerator random) {
        return Duration.ofNanos((long) ((double) startSpread.toNanos() * random.nextDouble()));
    }
}
