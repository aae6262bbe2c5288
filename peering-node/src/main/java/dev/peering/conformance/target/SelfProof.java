package dev.peering.conformance.target;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.CaseRunner;
import dev.peering.conformance.Console;
import dev.peering.conformance.ExpectedFailures;
import dev.peering.conformance.RunException;
import dev.peering.conformance.RunReport;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.Selection;
import dev.peering.conformance.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The proof that a suite can tell good from bad: every seeded fault, one at a time, must make its named case fail, and the correct target must pass that
 * same case. Several faults are tried at once; each has a target of its own.
 *
 * @param <F> the suite's faults
 */
public final class SelfProof<F extends SeededFault> {

    private static final int MOST_SKIPPED = 3;

    private final Proving<F> proving;

    /**
     * For one suite.
     *
     * @param proving the suite and its targets
     */
    public SelfProof(Proving<F> proving) {
        this.proving = proving;
    }

    /**
     * What became of one fault.
     *
     * @param fault the fault
     * @param caseId that had to find it
     * @param verdict of that case
     * @param text what the case saw
     */
    public record Kill(SeededFault fault, String caseId, Verdict verdict, String text) {

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
    public List<Kill> faults(List<F> faults, Consumer<Kill> progress) throws RunException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(proving.atOnce(), work -> {
            Thread thread = new Thread(work, "self-proof");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Kill>> running = new ArrayList<>();
            for (F fault : faults) {
                fault.caseId().ifPresent(caseId -> running.add(workers.submit(() -> kill(fault, caseId))));
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
    private Kill kill(F fault, String caseId) throws IOException, RunException, InterruptedException {
        Kill kill = killOnce(fault, caseId);
        for (int i = 1; i < MOST_SKIPPED && kill.verdict() == Verdict.SKIP; i++) {
            kill = killOnce(fault, caseId);
        }
        return kill;
    }

    private Kill killOnce(F fault, String caseId) throws IOException, RunException, InterruptedException {
        try (Subject target = proving.with(fault)) {
            if (!target.banner().contains(SeededFault.shown(fault))) {
                throw new RunException(RunException.TESTER_FAULT, "the target does not say that it has " + fault);
            }
            CaseResult result = run(proving.forOneCase(target).withoutRerun(), List.of(caseId))
                    .results()
                    .get(0);
            return new Kill(fault, caseId, result.verdict(), result.text());
        }
    }

    /**
     * Runs the whole suite, or some of it.
     *
     * @param target running; nothing in the report on a correct one may have failed
     * @param ids which cases, none means all
     * @return the report
     * @throws RunException the run could not start
     * @throws InterruptedException the operator wants to stop
     */
    public RunReport on(Subject target, List<String> ids) throws RunException, InterruptedException {
        return run(proving.forAllCases(target), ids);
    }

    private RunReport run(RunSettings settings, List<String> ids) throws InterruptedException, RunException {
        CaseRunner runner = new CaseRunner(settings, ExpectedFailures.NONE, result -> {});
        try {
            runner.run(proving.suite(), new Selection(ids), Console.SILENT);
        } catch (RunException stopped) {
            // A fault may end the target; what the case saw before that counts.
            if (runner.soFar(proving.suite(), true).results().isEmpty()) {
                throw stopped;
            }
        }
        return runner.soFar(proving.suite(), true);
    }
}
