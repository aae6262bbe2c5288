package dev.peering.node.cli;

import dev.peering.conformance.cli.SuiteOptions;
import dev.peering.conformance.control.AdapterServer;
import dev.peering.conformance.control.ControlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code peering conformance adapter}: this program's own adapter. */
@Command(
        name = "adapter",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs this program's own node as a target: the adapter that opens all cases on it.",
            "",
            "Reads commands as lines of JSON from standard input and answers on standard output; ends when its input ends, and the node with it. The node "
                    + "keeps its list in a folder of its own, which is deleted at the end."
        },
        footer = {
            "",
            "@|bold Examples|@",
            "  peering identity new --file FILE",
            "  peering conformance run manual --target HOST:PORT --target-key KEY \\",
            "      --adapter 'peering conformance adapter --bind HOST:PORT --identity FILE'",
            "  peering identity new --protocol opendex --file FILE",
            "  peering conformance run opendex --target HOST:PORT --target-key HEX \\",
            "      --adapter 'peering conformance adapter --suite opendex \\",
            "          --bind HOST:PORT --identity FILE'"
        })
final class AdapterCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--bind", required = true, paramLabel = "HOST:PORT", description = "Where the node listens.")
    @SuppressWarnings("NullAway.Init")
    private String bind;

    @Option(names = "--identity", required = true, paramLabel = "FILE", description = "The node's own key.")
    @SuppressWarnings("NullAway.Init")
    private Path identity;

    @Mixin
    private SuiteOptions target = new SuiteOptions();

    AdapterCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        boolean openDex = target.suite() == SuiteOptions.Name.OPENDEX;
        if (!Files.isReadable(identity)) {
            throw new Failure(
                    Exit.USAGE,
                    "there is no key in " + identity + ": peering identity new "
                            + (openDex ? "--protocol opendex " : "") + "--file " + identity);
        }
        Path folder = Files.createTempDirectory("peering-adapter-");
        NodeProcess node = openDex
                ? NodeProcess.openDex(folder, identity, bind, target.network())
                : NodeProcess.manual(folder, identity, bind);
        // Whatever ends this process, a signal too, neither the node nor its folder is left behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(node, folder), "end-node"));
        start(node);
        new AdapterServer(node).serve(System.in, surroundings.out());
        return Exit.OK;
    }

    private static void start(NodeProcess node) throws Failure {
        try {
            node.start();
        } catch (ControlException why) {
            throw new Failure(Exit.USAGE, why.text());
        }
    }

    private static void end(NodeProcess node, Path folder) {
        node.close();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException stays) {
            // It lies where the system cleans up.
        }
    }
}
