package dev.peering.bench;

import java.nio.file.Path;
import org.openjdk.jmh.Main;

/**
 * Where {@code java -jar benchmarks.jar} begins.
 *
 * <pre>
 *   quick [FILE]    every benchmark, short: about nine minutes
 *   full [FILE]     the same in three rounds with more patience: about an hour and a quarter
 *   ratios FILE     what a file of figures says, each figure beside its floor
 *   storm [N]       N silent connections (5,000), strangers and listed peers against one node
 *   anything else   goes to JMH: patterns and options, -h tells them
 * </pre>
 */
public final class Benchmarks {

    private static final String DEFAULT_FILE = "figures.json";
    private static final String DEFAULT_SILENT = "5000";

    private Benchmarks() {}

    /**
     * Runs what the first word says.
     *
     * @param args see the class
     * @throws Exception when a run fails; the process then ends with a code that is not zero
     */
    public static void main(String[] args) throws Exception {
        String first = args.length > 0 ? args[0] : "";
        String second = args.length > 1 ? args[1] : "";
        switch (first) {
            case "quick" -> Preset.QUICK.run(file(second));
            case "full" -> Preset.FULL.run(file(second));
            case "ratios" -> new Ratios(Figures.read(file(second)), System.out).print();
            case "storm" -> storm(Integer.parseInt(second.isEmpty() ? DEFAULT_SILENT : second));
            default -> Main.main(args);
        }
    }

    private static Path file(String name) {
        return Path.of(name.isEmpty() ? DEFAULT_FILE : name);
    }

    private static void storm(int silent) throws Exception {
        boolean kept = new Storm(silent, System.out).run();
        System.out.println(kept ? "every promise was kept" : "not every promise was kept");
        System.exit(kept ? 0 : 1);
    }
}
