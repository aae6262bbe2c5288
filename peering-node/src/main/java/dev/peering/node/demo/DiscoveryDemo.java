package dev.peering.node.demo;

import dev.peering.core.PeerStatus;
import dev.peering.core.Reason;
import dev.peering.node.PeeringRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * OpenDEX in the demo: bob and carol know only alice; by asking her they find each other. Then a state changes, a ban is spoken and lifted, and a
 * node says goodbye.
 */
public final class DiscoveryDemo {

    /** As {@code peering demo NAME} takes it. */
    public static final String NAME = "opendex";

    private static final String TITLE = "peering demo: OpenDEX, 3 nodes on loopback";

    private static final String FOUND = "two nodes that knew only a third found each other by asking it";
    private static final String INTRODUCED = "everybody knows where everybody listens";
    private static final String CHANGED = "what a node says of itself changed at all its neighbors";
    private static final String BANNED = "a banned node was told so and stays out";
    private static final String FORGIVEN = "when the ban was lifted it came back";
    private static final String GOODBYE = "who stops says so to everybody";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration STAYS_OUT = Duration.ofSeconds(2);

    private final Duration length;
    private final Demo.Look look;
    private final Promises promises = new Promises();
    private final List<OpenDexActor> actors = new CopyOnWriteArrayList<>();
    private final Stage stage;

    /**
     * A demo.
     *
     * @param length how long to show it; it takes longer only when something is still to be proved
     * @param look how to show it
     */
    public DiscoveryDemo(Duration length, Demo.Look look) {
        this.length = length;
        this.look = look;
        Picture plain = new Picture(Paint.plain(look.unicode()));
        this.stage = new Stage(look.live() ? news -> {} : news -> look.out().println(plain.news(news)));
        List.of(FOUND, INTRODUCED, CHANGED, BANNED, FORGIVEN, GOODBYE).forEach(promises::make);
    }

    /**
     * Plays.
     *
     * @return whether every promise was kept
     * @throws InterruptedException when the audience leaves
     */
    public boolean play() throws InterruptedException {
        View last;
        try (PeeringRuntime runtime = PeeringRuntime.builder().loops(2).build();
                LiveScreen screen = new LiveScreen(
                        look.out(), look.color(), look.unicode(), paint -> new Picture(paint).all(TITLE, view()))) {
            if (look.live()) {
                screen.open();
            } else {
                look.out().println(TITLE);
            }
            for (String name : List.of("alice", "bob", "carol")) {
                actors.add(new OpenDexActor(name, DemoPlan.RETRY, stage, runtime));
            }
            scenes(actors.get(0), actors.get(1), actors.get(2));
            promises.breakOpenOnes("it did not come to that");
            last = view();
            stage.close();
        }
        new Summary(look).tell(last);
        return promises.allKept();
    }

    private void scenes(OpenDexActor alice, OpenDexActor bob, OpenDexActor carol) throws InterruptedException {
        stage.scene("Finding each other");
        stage.tell("alice, bob and carol start; bob and carol list alice, and nobody lists anybody else");
        Duration start = stage.time();
        bob.node().add(alice.listed()).join();
        carol.node().add(alice.listed()).join();
        boolean found = settle(FOUND, () -> isComplete(alice, bob, carol), start);
        boolean told = bob.view(carol)
                .map(PeerStatus::origin)
                .filter(PeerStatus.Origin.LISTED::equals)
                .isEmpty();
        settle(INTRODUCED, () -> told && actors.stream().allMatch(this::knowsEverybody), start);
        holdUntil(0.3);
        if (!found) {
            return;
        }
        stage.scene("A state changes");
        stage.tell("alice trades LTC/BTC from now on");
        start = stage.time();
        alice.trades(List.of("LTC/BTC"));
        settle(CHANGED, () -> heardOfTrades(bob, alice) && heardOfTrades(carol, alice), start);
        holdUntil(0.5);
        ban(alice, bob);
        holdUntil(0.8);
        stage.scene("Goodbye");
        stage.tell("carol stops");
        start = stage.time();
        carol.node().close();
        settle(GOODBYE, () -> saidShutdown(alice) && saidShutdown(bob), start);
        holdUntil(1);
    }

