package dev.peering.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A run under way: plays cases beside each other or one by one, and ends when the target is gone. What counts goes to the ledger. */
final class Course implements AutoCloseable {

    /** How often the target is asked whether it is there while cases run beside each other. */
    private static final long WATCH_MILLIS = 1_000;

    /** Cases that are ended by force need a moment; what takes longer is left to itself. */
    private static final long LONGEST_END_SECONDS = 5;

    /** So many cases whose subject went well hardly failed for as many reasons. */
    private static final int MANY_AFTERWARDS = 5;

    private final Suite.Prepared prepared;
    private final RunSettings settings;
    private final Ledger ledger;
    private final Presence presence;
    private final Trials trials;

    /** On a target that was there a moment ago. */
    Course(Suite.Prepared prepared, RunSettings settings, Ledger ledger, Stalls stalls, long origin) {
        this.prepared = prepared;
        this.settings = settings;
        this.ledger = ledger;
        presence = new Presence(prepared);
        trials = new Trials(prepared, presence, stalls, settings.pace().timeScale(), origin);
    }

    /** Beside each other, the longest first. Somebody asks meanwhile whether the target is there, so that nobody waits long for one that is gone. */
    void together(List<CaseSpec> specs) throws RunException, InterruptedException {
        List<CaseSpec> longestFirst = specs.stream()
                .sorted(Comparator.comparing(CaseSpec::limit).reversed())
                .toList();
        play(longestFirst, prepared.parallelism(), false);
    }

    /** Each alone with a target that was there just before it: when the target goes, it was this case. */
    void oneByOne(List<CaseSpec> specs) throws RunException, InterruptedException {
        for (CaseSpec spec : specs) {
            if (!presence.confirmed()) {
                throw gone();
            }
            play(List.of(spec), 1, true);
        }
    }

    private void play(List<CaseSpec> specs, int atOnce, boolean alone) throws RunException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(atOnce + 1, Course::daemon);
        CompletionService<@Nullable Void> running = new ExecutorCompletionService<>(workers);
        try {
            if (!alone) {
                running.submit(this::watch);
            }
            for (CaseSpec spec : specs) {
                running.submit(() -> tryCase(spec, alone));
            }
            for (int i = 0; i < specs.size(); i++) {
                await(running.take());
            }
        } catch (RunException stop) {
            ledger.endsBecause(String.valueOf(stop.getMessage()));
            throw stop;
        } catch (InterruptedException stop) {
            ledger.stop();
            throw stop;
        } finally {
            // Nothing that is still in flight counts any more.
            presence.abortAll();
            workers.shutdownNow();
            workers.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Ends only when the target is gone, or by an interrupt. */
    private @Nullable Void watch() throws RunException, InterruptedException {
        do {
            Thread.sleep(WATCH_MILLIS);
        } while (presence.confirmed());
        throw gone();
    }

    private static void await(Future<@Nullable Void> each) throws RunException, InterruptedException {
        try {
            each.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RunException stop) {
                throw stop;
            }
            if (e.getCause() instanceof InterruptedException stopped) {
                throw stopped;
            }
            throw new RunException(RunException.TESTER_FAULT, "the suite itself failed: " + e.getCause());
        }
    }

    /** One case, twice when it failed, chance may have had a hand in it, and second tries are wanted. */
    private @Nullable Void tryCase(CaseSpec spec, boolean alone) throws RunException, InterruptedException {
        if (ledger.over()) {
            return null;
        }
        Trial first = trials.undisturbed(spec);
        if (!counts(spec, first, alone)) {
            return null;
        }
        if (!first.failed() || !settings.manner().rerun() || first.outcome().proven()) {
            ledger.report(spec, first.outcome(), first);
            return null;
        }
        Trial second = trials.undisturbed(spec);
        if (counts(spec, second, alone)) {
            if (second.failed()) {
                ledger.report(spec, second.outcome(), second);
            } else {
                ledger.report(spec, Outcome.flaky(first.outcome(), second.outcome()), first);
            }
        }
        return null;
    }

    /**
     * Whether what was seen says something about a target that is there. Beside others, a case says nothing of a target that is gone after it: it may
     * have been any of them, and a closed connection may look like a refusal. Alone it did that itself; some end the target because they have to.
     */
    private boolean counts(CaseSpec spec, Trial trial, boolean alone) throws RunException, InterruptedException {
        ledger.requireGoingOn();
        if (ledger.over()) {
            return false;
        }
        if ((alone && !trial.failed()) || presence.confirmed()) {
            return !ledger.over();
        }
        ledger.requireGoingOn();
        if (alone && !adapterHadTrouble()) {
            ledger.report(spec, trial.outcome(), trial);
        }
        throw gone();
    }

    /** A target that went because its adapter had to be ended, or ended by itself, did nothing wrong. */
    private boolean adapterHadTrouble() {
        return prepared.trouble().isPresent() && settings.control().mayHoldTarget();
    }

    /** Cases that could not be tried for such a reason are no good news. */
    void requireNoTrouble() throws RunException, InterruptedException {
        Optional<String> trouble = prepared.trouble();
        if (trouble.isPresent()) {
            if (!presence.confirmed()) {
                throw gone();
            }
            ledger.endsBecause(
                    "the target could not be handled any more, so some cases were not tried: " + trouble.get());
            throw new RunException(RunException.TESTER_FAULT, ledger.note());
        }
    }

    private RunException gone() {
        ledger.endsBecause("the target does not take connections any more"
                + seenLast(presence.suspects())
                + prepared.trouble().map(text -> "; before that: " + text).orElse(""));
        int code = adapterHadTrouble() ? RunException.TESTER_FAULT : RunException.UNREACHABLE;
        return new RunException(code, ledger.note());
    }

    private static String seenLast(List<String> suspects) {
        if (suspects.isEmpty()) {
            return "";
        }
        return "; it was last seen before or during " + String.join(", ", suspects)
                + (suspects.size() == 1 ? "" : "; to see which of them ends it, run these with --one-by-one");
    }

    /** For the report. */
    List<String> measurements() {
        List<String> said = new ArrayList<>(prepared.measurements());
        if (trials.disturbed() > 0) {
            said.add("this machine stalled during tries that failed, so they were made anew: " + trials.disturbed());
        }
        if (ledger.onlyAfterwards() >= MANY_AFTERWARDS) {
            said.add(ledger.onlyAfterwards()
                    + " cases failed only because a good handshake did not work afterwards: look for what "
                    + "these have in common before the single cases");
        }
        return said;
    }

    @Override
    public void close() {
        trials.close();
    }

    static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "conformance");
        thread.setDaemon(true);
        return thread;
    }
}
