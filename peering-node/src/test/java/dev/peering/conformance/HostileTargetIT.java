package dev.peering.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.RunSettings.Identities;
import dev.peering.conformance.RunSettings.Manner;
import dev.peering.conformance.RunSettings.Pace;
import dev.peering.conformance.manual.ManualSuite;
import dev.peering.conformance.report.Reports;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

/** Whole runs against a target that gives fuzzed answers, until it has given as many as wanted: {@code .ci/hostile.sh 1000000}. */
@DisplayName("The suite survives hostile targets")
class HostileTargetIT {

    private static final long WANTED = Long.getLong("peering.hostile.answers", 20_000);
    private static final long LIMIT_MINUTES = Long.getLong("peering.hostile.minutes", 10);
    private static final int AT_ONCE = 4;
    private static final long MOST_GROWTH = 48_000_000;

    /** They wait for a fixed time whatever the target does. */
    private static final Set<String> PATIENT = Set.of("MP-I-54");

    @TempDir
    private Path folder;

    private final AtomicLong answers = new AtomicLong();
    private final AtomicInteger runs = new AtomicInteger();
    private final ManualSuite suite = new ManualSuite();
    private final List<String> ids = suite.cases().stream()
            .filter(spec -> !spec.is(Trait.SLOW) && !spec.is(Trait.LATE) && !PATIENT.contains(spec.id()))
            .map(CaseSpec::id)
            .toList();

    @Test
    @DisplayName("every run ends by itself with the right code and a whole report, and nothing is left behind")
    void survives() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(LIMIT_MINUTES);
        round(deadline);
        long before = heap();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        do {
            round(deadline);
        } while (answers.get() < WANTED && System.nanoTime() < deadline);
        long grown = heap() - before;
        String told = answers.get() + " fuzzed answers in " + runs.get() + " runs, heap grown by " + grown + " bytes";
        System.out.println(told);
        assertThat(answers.get()).as(told).isGreaterThanOrEqualTo(WANTED);
        assertThat(grown).as(told).isLessThan(MOST_GROWTH);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + 200);
    }

    private void round(long deadline) throws Exception {
        ExecutorService parallel = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                all.add(parallel.submit(() -> {
                    run(runs.incrementAndGet());
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(Math.max(1, deadline - System.nanoTime()) + TimeUnit.MINUTES.toNanos(3), TimeUnit.NANOSECONDS);
            }
        } finally {
            parallel.shutdownNow();
        }
    }

    private void run(int number) throws Exception {
        try (HostileTarget target = new HostileTarget(number, answers)) {
            RunSettings settings = RunSettings.of(
                            target.address(), target.identity().key().toString(), target)
                    .as(new Identities(number, 6, 0))
                    .at(new Pace(0.1, Duration.ofMillis(100), Duration.ofSeconds(5)))
                    .tried(new Manner(false, number % 2 == 0, false));
            CaseRunner runner = new CaseRunner(settings, ExpectedFailures.NONE, result -> {});
            try {
                runner.run(suite, new Selection(third(number)), Console.SILENT);
            } catch (RunException stopped) {
                assertThat(stopped.exitCode())
                        .as("run " + number + ": " + stopped.getMessage())
                        .isEqualTo(RunException.UNREACHABLE);
            }
            RunReport report = runner.soFar(suite, true);
            assertThat(report.passed()).as("run " + number).isFalse();
            Path into = folder.resolve(String.valueOf(number % AT_ONCE));
            Reports.write(report, into);
            assertThat(new ObjectMapper()
                            .readTree(Files.readString(into.resolve("report.json")))
                            .path("schemaVersion")
                            .asInt())
                    .isEqualTo(RunReport.SCHEMA_VERSION);
            assertThat(Files.readString(into.resolve("report.html"))).doesNotContain("\u001b", "<b>:");
        }
    }

    /** Another third of the cases in each run, so that a round is short. */
    private List<String> third(int number) {
        return IntStream.range(0, ids.size())
                .filter(i -> i % 3 == number % 3)
                .mapToObj(ids::get)
                .toList();
    }

    /** After a collection. */
    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