    private void ban(OpenDexActor alice, OpenDexActor bob) throws InterruptedException {
        stage.scene("alice bans bob");
        stage.tell("alice bans bob");
        alice.node().ban(bob.node().self()).join();
        boolean hears = await(() ->
                !alice.isConnectedTo(bob) && bob.goodbyes().stream().anyMatch(why -> why.reason() == Reason.BANNED));
        stage.tell("bob leaves alice alone now; told to try again, he tries once");
        bob.node().kick(alice.node().self()).join();
        boolean out = hears && !Glances.see(() -> alice.isConnectedTo(bob), STAYS_OUT);
        promises.settle(
                BANNED,
                out,
                out ? "for " + STAYS_OUT.toSeconds() + " s, though it tried" : "it came back or never heard");
        stage.scene("The ban is lifted");
        stage.tell("alice lifts the ban");
        Duration start = stage.time();
        alice.node().unban(bob.node().self()).join();
        stage.tell("bob is told to try again");
        bob.node().kick(alice.node().self()).join();
        settle(FORGIVEN, () -> alice.isConnectedTo(bob) && bob.isConnectedTo(alice), start);
    }

    private static boolean isComplete(OpenDexActor... all) {
        for (OpenDexActor one : all) {
            for (OpenDexActor other : all) {
                if (one != other && !one.isConnectedTo(other)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean knowsEverybody(OpenDexActor one) {
        return actors.stream()
                .filter(other -> other != one)
                .allMatch(other -> one.heard(other, "addresses")
                        .equals(List.of(other.address().toString())));
    }

    private static boolean heardOfTrades(OpenDexActor one, OpenDexActor other) {
        return one.heard(other, "pairs").equals(List.of("LTC/BTC"));
    }

    private static boolean saidShutdown(OpenDexActor hearing) {
        return hearing.goodbyes().stream().anyMatch(why -> why.reason() == Reason.SHUTDOWN);
    }

    private boolean settle(String promise, BooleanSupplier wish, Duration start) throws InterruptedException {
        boolean kept = await(wish);
        Duration took = stage.time().minus(start);
        promises.settle(
                promise,
                kept,
                kept
                        ? String.format(Locale.ROOT, "%.2f s", took.toNanos() / 1e9)
                        : "not within " + PATIENCE.toSeconds() + " s");
        return kept;
    }

    private static boolean await(BooleanSupplier wish) throws InterruptedException {
        return Glances.see(wish, PATIENCE);
    }

    private void holdUntil(double share) throws InterruptedException {
        long left = (long) (length.toMillis() * share) - stage.time().toMillis();
        if (left > 0) {
            Thread.sleep(left);
        }
    }

    /** The three in a ring: the first is drawn again behind the last. */
    private View view() {
        List<OpenDexActor> all = List.copyOf(actors);
        List<String> ring = new ArrayList<>(all.stream().map(OpenDexActor::name).toList());
        List<View.LinkState> links = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            OpenDexActor next = all.get((i + 1) % all.size());
            links.add(all.get(i).isConnectedTo(next) ? View.LinkState.UP : View.LinkState.DOWN);
        }
        if (!all.isEmpty()) {
            ring.add(all.get(0).name());
        }
        return new View(stage.time(), stage.scene(), ring, links, "", rows(all), stage.news(), promises.all());
    }

    private static List<View.Row> rows(List<OpenDexActor> all) {
        List<View.Row> rows = new ArrayList<>();
        for (OpenDexActor one : all) {
            for (OpenDexActor other : all) {
                one.view(other).ifPresent(status -> rows.add(View.row(one.name(), other.name(), status)));
            }
        }
        return rows;
    }
}
