package dev.peering.core.simulation;

import dev.peering.core.Neighbor;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Runs many nodes through bad weather in virtual time and asks whole-system questions afterwards.
 *
 * <p>At the end of the calm: every pair that lists each other is connected, nobody else is, both ends mean the same connection, and no pair has two
 * sessions. All along: nobody is admitted who is not listed, and what is heard is what was said, in order and once.
 */
public final class Simulation {

    private static final Duration CHATTER_EVERY = Duration.ofSeconds(20);

    private final SimulationPlan plan;
    private final long seed;
    private final Village village;
    private final World world;
    private final Faults faults;

    /**
     * A simulation, not yet run.
     *
     * @param plan what to simulate
     * @param seed names the run in the report
     * @param random the only source of chance; a generator that was made from {@code seed}, so that the run can be repeated
     * @param rooms the network
     */
    public Simulation(SimulationPlan plan, long seed, RandomGenerator random, Rooms rooms) {
        this.plan = plan;
        this.seed = seed;
        this.world = new World(random);
        this.village = new Village(world, plan, rooms);
        this.faults = new Faults(village, plan);
    }

    /**
     * Runs it to its end.
     *
     * @return what came of it
     */
    public SimulationReport run() {
        village.nodes().forEach(SimNode::start);
        acquaint();
        faults.begin();
        chatter();
        world.runUntil(plan.duration().toNanos());
        ask();
        return village.report(seed, faults.injected());
    }

    private void acquaint() {
        for (SimNode node : village.nodes()) {
            for (SimNode other : village.nodes()) {
                if (node.index() < other.index()) {
                    acquaint(node, other);
                }
            }
        }
    }

    private void acquaint(SimNode node, SimNode other) {
        double chance = world.random().nextDouble();
        if (chance < plan.mutual()) {
            node.list(village.known(other));
            other.list(village.known(node));
        } else if (chance < plan.mutual() + plan.oneSided() / 2) {
            node.list(village.known(other));
        } else if (chance < plan.mutual() + plan.oneSided()) {
            other.list(village.known(node));
        }
    }

    private void chatter() {
        world.after(CHATTER_EVERY, () -> {
            village.nodes().stream().filter(SimNode::isRunning).forEach(village::chatter);
            chatter();
        });
    }

    private void ask() {
        for (SimNode node : village.nodes()) {
            for (SimNode other : village.nodes()) {
                if (node.index() < other.index()) {
                    ask(node, other);
                }
            }
        }
    }

    private void ask(SimNode node, SimNode other) {
        boolean mutual = node.lists(other.id()) && other.lists(node.id());
        String pair = "nodes " + node.index() + " and " + other.index();
        if (connected(node, other) != mutual || connected(other, node) != mutual) {
            village.violated(pair
                    + (mutual
                            ? " list each other and are not both connected"
                            : " are connected without listing each other"));
        }
        long sessions = sessions(node, other);
        if (sessions != (mutual ? 1 : 0) || sessions(other, node) != sessions) {
            village.violated(pair + " have " + sessions + " and " + sessions(other, node) + " sessions");
        }
        if (mutual && !sameConnection(node, other)) {
            village.violated(pair + " mean two different connections");
        }
    }

    private static boolean connected(SimNode node, SimNode other) {
        return node.neighbors().stream().anyMatch(neighbor -> neighbor.id().equals(other.id()));
    }

    private static long sessions(SimNode node, SimNode other) {
        return node.wires().stream()
                .filter(wire -> wire.other().owner() == other && wire.session().isTalking())
                .count();
    }

    private static boolean sameConnection(SimNode node, SimNode other) {
        return node.neighbors().stream()
                .filter(neighbor -> neighbor.id().equals(other.id()))
                .map(Neighbor::connection)
                .map(node::wire)
                .flatMap(Optional::stream)
                .allMatch(wire -> other.neighbors().stream()
                        .map(back -> other.wire(back.connection()))
                        .flatMap(Optional::stream)
                        .anyMatch(wire.other()::equals));
    }
}
