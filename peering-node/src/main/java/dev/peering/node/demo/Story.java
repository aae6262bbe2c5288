package dev.peering.node.demo;

import dev.peering.core.PeerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What happens in the demo, scene by scene. Each scene promises something before it starts and waits for it; what is not true in time is a broken
 * promise, and the story goes on as far as it can.
 */
final class Story {

    /** The requirement: a pair is connected within 5 s of a warm start. */
    static final Duration FIRST_PAIR_LIMIT = Duration.ofSeconds(5);

    private static final String FIRST_PAIR = "two nodes found each other within 5 s of the start";
    private static final String ALL_PAIRS = "all who list each other are connected, and nobody else";
    private static final String MESSAGE = "a message crossed the whole line";
    private static final String MENDED = "a connection that was cut came back by itself";
    private static final String AGAIN = "it carries messages again";
    private static final String SHUT_OUT = "taken off one list only, a node stays out and keeps trying";
    private static final String STRANGER = "a node on nobody's list never gets in";

    private static final int TRIES_TO_SEE = 2;

    private final DemoPlan plan;
    private final Cast cast;
    private final Stage stage;
    private final Promises promises;

    Story(DemoPlan plan, Cast cast, Stage stage, Promises promises) {
        this.plan = plan;
        this.cast = cast;
        this.stage = stage;
        this.promises = promises;
        List.of(FIRST_PAIR, ALL_PAIRS, MESSAGE, MENDED, AGAIN, SHUT_OUT, STRANGER)
                .forEach(promises::make);
    }

    /** From the first curtain to the last. */
    void play() throws InterruptedException {
        cast.enter(plan.nodes());
        stage.tell(names() + " start, each with its own key and its own list");
        findEachOther();
        plan.holdUntil(0.15, stage);
        if (cast.links().stream().allMatch(Link::isUp)) {
            passMessageOn();
            plan.holdUntil(0.4, stage);
            cutAndMend();
            plan.holdUntil(0.65, stage);
            removeOneSided();
        }
        plan.holdUntil(1, stage);
        judgeStranger();
        promises.breakOpenOnes("it did not come to that");
    }

    /** The first scenes without an audience, to have their classes loaded. */
    void rehearse() throws InterruptedException {
        cast.enter(plan.nodes());
        findEachOther();
        passMessageOn();
    }

    private void findEachOther() throws InterruptedException {
        stage.scene("Finding each other");
        cast.exchangeKeys();
        boolean first = await(() -> cast.links().stream().anyMatch(Link::isUp));
        Duration sinceStart = plan.sinceProgramStart();
        promises.settle(
                FIRST_PAIR,
                first && sinceStart.compareTo(FIRST_PAIR_LIMIT) <= 0,
                first ? seconds(sinceStart) : "no pair within " + seconds(plan.patience()));
        Actor target = cast.links().stream()
                .map(Link::waiter)
                .reduce((a, b) -> a.dials(b) ? b : a)
                .orElseThrow();
        cast.strangerFor(target);
        stage.tell("mallory, whom nobody listed, dials " + target.name());
        boolean all = await(() -> cast.links().stream().allMatch(Link::isUp));
        promises.settle(
                ALL_PAIRS,
                all && onlyThose(),
                all ? cast.links().size() + " pairs, " + seconds(plan.sinceProgramStart()) : "missing: " + missing());
    }

    /** Each node has as many neighbors as the line gives it. */
    private boolean onlyThose() {
        int last = cast.line().size() - 1;
        for (int i = 0; i <= last; i++) {
            int beside = i == 0 || i == last ? 1 : 2;
            if (cast.line().get(i).node().neighbors().size() != beside) {
                return false;
            }
        }
        return true;
    }

    private String missing() {
        return cast.links().stream()
                .filter(link -> !link.isUp())
                .map(Link::toString)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private void passMessageOn() throws InterruptedException {
        stage.scene("A message over " + cast.links().size() + " hops");
        travels(MESSAGE, "good morning", first(), last());
    }

    private void travels(String promise, String text, Actor from, Actor to) throws InterruptedException {
        Duration start = stage.time();
        cast.courier().say(from, text);
        boolean arrived = await(() -> cast.courier().at(to, text).isPresent());
        Optional<Courier.Delivery> delivery = cast.courier().at(to, text);
        int hops = delivery.map(Courier.Delivery::hops).orElse(0);
        promises.settle(
                promise,
                arrived && hops == cast.links().size(),
                arrived
                        ? hops + " hops, " + seconds(stage.time().minus(start)) + " with rests"
                        : "it did not arrive at " + to.name());
        plan.rest();
        stage.holds("");
    }

    private void cutAndMend() throws InterruptedException {
        Link link = cast.links().get(cast.links().size() / 2 - 1);
        stage.scene("A connection is cut");
        stage.tell("the connection of " + link + " is cut");
        Duration start = stage.time();
        // Counted, for on a busy machine it may be back before anybody looks.
        long downs = link.downs() + 2;
        long ups = link.ups() + 2;
        link.left().node().drop(link.right().id()).join();
        boolean down = await(() -> link.downs() >= downs);
        boolean up = down && await(() -> link.ups() >= ups && link.isUp());
        promises.settle(
                MENDED,
                up,
                up
                        ? link + ", " + seconds(stage.time().minus(start))
                        : (down ? "it stayed down" : "it could not be cut"));
        if (up) {
            stage.scene("Mended: it carries messages again");
            travels(AGAIN, "all is well again", last(), first());
        }
    }

    private void removeOneSided() throws InterruptedException {
        Link link = cast.links().get(cast.links().size() - 1);
        Actor keeper = link.waiter();
        Actor seeker = link.dialer();
        stage.scene(keeper.name() + " takes " + seeker.name() + " off its list");
        stage.tell(keeper.name() + " takes " + seeker.name() + " off its list; " + seeker.name() + " still has "
                + keeper.name() + " on its own");
        keeper.node().remove(seeker.id()).join();
        boolean down = await(link::isDown);
        long before = attempts(seeker, keeper);
        if (down && await(() -> attempts(seeker, keeper) >= before + TRIES_TO_SEE)) {
            stage.tell(seeker.name() + " goes on trying and stays out");
        }
        plan.holdUntil(1, stage);
        long tries = attempts(seeker, keeper) - before;
        promises.settle(
                SHUT_OUT,
                down && tries >= TRIES_TO_SEE && link.isDown(),
                down
                        ? seeker.name() + ", " + tries + " tries" + (link.isDown() ? "" : ", and it came back")
                        : "the connection stayed up");
    }

    private static long attempts(Actor of, Actor to) {
        return of.node().peer(to.id()).map(PeerStatus::attempts).orElse(0L);
    }

    private void judgeStranger() throws InterruptedException {
        await(() -> cast.knocks() > 0);
        Optional<Actor> mallory = cast.everybody().stream()
                .filter(actor -> !cast.line().contains(actor))
                .findFirst();
        boolean out = mallory.isPresent() && mallory.get().node().neighbors().isEmpty() && cast.strangersLetIn() == 0;
        promises.settle(STRANGER, out && cast.knocks() > 0, cast.knocks() + " knocks");
    }

    private boolean await(BooleanSupplier wish) throws InterruptedException {
        return Glances.see(wish, plan.patience());
    }

    private Actor first() {
        return cast.line().get(0);
    }

    private Actor last() {
        return cast.line().get(cast.line().size() - 1);
    }

    private String names() {
        List<String> names = cast.line().stream().map(Actor::name).toList();
        return names.size() <= 10 ? String.join(", ", names) : names.get(0) + " to " + names.get(names.size() - 1);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }
}
