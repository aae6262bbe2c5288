package dev.peering.core.simulation;

import java.time.Duration;

/**
 * The ways between nodes, each direction by itself: how long a segment takes and until when nothing passes. Loss is a late segment, since TCP sends it
 * again.
 */
final class Roads {

    private static final Duration RETRANSMISSION = Duration.ofMillis(250);

    private final World world;
    private final SimulationPlan plan;
    private final long[][] blockedUntil;
    private final long[][] delay;

    Roads(World world, SimulationPlan plan) {
        this.world = world;
        this.plan = plan;
        this.blockedUntil = new long[plan.nodes()][plan.nodes()];
        this.delay = new long[plan.nodes()][plan.nodes()];
        for (long[] row : delay) {
            for (int i = 0; i < row.length; i++) {
                row[i] = world.between(Duration.ofMillis(1), plan.mostDelay()).toNanos();
            }
        }
    }

    boolean open(int from, int to) {
        return blockedUntil[from][to] <= world.now();
    }

    long openAt(int from, int to) {
        return Math.max(world.now(), blockedUntil[from][to]);
    }

    void block(int from, int to, Duration time) {
        blockedUntil[from][to] = Math.max(blockedUntil[from][to], world.now() + time.toNanos());
    }

    /** When a segment sent now arrives: waits out a blockade, may be lost once or twice on the way. */
    long arrival(int from, int to) {
        long arrival = openAt(from, to) + delay[from][to];
        while (world.chance(plan.loss())) {
            arrival += RETRANSMISSION.toNanos();
        }
        return arrival;
    }
}
