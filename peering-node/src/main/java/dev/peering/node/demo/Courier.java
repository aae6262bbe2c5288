package dev.peering.node.demo;

import dev.peering.core.Neighbor;
import dev.peering.core.PeerId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Carries messages over several hops, as a gossip layer on top of peering would: whoever hears a message for the first time passes it on to all other
 * neighbors. Each actor rests a moment before it does, so that the audience can follow; on the wire a hop takes less than a millisecond.
 */
final class Courier {

    /**
     * A message that arrived somewhere.
     *
     * @param text as it arrived
     * @param hops links it crossed
     */
    record Delivery(String text, int hops) {}

    private final DemoNetwork network;
    private final Stage stage;
    private final Executor threads;
    private final Duration rest;
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, Delivery> deliveries = new ConcurrentHashMap<>();

    Courier(DemoNetwork network, Stage stage, Executor threads, Duration rest) {
        this.network = network;
        this.stage = stage;
        this.threads = threads;
        this.rest = rest;
    }

    /** Starts a message on its way. */
    void say(Actor from, String text) {
        heard.add(from.name() + text);
        stage.holds(from.name());
        stage.tell(from.name() + " says \"" + text + "\"");
        passOn(from, Optional.empty(), 1, text);
    }

    /** What arrived at an actor, if it did. */
    Optional<Delivery> at(Actor actor, String text) {
        return Optional.ofNullable(deliveries.get(actor.name() + text));
    }

    /** Somebody heard something: {@code hops}, a space, the text. */
    void heard(Actor actor, Neighbor from, String message) {
        int space = message.indexOf(' ');
        if (space < 1 || !message.substring(0, space).matches("\\d{1,4}")) {
            stage.tell(actor.name() + " heard something it does not understand");
            return;
        }
        int hops = Integer.parseInt(message.substring(0, space));
        String text = message.substring(space + 1);
        if (heard.add(actor.name() + text)) {
            deliveries.put(actor.name() + text, new Delivery(text, hops));
            stage.holds(actor.name());
            stage.tell(actor.name() + " hears it from " + from.peer().alias()
                    + (hops == 1 ? ", 1 hop" : ", " + hops + " hops"));
            passOn(actor, Optional.of(from.id()), hops + 1, text);
        }
    }

    private void passOn(Actor actor, Optional<PeerId> except, int hops, String text) {
        Executor later = CompletableFuture.delayedExecutor(rest.toMillis(), TimeUnit.MILLISECONDS, threads);
        later.execute(() -> actor.node().neighbors().stream()
                .map(Neighbor::id)
                .filter(id -> !except.equals(Optional.of(id)))
                .forEach(id -> send(actor, id, hops + " " + text)));
    }

    private void send(Actor actor, PeerId to, String text) {
        CompletableFuture<Void> sent = actor.node().send(to, network.message(text));
        CompletableFuture<Void> unused = sent.whenComplete((done, lost) -> {
            if (lost != null) {
                stage.tell(actor.name() + " could not pass it on: " + lost.getMessage());
            }
        });
    }
}
