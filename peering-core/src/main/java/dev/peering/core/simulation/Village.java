package dev.peering.core.simulation;

import dev.peering.core.ConnectionId;
import dev.peering.core.Effect;
import dev.peering.core.KnownPeer;
import dev.peering.core.Message;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerAddress;
import dev.peering.core.Session;
import dev.peering.wire.Bytes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** All nodes and the ways between them, and the ledger of what happened. */
final class Village {

    static final int PORT = 14_666;
    private static final int MAX_VIOLATIONS = 20;

    private final World world;
    private final Roads roads;
    private final List<SimNode> nodes;
    private final Rooms rooms;
    private final List<String> violations = new ArrayList<>();
    private long dials;
    private long ups;
    private long refusals;
    private long messages;

    Village(World world, SimulationPlan plan, Rooms rooms) {
        this.world = world;
        this.roads = new Roads(world, plan);
        this.rooms = rooms;
        this.nodes = IntStream.range(0, plan.nodes())
                .mapToObj(index -> new SimNode(this, index, rooms))
                .toList();
    }

    World world() {
        return world;
    }

    Roads roads() {
        return roads;
    }

    List<SimNode> nodes() {
        return nodes;
    }

    SimNode anyNode() {
        return nodes.get(world.random().nextInt(nodes.size()));
    }

    /** Node 0 lives at 10.0.0.1. */
    InetAddress host(int index) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) (index + 1)});
        } catch (UnknownHostException neverForFourBytes) {
            throw new AssertionError(neverForFourBytes);
        }
    }

    KnownPeer known(SimNode node) {
        return new KnownPeer(node.id(), node.address());
    }

    /** Opens a connection after one round trip, or tells that nobody answered. */
    void dial(SimNode from, PeerAddress to, Duration timeout, Consumer<Optional<SimNode>> outcome) {
        SimNode target = nodes.stream()
                .filter(node -> node.address().equals(to))
                .findFirst()
                .orElseThrow();
        long there = roads.arrival(from.index(), target.index());
        long back = roads.arrival(target.index(), from.index());
        long arrival = there + (back - world.now());
        long latest = world.now() + timeout.toNanos();
        if (arrival > latest) {
            world.at(latest, () -> outcome.accept(Optional.empty()));
        } else {
            world.at(arrival, () -> outcome.accept(Optional.of(target).filter(SimNode::isRunning)));
        }
    }

    /** Joins the dialer's new end with a new end at the target, which starts to listen to it. */
    Wire join(SimNode from, ConnectionId id, Session session, SimNode target) {
        Wire near = new Wire(world, roads, from, id, session, target);
        target.open(near.other());
        return near;
    }

    /** Lets a node say one numbered message to each of its neighbors. */
    void chatter(SimNode node) {
        for (Neighbor neighbor : node.neighbors()) {
            node.wire(neighbor.connection())
                    .filter(wire -> wire.session().isTalking())
                    .ifPresent(wire -> node.say(wire, Bytes.of((byte) node.index(), (byte) (wire.nextSaid() % 128))));
        }
    }

    void heard(SimNode at, Wire wire, Message message) {
        messages++;
        Bytes expected = Bytes.of((byte) wire.other().owner().index(), (byte) (wire.nextHeard() % 128));
        if (!message.equals(rooms.message(expected))) {
            violated("node " + at.index() + " heard " + message + " instead of " + expected);
        }
    }

    void note(SimNode node, Effect effect) {
        world.note(node.index(), effect.getClass().getSimpleName(), detail(effect));
        if (effect instanceof Effect.Dial) {
            dials++;
        } else if (effect instanceof Effect.Close) {
            refusals++;
        } else if (effect instanceof Effect.Admit admit) {
            ups++;
            admitted(node, admit.neighbor());
        }
    }

    void violated(String sentence) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(world.now() / 1_000_000 + " ms: " + sentence);
        }
    }

    SimulationReport report(long seed, long faults) {
        int links =
                (int) nodes.stream().mapToLong(node -> node.neighbors().size()).sum() / 2;
        return new SimulationReport(
                seed, world.fingerprint(), violations, links, dials, ups, refusals, messages, faults);
    }

    private void admitted(SimNode node, Neighbor neighbor) {
        if (!node.lists(neighbor.id())) {
            violated("node " + node.index() + " admitted a peer it does not list: " + neighbor);
        }
    }

    private static long detail(Effect effect) {
        if (effect instanceof Effect.Dial dial) {
            return dial.connection().number();
        } else if (effect instanceof Effect.Admit admit) {
            return admit.neighbor().connection().number();
        } else if (effect instanceof Effect.Close close) {
            return close.why().reason().name().hashCode();
        }
        return 0;
    }
}
