package dev.peering.conformance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Watches how late this machine wakes a thread that wants to run every {@value #PERIOD_MILLIS} ms. A limit that was missed while even that thread was
 * late says nothing about the target. Remembers the latest {@value #MOST} stalls.
 */
final class Stalls implements AutoCloseable {

    /** Shorter ones are what every machine does; the limits of the cases allow for them. */
    private static final long LEAST_MILLIS = 200;

    private static final long PERIOD_MILLIS = 20;
    private static final int MOST = 1_000;

    private record Stall(long begin, long end) {
        long millis() {
            return TimeUnit.NANOSECONDS.toMillis(end - begin);
        }
    }

    private final Deque<Stall> stalls = new ArrayDeque<>();
    private final Thread thread;

    Stalls() {
        thread = new Thread(this::watch, "conformance-stalls");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            long before = System.nanoTime();
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                long now = System.nanoTime();
                woken(before, now);
                before = now;
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** It slept from then until now. */
    synchronized void woken(long then, long now) {
        Stall stall = new Stall(then + TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS), now);
        if (stall.millis() >= LEAST_MILLIS) {
            stalls.addLast(stall);
            if (stalls.size() > MOST) {
                stalls.removeFirst();
            }
        }
    }

    /** The longest stall that touches this span, milliseconds; 0 when there was none worth the name. */
    synchronized long longestBetween(long begin, long end) {
        return stalls.stream()
                .filter(stall -> stall.end() - begin >= 0 && end - stall.begin() >= 0)
                .mapToLong(Stall::millis)
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
