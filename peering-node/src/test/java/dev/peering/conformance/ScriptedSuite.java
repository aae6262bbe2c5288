package dev.peering.conformance;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A suite whose cases end as it is written here, one outcome for each try; one try more is an error. */
public final class ScriptedSuite implements Suite, Suite.Prepared {

    volatile boolean reachable = true;
    boolean hangs;
    int parallelism = 1;
    Duration limit = Duration.ofSeconds(1);
    boolean blamesTheTarget;
    Optional<String> trouble = Optional.empty();
    Runnable meanwhile = () -> {};

    private final Map<String, Deque<Outcome>> outcomes = new HashMap<>();
    private final List<CaseSpec> specs = new ArrayList<>();
    private final List<RunSettings> runs = new ArrayList<>();
    private final Map<String, Meanwhile> during = new HashMap<>();
    private final CountDownLatch aborted = new CountDownLatch(1);

    /** What happens while a case is played. */
    interface Meanwhile {
        void happens() throws InterruptedException;
    }

    /** In that case only. */
    ScriptedSuite during(String id, Meanwhile what) {
        during.put(id, what);
        return this;
    }

    /** Waits, as for bytes on a connection, until any case is ended by force; deaf to interrupts, as sockets are. */
    void waitForBytes() {
        boolean interrupted = false;
        while (aborted.getCount() > 0) {
            try {
                aborted.await();
            } catch (InterruptedException deaf) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One case more. */
    public ScriptedSuite with(String id, Level level, Outcome... all) {
        specs.add(new CaseSpec(
                id, level, Role.ACCEPTS, "1", "r.", "w.", "s", List.of("p"), List.of("f"), Set.of(), limit));
        outcomes.put(id, new ArrayDeque<>(List.of(all)));
        return this;
    }

    /** With which settings it was run. */
    public List<RunSettings> runs() {
        return List.copyOf(runs);
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public String title() {
        return "scripted";
    }

    @Override
    public List<CaseSpec> cases() {
        return specs;
    }

    @Override
    public Prepared prepare(RunSettings settings, Console console) {
        runs.add(settings);
        return this;
    }

    @Override
    public Outcome run(CaseSpec spec, Trace trace, Runnable begun) throws Exception {
        begun.run();
        meanwhile.run();
        during.getOrDefault(spec.id(), () -> {}).happens();
        if (hangs) {
            hang();
        }
        return outcomes.getOrDefault(spec.id(), new ArrayDeque<>()).remove();
    }

    private void hang() throws InterruptedException {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException alarm) {
            if (blamesTheTarget) {
                throw EndOfCase.fail("closed by RST");
            }
            throw alarm;
        }
    }

    @Override
    public void abort(Trace trace) {
        aborted.countDown();
    }

    @Override
    public boolean reachable() {
        return reachable;
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public int parallelism() {
        return parallelism;
    }

    @Override
    public List<String> measurements() {
        return List.of();
    }

    @Override
    public void close() {}
}
