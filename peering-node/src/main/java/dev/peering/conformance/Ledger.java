package dev.peering.conformance;

import dev.peering.conformance.Outcome.Weight;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What a run has found, each case once, and why it ended early if it did. Used by many threads. */
final class Ledger {

    private static final String STOPPED = "stopped by the operator";

    private final ExpectedFailures expected;
    private final Consumer<CaseResult> progress;
    private final List<CaseResult> results = new CopyOnWriteArrayList<>();
    private volatile String note = "";
    private volatile boolean stopping;
    private int onlyAfterwards;

    Ledger(ExpectedFailures expected, Consumer<CaseResult> progress) {
        this.expected = expected;
        this.progress = progress;
    }

    /** In the order in which they came. */
    List<CaseResult> results() {
        return results;
    }

    /** How many failed in nothing but the good handshake behind them. */
    synchronized int onlyAfterwards() {
        return onlyAfterwards;
    }

    /** Why the run ended early, or empty. */
    String note() {
        return note;
    }

    /** Whether the run has ended early. */
    boolean over() {
        return !note.isEmpty();
    }

    /** The first reason is the one that is told. */
    synchronized void endsBecause(String reason) {
        if (note.isEmpty()) {
            note = reason;
        }
    }

    /** The operator wants to stop. From now on no failure is believed. */
    void stop() {
        stopping = true;
        endsBecause(STOPPED);
    }

    void requireGoingOn() throws InterruptedException {
        if (stopping) {
            throw new InterruptedException(STOPPED);
        }
    }

    void report(CaseSpec spec, Outcome outcome, Trial trial) {
        report(spec, outcome, trial.took(), trial.startedMillis(), trial.trace());
    }

    void skipped(CaseSpec spec, String why, long nowMillis) {
        report(spec, Outcome.skip(why), Duration.ZERO, nowMillis, new Trace());
    }

    private synchronized void report(CaseSpec spec, Outcome outcome, Duration took, long startedMillis, Trace trace) {
        boolean known = results.stream().anyMatch(result -> result.spec().equals(spec));
        boolean doubtful = stopping && outcome.verdict().bad();
        if (known || doubtful) {
            return;
        }
        Verdict verdict = expected.judge(spec.id(), outcome.verdict());
        String reason = expected.reason(spec.id()).orElse("");
        CaseResult result = new CaseResult(
                spec, verdict, outcome.text(), outcome.weight() == Weight.PARTLY, reason, took, startedMillis, trace);
        if (outcome.weight() == Weight.ONLY_AFTERWARDS && (verdict == Verdict.FAIL || verdict == Verdict.FLAKY)) {
            onlyAfterwards++;
        }
        results.add(result);
        progress.accept(result);
    }
}
