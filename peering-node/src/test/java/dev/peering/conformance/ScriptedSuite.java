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

/** A suite whose cases end as it is written here, one outcome for each try; one try more is an error. */
public final class ScriptedSuite implements Suite, Suite.Prepared {

    boolean reachable = true;
    boolean hangs;
    boolean blamesTheTarget;
    Optional<String> trouble = Optional.empty();
    Runnable meanwhile = () -> {};

    private final Map<String, Deque<Outcome>> outcomes = new HashMap<>();
    private final List<CaseSpec> specs = new ArrayList<>();
    private final List<RunSettings> runs = new ArrayList<>();

    /** One case more. */
    public ScriptedSuite with(String id, Level level, Outcome... all) {
        specs.add(new CaseSpec(
                id,
                level,
                Role.ACCEPTS,
                "1",
                "r.",
                "w.",
                "s",
                List.of("p"),
                List.of("f"),
                Set.of(),
                Duration.ofSeconds(1)));
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
    public void abort(Trace trace) {}

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
        return 1;
    }

    @Override
    public List<String> measurements() {
        return List.of();
    }

    @Override
    public void close() {}
}
