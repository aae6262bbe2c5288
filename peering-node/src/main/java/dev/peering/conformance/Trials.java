package dev.peering.conformance;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Plays cases in the calling thread. One that does not come to an end by itself is ended by force; a failure while this machine stalled does not count. */
final class Trials implements AutoCloseable {

    /** A machine that stalls during every try is what it is. */
    private static final int MOST_DISTURBED = 4;

    private final Suite.Prepared prepared;
    private final Presence presence;
    private final Stalls stalls;
    private final double timeScale;
    private final long origin;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(Course::daemon);
    private final AtomicInteger disturbed = new AtomicInteger();

    /** Of one run, which began at that reading of the clock. */
    Trials(Suite.Prepared prepared, Presence presence, Stalls stalls, double timeScale, long origin) {
        this.prepared = prepared;
        this.presence = presence;
        this.stalls = stalls;
        this.timeScale = timeScale;
        this.origin = origin;
    }

    /** How many tries did not count. */
    int disturbed() {
        return disturbed.get();
    }

    /** One try that counts: it did not fail, or what it saw is proven, or the machine did not stall, or it stalls every time. */
    Trial undisturbed(CaseSpec spec) throws RunException, InterruptedException {
        List<String> notes = new ArrayList<>();
        for (int i = 1; ; i++) {
            long begin = System.nanoTime();
            Trial one = once(spec, notes);
            long stalled = stalls.longestBetween(begin, System.nanoTime());
            boolean counts = !one.failed() || one.outcome().proven() || stalled == 0;
            if (counts || i == MOST_DISTURBED || !presence.confirmed()) {
                return one;
            }
            disturbed.incrementAndGet();
            notes.add("tried before and failed, but this machine stalled for " + stalled + " ms meanwhile: "
                    + one.outcome().text());
        }
    }

    private Trial once(CaseSpec spec, List<String> notes) throws RunException, InterruptedException {
        Trace trace = new Trace();
        long[] begin = {System.nanoTime()};
        long limitMillis = (long) (spec.limit().toMillis() * Math.max(1, timeScale));
        Thread thread = Thread.currentThread();
        boolean[] forced = new boolean[1];
        AtomicReference<ScheduledFuture<?>> alarm = new AtomicReference<>();
        Runnable begun = () -> {
            begin[0] = System.nanoTime();
            trace.begin();
            notes.forEach(trace::note);
            presence.begins(spec, trace);
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
            presence.ends(trace);
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
        long startedMillis = TimeUnit.NANOSECONDS.toMillis(begin[0] - origin);
        return new Trial(outcome, Duration.ofNanos(System.nanoTime() - begin[0]), startedMillis, trace);
    }

    private static Outcome overdue(long limitMillis) {
        return Outcome.fail("did not come to an end within " + limitMillis + " ms");
    }

    private static Outcome fault(CaseSpec spec, Exception e) throws RunException {
        if (e instanceof IOException) {
            return Outcome.fail("the connection failed: " + e.getMessage());
        }
        throw new RunException(RunException.TESTER_FAULT, "the suite itself failed in " + spec.id() + ": " + e);
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
    }
}
