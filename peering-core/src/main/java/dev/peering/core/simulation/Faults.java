package dev.peering.core.simulation;

import dev.peering.core.Reason;
import java.time.Duration;
import java.util.List;

/** Everything that goes wrong, one thing at a time, until the calm at the end. */
final class Faults {

    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(90);
    private static final Duration NORMAL_CLOCK_ERROR = Duration.ofSeconds(2);

    private final Village village;
    private final World world;
    private final SimulationPlan plan;
    private final long calmFrom;
    private long injected;

    Faults(Village village, SimulationPlan plan) {
        this.village = village;
        this.world = village.world();
        this.plan = plan;
        this.calmFrom = plan.duration().minus(plan.calm()).toNanos();
    }

    long injected() {
        return injected;
    }

    void begin() {
        village.nodes().forEach(this::normalClock);
        planNext();
        world.at(calmFrom, this::calm);
    }

    private void planNext() {
        Duration pause = world.between(Duration.ofMillis(1), plan.faultEvery().multipliedBy(2));
        world.after(pause, () -> {
            if (world.now() < calmFrom) {
                injected++;
                inject();
                planNext();
            }
        });
    }

    private void inject() {
        int kind = world.random().nextInt(8);
        world.note(-1, "fault", kind);
        switch (kind) {
            case 0 -> cut(true);
            case 1 -> cut(false);
            case 2 -> oneWayPartition();
            case 3 -> isolation();
            case 4 -> restart(true);
            case 5 -> restart(false);
            case 6 -> clockJump();
            default -> listChange();
        }
    }

    /** Cuts one connection; when only one end sees it, the other is half-open. */
    private void cut(boolean bothEndsSee) {
        List<Wire> wires = List.copyOf(village.anyNode().wires());
        if (wires.isEmpty()) {
            return;
        }
        Wire wire = wires.get(world.random().nextInt(wires.size()));
        Wire other = wire.other();
        wire.broken(Reason.CONNECTION_LOST.because("cut"));
        if (bothEndsSee) {
            other.broken(Reason.CONNECTION_LOST.because("cut"));
        }
    }

    private void oneWayPartition() {
        SimNode from = village.anyNode();
        SimNode to = village.anyNode();
        village.roads().block(from.index(), to.index(), outage());
    }

    private void isolation() {
        SimNode island = village.anyNode();
        Duration time = outage();
        for (SimNode node : village.nodes()) {
            village.roads().block(island.index(), node.index(), time);
            village.roads().block(node.index(), island.index(), time);
        }
    }

    private void restart(boolean clean) {
        SimNode node = village.anyNode();
        if (node.isRunning()) {
            node.kill(clean);
            world.after(outage(), () -> {
                if (!node.isRunning()) {
                    node.start();
                }
            });
        }
    }

    /** Now and then far outside every freshness window; set right after a while. */
    private void clockJump() {
        SimNode node = village.anyNode();
        Duration most = world.chance(0.3) ? Duration.ofMinutes(10) : Duration.ofSeconds(15);
        node.setClock(world.between(most.negated(), most));
        world.after(outage(), () -> normalClock(node));
    }

    private void listChange() {
        SimNode node = village.anyNode();
        SimNode other = village.anyNode();
        if (node == other) {
            return;
        }
        if (node.lists(other.id())) {
            node.unlist(other.id());
        } else {
            node.list(village.known(other));
            other.list(village.known(node));
        }
    }

    private void calm() {
        for (SimNode node : village.nodes()) {
            normalClock(node);
            if (!node.isRunning()) {
                node.start();
            }
        }
    }

    private void normalClock(SimNode node) {
        node.setClock(world.between(NORMAL_CLOCK_ERROR.negated(), NORMAL_CLOCK_ERROR));
    }

    private Duration outage() {
        long left = Math.max(1, calmFrom - world.now());
        Duration longest = Duration.ofNanos(Math.min(left, LONGEST_OUTAGE.toNanos()));
        return world.between(Duration.ofNanos(1), longest);
    }
}
