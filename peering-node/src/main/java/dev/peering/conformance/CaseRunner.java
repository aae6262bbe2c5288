package dev.peering.conformance;

import dev.peering.conformance.CaseSpec.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Runs cases: first all that may share the target, at once and the longest first; then those that want it alone; last those that restart it.
 * A case that does not end by itself is ended by force. What has been found so far can be had at any time.
 */
public final class CaseRunner {

    /** A machine that stalls during every try is what it is. */
    private static final int MOST_DISTURBED = 4;

    private static final String STOPPED = "stopped by the operator";

    private final RunSettings settings;
    private final ExpectedFailures expected;
    private final Consumer<CaseResult> progress;
    private final List<CaseResult> results = new CopyOnWriteArrayList<>();
    private final long origin = System.nanoTime();
    private volatile String note = "";
    private volatile boolean stopping;
    private volatile List<String> measurements = List.of();
    private final Stalls stalls;
    private final AtomicInteger disturbed = new AtomicInteger();

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
        this.expected = expected;
        this.progress = progress;
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
                Suite.Prepared prepared = suite.prepare(settings, console)) {
            List<CaseSpec> todo = new ArrayList<>();
            for (CaseSpec spec : chosen) {
                if (spec.is(Trait.SLOW) && !settings.slow() && !selection.names(spec)) {
                    report(spec, Outcome.skip("takes long; run it with --slow"), Duration.ZERO, elapsed(), new Trace());
                } else {
                    todo.add(spec);
                }
            }
            try {
                together(prepared, todo.stream().filter(CaseRunner::sharing).toList());
                oneByOne(
                        prepared,
                        todo.stream().filter(spec -> spec.is(Trait.ALONE)).toList());
                oneByOne(
                        prepared,
                        todo.stream().filter(spec -> spec.is(Trait.LAST)).toList());
                requireNoTrouble(prepared);
            } catch (InterruptedException stopped) {
                stop();
                throw stopped;
            } finally {
                measurements = measured(prepared);
                skipUntried(chosen);
            }
        }
    }

    private List<String> measured(Suite.Prepared prepared) {
        List<String> said = new ArrayList<>(prepared.measurements());
        if (disturbed.get() > 0) {
            said.add("this machine stalled during tries that failed, so they were made anew: " + disturbed.get());
        }
        return said;
    }

    /** The operator wants to stop. From now on no failure is believed: the target may have been told to stop, too. From any thread. */
    public void stop() {
        stopping = true;
        note = STOPPED;
    }

    /** Cases that could not be tried for such a reason are no good news. */
    private void requireNoTrouble(Suite.Prepared prepared) throws RunException {
        Optional<String> trouble = prepared.trouble();
        if (trouble.isPresent()) {
            if (!prepared.reachable()) {
                throw gone(prepared, "the target does not take connections any more");
            }
            note = "the target's list could not be changed any more, so some cases were not tried: " + trouble.get();
            throw new RunException(RunException.TESTER_FAULT, note);
        }
    }

    /** A target that went because its adapter had to be ended, or ended by itself, did nothing wrong. */
    private RunException gone(Suite.Prepared prepared, String what) {
        Optional<String> trouble = prepared.trouble();
        note = stopping
                ? STOPPED
                : what + trouble.map(text -> "; before that: " + text).orElse("");
        boolean withIt = trouble.isPresent() && settings.control().mayHoldTarget();
        return new RunException(withIt ? RunException.TESTER_FAULT : RunException.UNREACHABLE, note);
    }

    private static boolean sharing(CaseSpec spec) {
        return !spec.is(Trait.ALONE) && !spec.is(Trait.LAST);
    }

    private void together(Suite.Prepared prepared, List<CaseSpec> specs) throws RunException, InterruptedException {
        List<CaseSpec> longestFirst = specs.stream()
                .sorted(Comparator.comparing(CaseSpec::limit).reversed())
                .toList();
        ExecutorService workers = Executors.newFixedThreadPool(prepared.parallelism(), CaseRunner::daemon);
        ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(CaseRunner::daemon);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (CaseSpec spec : longestFirst) {
                Callable<Void> job = () -> {
                    tryCase(prepared, spec, watchdog);
                    return null;
                };
                running.add(workers.submit(job));
            }
            for (Future<?> each : running) {
                await(each);
            }
        } finally {
            workers.shutdownNow();
            watchdog.shutdownNow();
        }
    }

    private void oneByOne(Suite.Prepared prepared, List<CaseSpec> specs) throws RunException, InterruptedException {
        for (CaseSpec spec : specs) {
            together(prepared, List.of(spec));
        }
    }

    private static void await(Future<?> each) throws RunException, InterruptedException {
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

    /**
     * One case, twice when it failed, chance may have had a hand in it, and second tries are wanted; a failure while this machine stalled counts only
     * when that happens every time.
     */
    private void tryCase(Suite.Prepared prepared, CaseSpec spec, ScheduledExecutorService watchdog)
            throws RunException, InterruptedException {
        if (!note.isEmpty()) {
            return;
        }
        Try first = undisturbed(prepared, spec, watchdog);
        requireGoingOn();
        if (first.outcome.verdict() != Verdict.FAIL) {
            report(spec, first.outcome, first.took, first.startedMillis, first.trace);
            return;
        }
        boolean reachable = prepared.reachable();
        requireGoingOn();
        if (!reachable) {
            report(spec, first.outcome, first.took, first.startedMillis, first.trace);
            throw gone(
                    prepared,
                    "the target does not take connections any more; it was last seen before or during " + spec.id());
        }
        if (!settings.rerun() || first.outcome.proven()) {
            report(spec, first.outcome, first.took, first.startedMillis, first.trace);
            return;
        }
        Try second = undisturbed(prepared, spec, watchdog);
        boolean again = second.outcome.verdict() == Verdict.FAIL;
        Outcome outcome = again
                ? second.outcome
                : new Outcome(
                        Verdict.FLAKY, "first: " + first.outcome.text() + "; tried again: " + second.outcome.text());
        Try told = again ? second : first;
        report(spec, outcome, told.took, told.startedMillis, told.trace);
    }

    private void requireGoingOn() throws InterruptedException {
        if (stopping) {
            throw new InterruptedException(STOPPED);
        }
    }

    private record Try(Outcome outcome, Duration took, long startedMillis, Trace trace) {}

    private Try undisturbed(Suite.Prepared prepared, CaseSpec spec, ScheduledExecutorService watchdog)
            throws RunException, InterruptedException {
        List<String> notes = new ArrayList<>();
        for (int i = 1; ; i++) {
            long begin = System.nanoTime();
            Try one = once(prepared, spec, watchdog, notes);
            long stalled = stalls.longestBetween(begin, System.nanoTime());
            boolean counts = one.outcome.verdict() != Verdict.FAIL || one.outcome.proven() || stalled == 0;
            if (counts || i == MOST_DISTURBED || !prepared.reachable()) {
                return one;
            }
            disturbed.incrementAndGet();
            notes.add("tried before and failed, but this machine stalled for " + stalled + " ms meanwhile: "
                    + one.outcome.text());
        }
    }

    private Try once(Suite.Prepared prepared, CaseSpec spec, ScheduledExecutorService watchdog, List<String> notes)
            throws RunException, InterruptedException {
        Trace trace = new Trace();
        long[] startedMillis = {elapsed()};
        long[] begin = {System.nanoTime()};
        long limitMillis = (long) (spec.limit().toMillis() * Math.max(1, settings.timeScale()));
        Thread thread = Thread.currentThread();
        boolean[] forced = new boolean[1];
        AtomicReference<ScheduledFuture<?>> alarm = new AtomicReference<>();
        Runnable begun = () -> {
            startedMillis[0] = elapsed();
            begin[0] = System.nanoTime();
            trace.begin();
            notes.forEach(trace::note);
            alarm.set(watchdog.schedule(
                    () -> {
                        forced[0] = true;
                        prepared.abort(trace);
                        thread.interrupt();
                    },
                    limitMillis,
                    TimeUnit.MILLISECONDS));
        };
        Outcome outcome;
        try {
            outcome = prepared.run(spec, trace, begun);
        } catch (EndOfCase end) {
            // What a case makes of a connection that the alarm closed says nothing about the target.
            outcome = forced[0] ? overdue(limitMillis) : end.outcome();
        } catch (InterruptedException stop) {
            if (!forced[0]) {
                throw stop;
            }
            outcome = overdue(limitMillis);
        } catch (RunException stop) {
            throw stop;
        } catch (Exception e) {
            outcome = forced[0] ? overdue(limitMillis) : fault(spec, e);
        } finally {
            ScheduledFuture<?> set = alarm.get();
            if (set != null) {
                set.cancel(false);
            }
            if (forced[0]) {
                // The alarm's interrupt must not hit the next case of this thread.
                boolean cleared = Thread.interrupted();
                trace.note(cleared ? "ended by force" : "ended by force in a wait");
            }
        }
        return new Try(outcome, Duration.ofNanos(System.nanoTime() - begin[0]), startedMillis[0], trace);
    }

    private static Outcome overdue(long limitMillis) {
        return Outcome.fail("did not come to an end within " + limitMillis + " ms");
    }

    private static Outcome fault(CaseSpec spec, Exception e) throws RunException {
        if (e instanceof java.io.IOException) {
            return Outcome.fail("the connection failed: " + e.getMessage());
        }
        throw new RunException(RunException.TESTER_FAULT, "the suite itself failed in " + spec.id() + ": " + e);
    }

    private synchronized void report(CaseSpec spec, Outcome outcome, Duration took, long startedMillis, Trace trace) {
        boolean known = results.stream().anyMatch(result -> result.spec().equals(spec));
        boolean doubtful = stopping && outcome.verdict().bad();
        if (known || doubtful) {
            return;
        }
        Verdict verdict = expected.judge(spec.id(), outcome.verdict());
        String reason = expected.reason(spec.id()).orElse("");
        CaseResult result = new CaseResult(spec, verdict, outcome.text(), reason, took, startedMillis, trace);
        results.add(result);
        progress.accept(result);
    }

    private void skipUntried(List<CaseSpec> chosen) {
        for (CaseSpec spec : chosen) {
            String why = note.isEmpty() ? "the run ended before its turn" : note;
            report(spec, Outcome.skip(why), Duration.ZERO, elapsed(), new Trace());
        }
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
                settings.target().getHostString() + ":" + settings.target().getPort(),
                settings.targetKey(),
                settings.seed(),
                settings.timeScale(),
                strict,
                Instant.now().minusMillis(elapsed()),
                Duration.ofMillis(elapsed()),
                note,
                measurements,
                results);
    }

    private long elapsed() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - origin);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "conformance");
        thread.setDaemon(true);
        return thread;
    }
}
