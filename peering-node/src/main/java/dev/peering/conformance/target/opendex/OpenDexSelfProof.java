package dev.peering.conformance.target.opendex;

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
import dev.peering.conformance.opendex.OpenDexSuite;
import dev.peering.wire.opendex.OpenDexNetwork;
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
 * The proof that the suite for OpenDEX can tell good from bad: every seeded fault, one at a time, must make its named case fail, and the correct target
 * must pass that same case.
 */
public final class OpenDexSelfProof {

    private static final OpenDexNetwork NETWORK = OpenDexNetwork.REGTEST;
    private static final int AT_ONCE = 6;

    private final Suite suite = new OpenDexSuite(NETWORK);

    /**
     * What became of one fault.
     *
     * @param fault the fault
     * @param verdict of the case that had to find it
     * @param text what the case saw
     */
    public record Kill(OpenDexFault fault, Verdict verdict, String text) {

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
     * @param faults which
     * @param progress told of each
     * @return all kills, in the order of the faults
     * @throws RunException a target could not be started or did not say which fault it has
     * @throws InterruptedException the operator wants to stop
     */
    public List<Kill> faults(List<OpenDexFault> faults, Consumer<Kill> progress)
            throws RunException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "self-proof");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Kill>> running = new ArrayList<>();
            for (OpenDexFault fault : faults) {
                running.add(workers.submit(() -> kill(fault)));
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

    private Kill kill(OpenDexFault fault) throws IOException, RunException, InterruptedException {
        try (OpenDexTarget target = new OpenDexTarget(OpenDexProfile.with(fault).quick(), NETWORK, 0)) {
            if (!target.banner().contains(fault + " (")) {
                throw new RunException(RunException.TESTER_FAULT, "the target does not say that it has " + fault);
            }
            CaseResult result = run(settings(target).withoutRerun(), List.of(fault.caseId()))
                    .results()
                    .get(0);
            return new Kill(fault, result.verdict(), result.text());
        }
    }

    /**
     * Runs the whole suite, or some of it, against a target in a hurry.
     *
     * @param profile how the target behaves; nothing in the report on the correct one may have failed
     * @param ids which cases, none means all
     * @return the report
     * @throws IOException the target cannot listen
     * @throws RunException the run could not start
     * @throws InterruptedException the operator wants to stop
     */
    public RunReport on(OpenDexProfile profile, List<String> ids)
            throws IOException, RunException, InterruptedException {
        try (OpenDexTarget target = new OpenDexTarget(profile.quick(), NETWORK, 0)) {
            return run(settings(target), ids);
        }
    }

    private static RunSettings settings(OpenDexTarget target) {
        return RunSettings.of(target.address(), target.key().toString(), target).dialingEvery(Duration.ofMillis(500));
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
