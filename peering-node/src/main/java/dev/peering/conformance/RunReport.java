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
 * @param suiteVersion which edition of the suite judged
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
        String suiteVersion,
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

    /** Version of the JSON form: one more whenever a member comes, goes or means something else. */
    public static final int SCHEMA_VERSION = 2;

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
     * Whether the run can be called a success.
     *
     * @return true when it came to its end, at least one case was judged, and no required one failed; cases that were not tried do not matter
     */
    public boolean passed() {
        return note.isEmpty() && judged() && requiredFailed().isEmpty();
    }

    /**
     * Whether anything at all was found out about the target.
     *
     * @return false when every case was skipped or not supported
     */
    public boolean judged() {
        return results.stream().anyMatch(result -> result.verdict().judges());
    }

    /**
     * Required cases.
     *
     * @return tried or not
     */
    public List<CaseResult> required() {
        return results.stream()
                .filter(result -> result.spec().level().required(strict))
                .toList();
    }

    /**
     * Required cases that fail the run.
     *
     * @return their results
     */
    public List<CaseResult> requiredFailed() {
        return results.stream().filter(result -> result.failsRun(strict)).toList();
    }

    /**
     * Required cases about which nothing is known: a success says nothing about them.
     *
     * @return their results
     */
    public List<CaseResult> requiredUntried() {
        return required().stream().filter(result -> !result.verdict().judges()).toList();
    }
}
