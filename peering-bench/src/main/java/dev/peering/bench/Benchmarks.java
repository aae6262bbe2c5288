package dev.peering.bench;

import dev.peering.node.EdgeLimits;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.Main;
import tools.jackson.core.JacksonException;

/** Where {@code java -jar benchmarks.jar} begins. */
public final class Benchmarks {

    private static final String USAGE = """
            java -jar benchmarks.jar COMMAND

              quick [FILE]    every benchmark, short: about eleven minutes
              full [FILE]     the same in three rounds with more patience: about an hour and a quarter
              ratios [FILE]   what a file of figures says, each figure beside its floor
              storm [N]       N silent connections (5,000), strangers and listed peers against one node: half a minute
              PATTERN ...     anything else goes to JMH: patterns and options, -h tells them

            FILE is figures.json unless another is given. Exit codes: 0 done, 1 a promise was not kept, 2 the arguments cannot be used.
            """;

    private static final String DEFAULT_FILE = "figures.json";
    private static final String DEFAULT_SILENT = "5000";

    /** With fewer the node checks the signatures of strangers, rightly, and there is nothing to promise. */
    private static final int LEAST_SILENT = EdgeLimits.DEFAULT.crowdedFrom();

    /** Beside them the node needs room for the listed peers and the strangers. */
    private static final int MOST_SILENT = EdgeLimits.DEFAULT.pendingHandshakes() - 192;

    private final PrintStream out;
    private final PrintStream err;

    Benchmarks(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs what the first word says.
     *
     * @param args see {@code --help}
     * @throws Exception when a run fails; the process then ends with a code that is not zero
     */
    public static void main(String[] args) throws Exception {
        int code = new Benchmarks(System.out, System.err).run(List.of(args));
        if (code != 0) {
            System.exit(code);
        }
    }

    /** The exit code. */
    int run(List<String> args) throws Exception {
        String first = args.isEmpty() ? "" : args.get(0);
        try {
            return switch (first) {
                case "quick" -> measure(Preset.QUICK, args);
                case "full" -> measure(Preset.FULL, args);
                case "ratios" -> ratios(file(args));
                case "storm" -> storm(silent(word(args, DEFAULT_SILENT)));
                case "--help", "help" -> help(out, 0);
                // All of JMH's defaults would take ten hours.
                case "" -> help(err, 2);
                default -> {
                    Main.main(args.toArray(String[]::new));
                    yield 0;
                }
            };
        } catch (IllegalArgumentException unusable) {
            err.println("benchmarks: " + unusable.getMessage());
            return 2;
        }
    }

    private static int help(PrintStream where, int code) {
        where.print(USAGE);
        return code;
    }

    private int measure(Preset preset, List<String> args) throws Exception {
        Path file = file(args);
        Path folder = file.toAbsolutePath().getParent();
        // Found out before the minutes are spent.
        if (folder == null || Files.isDirectory(file) || !Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new IllegalArgumentException(file + " cannot be written: name another file");
        }
        preset.run(file);
        return 0;
    }

    private int ratios(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException(file + " is no file that can be read: quick and full make one");
        }
        try {
            new Ratios(Figures.read(file), out).print();
        } catch (JacksonException damaged) {
            throw new IllegalArgumentException(
                    file + " holds no figures (" + damaged.getOriginalMessage() + "): quick and full make such a file",
                    damaged);
        }
        return 0;
    }

    private int storm(int silent) throws Exception {
        boolean kept = new Storm(silent, out).run();
        out.println(kept ? "every promise was kept" : "not every promise was kept");
        return kept ? 0 : 1;
    }

    private static int silent(String number) {
        String range = "storm takes a number from " + LEAST_SILENT + " to " + MOST_SILENT;
        try {
            int silent = Integer.parseInt(number);
            if (silent < LEAST_SILENT || silent > MOST_SILENT) {
                throw new IllegalArgumentException(range + ", not " + number + ": below, a node is not crowded and"
                        + " checks signatures; above, it lets no more in");
            }
            return silent;
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException(range + ", not '" + number + "'", none);
        }
    }

    private static Path file(List<String> args) {
        return Path.of(word(args, DEFAULT_FILE));
    }

    /** The word after the command, the only one. */
    private static String word(List<String> args, String otherwise) {
        if (args.size() > 2) {
            throw new IllegalArgumentException(args.get(0) + " takes one argument, not " + (args.size() - 1));
        }
        return args.size() < 2 ? otherwise : args.get(1);
    }
}
