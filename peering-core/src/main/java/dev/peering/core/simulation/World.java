package dev.peering.core.simulation;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/** Virtual time: a queue of things to happen, run in order of time and then of planning. */
final class World {

    private record Planned(long at, long number, Runnable what) {}

    private final PriorityQueue<Planned> queue =
            new PriorityQueue<>(Comparator.comparingLong(Planned::at).thenComparingLong(Planned::number));
    private final RandomGenerator random;
    private long now;
    private long planned;

    /** Mixes what happened, when and to whom, into one number: two runs that agree here did the same things. */
    private long fingerprint = 0xcbf29ce484222325L;

    World(RandomGenerator random) {
        this.random = random;
    }

    RandomGenerator random() {
        return random;
    }

    long now() {
        return now;
    }

    void at(long time, Runnable what) {
        queue.add(new Planned(Math.max(time, now), planned++, what));
    }

    void after(Duration delay, Runnable what) {
        at(now + delay.toNanos(), what);
    }

    void runUntil(long end) {
        while (!queue.isEmpty() && queue.peek().at() <= end) {
            Planned next = queue.poll();
            now = next.at();
            next.what().run();
        }
        now = end;
    }

    void note(int node, String what, long detail) {
        mix(now);
        mix(node);
        mix(what.hashCode());
        mix(detail);
    }

    long fingerprint() {
        return fingerprint;
    }

    /** A random time between two bounds. */
    Duration between(Duration least, Duration most) {
        return Duration.ofNanos(random.nextLong(least.toNanos(), most.toNanos() + 1));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private void mix(long value) {
        fingerprint = (fingerprint ^ value) * 0x100000001b3L;
        fingerprint ^= fingerprint >>> 29;
    }
}
