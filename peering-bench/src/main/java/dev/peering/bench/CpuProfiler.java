package dev.peering.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Aggregator;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time per operation, of all Java threads together; the compiler and the garbage collector are not among them. On a
 * machine that has other things to do the clock on the wall says little, and this says nearly what it says on a quiet one.
 * Switched on by {@code -prof dev.peering.bench.CpuProfiler}; the presets always have it.
 */
public final class CpuProfiler implements InternalProfiler {

    static final String LABEL = "cpu.norm";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private Map<Long, Long> before = Map.of();

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = nanosByThread();
    }

    /** Nothing for an iteration in which threads ended, as they do in the last one: what they used is not known any more. */
    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        Map<Long, Long> after = nanosByThread();
        long operations = result.getMetadata().getAllOps();
        if (operations == 0 || !after.keySet().containsAll(before.keySet())) {
            return List.of();
        }
        double microseconds = (sum(after) - sum(before)) / 1_000.0 / operations;
        return List.of(new CpuTime(microseconds));
    }

    @Override
    public String getDescription() {
        return "processor time per operation, all Java threads";
    }

    private Map<Long, Long> nanosByThread() {
        Map<Long, Long> nanos = new HashMap<>();
        for (long id : threads.getAllThreadIds()) {
            long used = threads.getThreadCpuTime(id);
            if (used >= 0) {
                nanos.put(id, used);
            }
        }
        return nanos;
    }

    /** Where an iteration has none, JMH puts a zero, unless it is told not to. */
    private static final class CpuTime extends ScalarResult {

        private static final long serialVersionUID = 1;

        private CpuTime(double microseconds) {
            super(LABEL, microseconds, "us/op", AggregationPolicy.AVG);
        }

        /** There is one of these per iteration; JMH's own aggregator would make a plain result of it. */
        @Override
        protected Aggregator<ScalarResult> getThreadAggregator() {
            return results -> results.iterator().next();
        }

        @Override
        @SuppressWarnings("NullAway") // JMH asks for null
        protected ScalarResult getZeroResult() {
            return null;
        }
    }

    private static long sum(Map<Long, Long> nanos) {
        return nanos.values().stream().mapToLong(Long::longValue).sum();
    }
}
