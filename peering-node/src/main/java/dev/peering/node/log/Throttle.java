package dev.peering.node.log;

import java.time.Duration;

/**
 * Lets a bounded number of things through per window and counts the rest, so that a flood fills neither the disk nor the screen. Safe for several
 * threads.
 */
final class Throttle {

    private final int most;
    private final long windowNanos;
    private long windowStart;
    private int let;
    private long held;

    Throttle(int most, Duration window, long nowNanos) {
        this.most = most;
        this.windowNanos = window.toNanos();
        this.windowStart = nowNanos;
    }

    /**
     * Asks for one thing.
     *
     * @return negative to hold it back, else let it through; a positive number tells how many were held back before this one
     */
    synchronized long ask(long nowNanos) {
        if (nowNanos - windowStart >= windowNanos) {
            windowStart = nowNanos;
            let = 0;
        }
        if (let >= most) {
            held++;
            return -1;
        }
        let++;
        long before = held;
        held = 0;
        return before;
    }
}
