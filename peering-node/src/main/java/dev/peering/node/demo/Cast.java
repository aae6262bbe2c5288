package dev.peering.node.demo;

import dev.peering.core.Direction;
import dev.peering.core.Message;
import dev.peering.core.Neighbor;
import dev.peering.core.Refusal;
import dev.peering.core.Stranger;
import dev.peering.node.NodeListener;
import dev.peering.node.PeeringNode;
import dev.peering.node.PeeringRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The nodes of the demo, in a line, and one outside it whom nobody listed. All on 127.0.0.1, all in this process, each with a key of its own. */
final class Cast implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy");
    private static final String HOST = "127.0.0.1";

    /** Ours: a stranger dials only keys above its own; half of all keys are. */
    private static final int MOST_TRIES = 200;

    private final DemoNetwork network;
    private final Duration retry;
    private final Stage stage;
    private final Courier courier;
    private final PeeringRuntime runtime = PeeringRuntime.builder().loops(2).build();
    private final ExecutorService threads = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "demo-courier");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Actor> line = new CopyOnWriteArrayList<>();
    private final AtomicLong knocks = new AtomicLong();
    private final AtomicLong strangersLetIn = new AtomicLong();
    private final List<Actor> outside = new CopyOnWriteArrayList<>();

    Cast(DemoNetwork network, Duration retry, Duration rest, Stage stage) {
        this.network = network;
        this.retry = retry;
        this.stage = stage;
        this.courier = new Courier(network, stage, threads, rest);
    }

    /** Everybody starts, still without a list. */
    void enter(int count) {
        for (int i = 0; i < count; i++) {
            line.add(actor(i < NAMES.size() ? NAMES.get(i) : "node" + (i + 1)));
        }
    }

    /** Everybody lists the ones beside it. */
    void exchangeKeys() {
        for (Link link : links()) {
            link.left().node().add(link.right().listed()).join();
            link.right().node().add(link.left().listed()).join();
        }
    }

    /** Somebody nobody listed comes and lists one of us. */
    Actor strangerFor(Actor target) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Actor mallory = actor("mallory");
            if (mallory.dials(target)) {
                outside.add(mallory);
                mallory.node().add(target.listed()).join();
                return mallory;
            }
            mallory.node().close();
        }
        throw new IllegalStateException("no stranger with a fitting key in " + MOST_TRIES + " tries");
    }

    List<Actor> line() {
        return List.copyOf(line);
    }

    List<Actor> everybody() {
        List<Actor> all = new ArrayList<>(line);
        all.addAll(outside);
        return all;
    }

    List<Actor> outside() {
        return List.copyOf(outside);
    }

    List<Link> links() {
        return Link.along(line());
    }

    Courier courier() {
        return courier;
    }

    /** How often somebody who is on nobody's list became a neighbor; must stay 0. */
    long strangersLetIn() {
        return strangersLetIn.get();
    }

    /** How often somebody who is on nobody's list was turned away after a proof of its key. */
    long knocks() {
        return knocks.get();
    }

    private Actor actor(String name) {
        Ear ear = new Ear();
        PeeringNode node =
                network.node(retry).listen(HOST, 0).runtime(runtime).on(ear).build();
        Actor actor = new Actor(name, node);
        ear.actor = actor;
        node.start();
        return actor;
    }

    /** Hears for one actor; exists a moment before it does, but is only called after the start. */
    private final class Ear implements NodeListener {

        @SuppressWarnings("NullAway.Init")
        private volatile Actor actor;

        @Override
        public void up(Neighbor neighbor) {
            if (line.stream().noneMatch(other -> other.id().equals(neighbor.id()))) {
                strangersLetIn.incrementAndGet();
            }
            // Both ends hear it; the one that dialed tells it.
            if (neighbor.direction() == Direction.OUTBOUND) {
                stage.tell(actor.name() + " dialed " + neighbor.peer().alias() + ", both proved their keys, connected");
            }
        }

        @Override
        public void down(Neighbor neighbor, Refusal why) {
            stage.tell(actor.name() + " lost " + neighbor.peer().alias() + ": " + why.reason());
        }

        @Override
        public void message(Neighbor neighbor, Message message) {
            courier.heard(actor, neighbor, network.text(message));
        }

        @Override
        public void knocked(Stranger stranger) {
            // One of the line that was taken off a list knocks too.
            boolean outsider = outside.stream().anyMatch(other -> other.id().equals(stranger.id()));
            if (outsider && knocks.getAndIncrement() == 0) {
                stage.tell(actor.name() + " turns away somebody who is not on its list");
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        // Closes the nodes that run on it.
        runtime.close();
    }
}
