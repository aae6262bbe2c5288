package dev.peering.node.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Plays the story of one network to an audience and says whether everything promised came true. */
public final class Demo {

    /** How long one promise may take before it counts as broken. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final DemoNetwork network;
    private final DemoPlan plan;
    private final PrintStream out;
    private final boolean live;
    private final boolean color;
    private final boolean unicode;

    /**
     * A demo.
     *
     * @param network which network
     * @param nodes how many nodes, 5 to 50
     * @param length how long to show it; it takes longer only when something is still to be proved
     * @param programStart when the program started, for the first promise
     * @param look how to show it
     */
    public Demo(DemoNetwork network, int nodes, Duration length, Instant programStart, Look look) {
        this(network, new DemoPlan(nodes, length, PATIENCE, programStart), look);
    }

    Demo(DemoNetwork network, DemoPlan plan, Look look) {
        if (plan.nodes() < DemoPlan.LEAST_NODES || plan.nodes() > DemoPlan.MOST_NODES) {
            throw new IllegalArgumentException(
                    "the demo needs from " + DemoPlan.LEAST_NODES + " to " + DemoPlan.MOST_NODES + " nodes");
        }
        this.network = network;
        this.plan = plan;
        this.out = look.out();
        this.live = look.live();
        this.color = look.color();
        this.unicode = look.unicode();
    }

    /**
     * Where and how a demo is shown.
     *
     * @param out where to
     * @param live a picture redrawn in place, rather than a line per event
     * @param color whether colors are welcome
     * @param unicode whether more than ASCII is shown
     */
    public record Look(PrintStream out, boolean live, boolean color, boolean unicode) {}

    /**
     * Plays.
     *
     * @return whether every promise was kept
     * @throws InterruptedException when the audience leaves
     */
    public boolean play() throws InterruptedException {
        Promises promises = new Promises();
        Picture plain = new Picture(Paint.plain(unicode));
        Stage stage = new Stage(live ? news -> {} : news -> out.println(plain.news(news)));
        View last;
        try (Cast cast = new Cast(network, DemoPlan.RETRY, plan.restPerHop(), stage)) {
            Story story = new Story(plan, cast, stage, promises);
            try (LiveScreen screen = new LiveScreen(
                    out, color, unicode, paint -> new Picture(paint).all(title(), View.of(cast, stage, promises)))) {
                if (live) {
                    screen.open();
                } else {
                    out.println(title());
                }
                story.play();
            }
            last = View.of(cast, stage, promises);
            stage.close();
        }
        new Summary(new Look(out, live, color, unicode)).tell(last);
        return promises.allKept();
    }

    /**
     * Plays the first scenes to nobody, so that the launcher can archive the classes this takes; about a second.
     *
     * @throws InterruptedException when it is interrupted
     */
    public void rehearse() throws InterruptedException {
        Promises promises = new Promises();
        Stage stage = new Stage(news -> {});
        try (Cast cast = new Cast(network, DemoPlan.RETRY, Duration.ofMillis(1), stage)) {
            new Story(plan, cast, stage, promises).rehearse();
            View view = View.of(cast, stage, promises);
            new Picture(new Paint(80, 24, true, true)).all(title(), view).forEach(out::println);
            new Window().size();
        }
    }

    private String title() {
        return "peering demo: " + network.title() + ", " + plan.nodes() + " nodes on loopback";
    }

    /**
     * The networks there is a demo for; the first is the default.
     *
     * @return a fresh list
     */
    public static List<DemoNetwork> networks() {
        return List.of(new ManualDemo());
    }

    /**
     * The names {@code peering demo} takes; the first is the default.
     *
     * @return a fresh list
     */
    public static List<String> names() {
        return List.of("manual", DiscoveryDemo.NAME);
    }
}
