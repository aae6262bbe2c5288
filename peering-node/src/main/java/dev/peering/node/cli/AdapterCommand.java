package dev.peering.node.cli;

import dev.peering.conformance.control.AdapterServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
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
            "@|bold Example|@",
            "  peering identity new --file FILE",
            "  peering conformance run manual --target HOST:PORT --target-key KEY \\",
            "      --adapter 'peering conformance adapter --bind HOST:PORT --identity FILE'"
        })
final class AdapterCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--bind", required = true, paramLabel = "HOST:PORT", description = "Where the node listens.")
    @SuppressWarnings("NullAway.Init")
    private String bind;

    @Option(names = "--identity", required = true, paramLabel = "FILE", description = "The node's own key.")
    @SuppressWarnings("NullAway.Init")
    private Path identity;

    AdapterCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        if (!Files.isReadable(identity)) {
            throw new Failure(
                    Exit.USAGE, "there is no key in " + identity + ": peering identity new --file " + identity);
        }
        Path folder = Files.createTempDirectory("peering-adapter-");
        try (NodeProcess node = new NodeProcess(folder, identity, bind)) {
            Runtime.getRuntime().addShutdownHook(new Thread(node::close, "end-node"));
            node.start();
            new AdapterServer(node).serve(System.in, surroundings.out());
            return Exit.OK;
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws java.io.IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }
}
