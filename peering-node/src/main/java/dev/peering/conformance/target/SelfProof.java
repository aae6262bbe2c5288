package dev.peering.conformance.target;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.CaseRunner;
import dev.peering.conformance.Console;
import dev.peering.conformance.ExpectedFailures;
import dev.peering.conformance.RunException;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.Selection;
import dev.peering.conformance.Suite;
import dev.peering.conformance.Verdict;
import dev.peering.conformance.manual.ManualSuite;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The proof that the suite can tell good from bad: every seeded fault, one at a time, must make its named case fail, and the correct target must pass that
 * same case. Faults are tried with a short time between dials, several at once; each has a target of its own.
 */
public final class SelfProof {

    private static final Duration SHORT_INTERVAL = Duration.ofMillis(600);
    private static final int AT_ONCE = 4;
    private static final int FEW_IDENTITIES = 4;
    private static final int MOST_SKIPPED = 3;

    private final Suite suite = new ManualSuite();

    /**
     * What became of one fault.
     *
     * @param fault the fault
     * @param caseId that had to find it
     * @param verdict of that case
     * @param text what the case saw
     */
    public record Kill(Fault fault, String caseId, Verdict verdict, String text) {

        /**
         * Whether the fault was found.
         *
         * @return true when the case failed
         */
        public boolean found() {
            return verdict == Verdict.FAIL;
        }
    }

    /**
     * Tries faults.
     *
     * @param faults which; those without a case are left out
     * @param progress told of each
     * @return all kills, in the order of the faults
     * @throws RunException a target could not be started or did not say which fault it has
     * @throws InterruptedException the operator wants to stop
     */
    public List<Kill> faults(List<Fault> faults, Consumer<Kill> progress) throws RunException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "self-proof");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Kill>> running = new ArrayList<>();
            for (Fault fault : faults) {
                if (fault.caseId().isPresent()) {
                    running.add(workers.submit(() -> kill(fault)));
                }
            }
            List<Kill> kills = new ArrayList<>();
            for (Future<Kill> each : running) {
                Kill kill = each.get();
                progress.accept(kill);
                kills.add(kill);
            }
            return kills;
        } catch (ExecutionException e) {
            throw new RunException(RunException.TESTER_FAULT, "the self-proof failed: " + e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    /** A machine too busy to answer in time skips a case; that proves nothing either way. */
    private Kill kill(Fault fault) throws IOException, RunException, InterruptedException {
        Kill kill = killOnce(fault);
        for (int i = 1; i < MOST_SKIPPED && kill.verdict() == Verdict.SKIP; i++) {
            kill = killOnce(fault);
        }
        return kill;
    }

    private Kill killOnce(Fault fault) throws IOException, RunException, InterruptedException {
        String caseId = fault.caseId().orElseThrow();
        try (ReferenceTarget target = new ReferenceTarget(Profile.with(fault).dialingEvery(SHORT_INTERVAL), 0)) {
            if (!target.banner().contains(fault + " (")) {
                throw new RunException(RunException.TESTER_FAULT, "the target does not say that it has " + fault);
            }
            RunSettings settings = settings(target, FEW_IDENTITIES).withoutRerun();
            CaseResult result = run(settings, List.of(caseId)).results().get(0);
            return new Kill(fault, caseId, result.verdict(), result.text());
        }
    }

    /**
     * Runs the whole suite, or some of it, against the correct target.
     *
     * @param ids which cases, none means all
     * @return the report; nothing in it may have failed
     * @throws IOException the target cannot listen
     * @throws RunException the run could not start
     * @throws InterruptedException the operator wants to stop
     */
    public RunReport correct(List<String> ids) throws IOException, RunException, InterruptedException {
        try (ReferenceTarget target = new ReferenceTarget(Profile.CORRECT.dialingEvery(SHORT_INTERVAL), 0)) {
            return run(settings(target, 12), ids);
        }
    }

    private static RunSettings settings(ReferenceTarget target, int identities) {
        return new RunSettings(
                target.address(),
                target.key(),
                target,
                1,
                1,
                SHORT_INTERVAL,
                Duration.ofSeconds(20),
                identities,
                0,
                false,
                true);
    }

    private RunReport run(RunSettings settings, List<String> ids) throws InterruptedException, RunException {
        CaseRunner runner = new CaseRunner(settings, ExpectedFailures.NONE, result -> {});
        try {
            runner.run(suite, new Selection(ids), Console.SILENT);
        } catch (RunException stopped) {
            // A fault may end the target; what the case saw before that counts.
            if (runner.soFar(suite, true).results().isEmpty()) {
                throw stopped;
            }
        }
        return runner.soFar(suite, true);
    }
}
