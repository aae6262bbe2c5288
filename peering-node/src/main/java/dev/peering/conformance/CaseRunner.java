package dev.peering.conformance;

import dev.peering.conformance.CaseSpec.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs cases: first all that may share the target, at once and the longest first; then those that want it alone; last those that restart it.
 * A case that does not end by itself is ended by force. What has been found so far can be had at any time.
 */
public final class CaseRunner {

    private final RunSettings settings;
    private final Ledger ledger;
    private final Stalls stalls;
    private final long origin = System.nanoTime();
    private volatile List<String> measurements = List.of();

    /**
     * A run that has not begun.
     *
     * @param settings what the operator asked for
     * @param expected cases known to fail
     * @param progress told of every result, from several threads, one at a time
     */
    public CaseRunner(RunSettings settings, ExpectedFailures expected, Consumer<CaseResult> progress) {
        this(settings, expected, progress, new Stalls());
    }

    /** With a watch over this machine that a test can tell about stalls. */
    CaseRunner(RunSettings settings, ExpectedFailures expected, Consumer<CaseResult> progress, Stalls stalls) {
        this.stalls = stalls;
        this.settings = settings;
        this.ledger = new Ledger(expected, progress);
    }

    /**
     * Runs the chosen cases. May be called once.
     *
     * @param suite of which protocol
     * @param selection which cases
     * @param console where to tell what is going on
     * @throws RunException the run could not start, or had to stop; results so far are kept
     * @throws InterruptedException the operator wants to stop; results so far are kept
     */
    public void run(Suite suite, Selection selection, Console console) throws RunException, InterruptedException {
        List<CaseSpec> chosen =
                suite.cases().stream().filter(selection::chooses).toList();
        if (chosen.isEmpty()) {
            throw new RunException(RunException.USAGE, "no case fits; see: peering conformance list");
        }
        try (stalls;
                Suite.Prepared prepared = suite.prepare(settings, console);
                Course course = new Course(prepared, settings, ledger, stalls, origin)) {
            try {
                run(course, withoutSlow(chosen, selection));
            } catch (InterruptedException stopped) {
                stop();
                throw stopped;
            } finally {
                measurements = course.measurements();
                skipUntried(chosen);
            }
        } catch (RunException stop) {
            ledger.endsBecause(String.valueOf(stop.getMessage()));
            throw stop;
        }
    }

    private List<CaseSpec> withoutSlow(List<CaseSpec> chosen, Selection selection) {
        List<CaseSpec> todo = new ArrayList<>();
        for (CaseSpec spec : chosen) {
            if (spec.is(Trait.SLOW) && !settings.manner().slow() && !selection.names(spec)) {
                ledger.skipped(spec, "takes long; run it with --slow", elapsed());
            } else {
                todo.add(spec);
            }
        }
        return todo;
    }

    private void run(Course course, List<CaseSpec> todo) throws RunException, InterruptedException {
        List<CaseSpec> sharing = todo.stream().filter(CaseRunner::sharing).toList();
        if (settings.manner().oneByOne() || sharing.size() < 2) {
            course.oneByOne(sharing);
        } else {
            course.together(sharing);
        }
        course.oneByOne(todo.stream().filter(spec -> spec.is(Trait.ALONE)).toList());
        course.oneByOne(todo.stream().filter(spec -> spec.is(Trait.LAST)).toList());
        course.requireNoTrouble();
    }

    private static boolean sharing(CaseSpec spec) {
        return !spec.is(Trait.ALONE) && !spec.is(Trait.LAST);
    }

    private void skipUntried(List<CaseSpec> chosen) {
        chosen.forEach(spec -> ledger.skipped(spec, "the run ended before this case did", elapsed()));
    }

    /** The operator wants to stop. From now on no failure is believed: the target may have been told to stop, too. From any thread. */
    public void stop() {
        ledger.stop();
    }

    /**
     * What has been found so far.
     *
     * @param suite which was run
     * @param strict SHOULD and SEC count too
     * @return the report
     */
    public RunReport soFar(Suite suite, boolean strict) {
        return new RunReport(
                suite.name(),
                suite.title(),
                SuiteVersion.number(),
                Reach.address(settings.target()),
                settings.targetKey(),
                settings.identities().seed(),
                settings.pace().timeScale(),
                strict,
                Instant.now().minusMillis(elapsed()),
                Duration.ofMillis(elapsed()),
                ledger.note(),
                measurements,
                ledger.results());
    }

    private long elapsed() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - origin);
    }
}
