package dev.peering.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that is known about one run, finished or not.
 *
 * @param suite name of the suite
 * @param title of the suite
 * @param target host and port
 * @param targetKey the target's key, as the protocol writes keys
 * @param seed of the run
 * @param timeScale of the run
 * @param strict SHOULD and SEC count too
 * @param started when
 * @param took how long
 * @param note why the run ended early, or empty
 * @param measurements of the target
 * @param results in the order of the suite's list
 */
public record RunReport(
        String suite,
        String title,
        String target,
        String targetKey,
        long seed,
        double timeScale,
        boolean strict,
        Instant started,
        Duration took,
        String note,
        List<String> measurements,
        List<CaseResult> results) {

    /** Version of the JSON form. */
    public static final int SCHEMA_VERSION = 1;

    /** Sorts by id. */
    public RunReport {
        measurements = List.copyOf(measurements);
        results = results.stream()
                .sorted(Comparator.comparing(
                                (CaseResult result) -> result.spec().role())
                        .thenComparing(result -> result.spec().id()))
                .toList();
    }

    /**
     * How many results of each kind.
     *
     * @return kinds that occur
     */
    public Map<Verdict, Integer> tally() {
        Map<Verdict, Integer> tally = new EnumMap<>(Verdict.class);
        results.forEach(result -> tally.merge(result.verdict(), 1, Integer::sum));
        return tally;
    }

    /**
     * Whether everything that is required passed.
     *
     * @return true when the run came to its end and nothing fails it
     */
    public boolean passed() {
        return note.isEmpty() && results.stream().noneMatch(result -> result.failsRun(strict));
    }
}
