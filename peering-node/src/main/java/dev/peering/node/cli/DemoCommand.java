package dev.peering.node.cli;

import dev.peering.node.config.LogConfig;
import dev.peering.node.demo.Demo;
import dev.peering.node.demo.DemoNetwork;
import dev.peering.node.demo.DiscoveryDemo;
import dev.peering.node.log.Logging;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code peering demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows peering at work on this machine's loopback, in a quarter of a minute.",
            "",
            "Nodes find each other, a message travels over several of them, a connection is cut and comes back, one node is taken off one list, and a "
                    + "stranger stays outside. Ends by itself, and with 0 only when everything it promised came true."
        },
        footer = {
            "",
            "@|bold Examples|@",
            "  peering demo                       a live table, 15 s",
            "  peering demo --seconds 60          time to look",
            "  peering demo --nodes 12 --plain    a line per event, for logs and scripts",
            "  peering demo opendex               three OpenDEX nodes discover each other",
            "",
            "NO_COLOR turns colors off. Without a terminal it is --plain by itself."
        })
final class DemoCommand implements Callable<Integer> {

    private static final int LEAST_SECONDS = 3;
    private static final int MOST_SECONDS = 3600;

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NETWORK",
            defaultValue = "manual",
            description = "Which network: manual or opendex (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String network;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "15",
            description = "How long to show it (${DEFAULT-VALUE}); longer only while something is still to be proved.")
    private int seconds;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many nodes, 5 to 50 (${DEFAULT-VALUE}); opendex has three.")
    private int nodes;

    @Option(names = "--plain", description = "A line per event instead of a picture.")
    private boolean plain;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Failure, InterruptedException {
        if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
            throw new Failure(Exit.USAGE, "--seconds must be from " + LEAST_SECONDS + " to " + MOST_SECONDS);
        }
        if (network.equals(DiscoveryDemo.NAME)
                && spec.commandLine().getParseResult().hasMatchedOption("--nodes")) {
            throw new Failure(Exit.USAGE, "--nodes is for the demo of manual peering, opendex has three: leave it out");
        }
        // Warnings would tear the picture; what goes wrong here is a broken promise and is told as one.
        Logging.start(LogConfig.Level.ERROR, LogConfig.Format.HUMAN);
        boolean dumb = "dumb".equals(surroundings.environment().get("TERM"));
        boolean live = surroundings.terminal() && !plain && !dumb;
        boolean color = !surroundings.environment().containsKey("NO_COLOR");
        Demo.Look look = new Demo.Look(surroundings.out(), live, color, surroundings.unicode());
        Instant start =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        boolean kept = network.equals(DiscoveryDemo.NAME)
                ? new DiscoveryDemo(Duration.ofSeconds(seconds), look).play()
                : demo(look, start).play();
        return kept ? Exit.OK : Exit.NOT_DONE;
    }

    private Demo demo(Demo.Look look, Instant start) throws Failure {
        List<DemoNetwork> networks = Demo.networks();
        DemoNetwork chosen = networks.stream()
                .filter(one -> one.name().equals(network))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        Exit.USAGE,
                        "there is no demo of '" + network + "'; there is one of " + String.join(", ", Demo.names())));
        try {
            return new Demo(chosen, nodes, Duration.ofSeconds(seconds), start, look);
        } catch (IllegalArgumentException why) {
            throw new Failure(Exit.USAGE, String.valueOf(why.getMessage()));
        }
    }
}
