package dev.peering.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.peering.conformance.RunSettings.Manner;
import dev.peering.conformance.control.Control;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run whose target dies")
class DyingTargetTest {

    private static final Control HOLDS_THE_TARGET = new Control() {
        @Override
        public boolean mayHoldTarget() {
            return true;
        }
    };

    private final ScriptedSuite suite = new ScriptedSuite();

    private static RunSettings settings() {
        return RunSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), "key", Control.BY_HAND);
    }

    private record Ended(RunException why, RunReport report) {
        List<Verdict> verdicts() {
            return report.results().stream().map(CaseResult::verdict).toList();
        }
    }

    private Ended run(RunSettings settings) {
        // Nobody watches this machine: a busy one must not ask for outcomes that are not written.
        Stalls unwatched = new Stalls();
        unwatched.close();
        CaseRunner runner = new CaseRunner(settings, ExpectedFailures.NONE, result -> {}, unwatched);
        RunException why = catchThrowableOfType(
                RunException.class, () -> runner.run(suite, new Selection(List.of()), Console.SILENT));
        return new Ended(why, runner.soFar(suite, false));
    }

    private void dies() {
        suite.reachable = false;
    }

    @Test
    @DisplayName("keeps what it has, believes no failure beside the death, and skips the rest")
    void gone() {
        suite.with("A-1", Level.MUST, Outcome.pass("fine"))
                .with("A-2", Level.MUST, Outcome.fail("it broke"))
                .with("A-3", Level.MUST, Outcome.pass("never seen"))
                .during("A-2", this::dies);
        Ended ended = run(settings());
        assertThat(ended.why.exitCode()).isEqualTo(RunException.UNREACHABLE);
        assertThat(ended.why).hasMessageContaining("last seen before or during A-2");
        assertThat(ended.verdicts()).containsExactly(Verdict.PASS, Verdict.SKIP, Verdict.SKIP);
        assertThat(ended.report.results().get(1).text()).isEqualTo("the run ended before this case did");
        assertThat(ended.report.passed()).isFalse();
    }

    @Test
    @DisplayName("what fails for the second time beside the death is not believed either")
    void secondTry() {
        suite.with("A-1", Level.MUST, Outcome.fail("it broke"), Outcome.fail("no connection"))
                .with("A-2", Level.MUST, Outcome.pass("never seen"));
        int[] tries = new int[1];
        suite.during("A-1", () -> suite.reachable = ++tries[0] < 2);
        assertThat(run(settings()).verdicts()).containsExactly(Verdict.SKIP, Verdict.SKIP);
    }

    @Test
    @DisplayName("names all cases in flight, tells how to find the one, and waits for none of them")
    void inFlight() throws Exception {
        suite.parallelism = 3;
        suite.limit = Duration.ofMinutes(1);
        CountDownLatch begun = new CountDownLatch(3);
        for (String id : List.of("A-1", "A-2", "A-3")) {
            suite.with(id, Level.MUST, Outcome.fail("closed")).during(id, () -> {
                begun.countDown();
                suite.waitForBytes();
            });
        }
        suite.with("A-4", Level.MUST, Outcome.pass("never seen"));
        Thread death = new Thread(() -> {
            try {
                begun.await();
                dies();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
        death.start();
        long begin = System.nanoTime();
        Ended ended = run(settings());
        death.join();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(ended.report.note())
                .contains("last seen before or during A-1, A-2, A-3;", "--one-by-one")
                .doesNotContain("A-4");
        assertThat(ended.why).hasMessage(ended.report.note());
        assertThat(ended.verdicts()).containsOnly(Verdict.SKIP).hasSize(4);
    }

    @Test
    @DisplayName("one by one, blames the case it died in")
    void oneByOne() {
        suite.with("A-1", Level.MUST, Outcome.pass("fine"))
                .with("A-2", Level.MUST, Outcome.fail("no connection"))
                .with("A-3", Level.MUST, Outcome.pass("never seen"))
                .during("A-2", this::dies);
        suite.parallelism = 3;
        Ended ended = run(settings().tried(new Manner(false, true, true)));
        assertThat(ended.why).hasMessageEndingWith("last seen before or during A-2");
        assertThat(ended.verdicts()).containsExactly(Verdict.PASS, Verdict.FAIL, Verdict.SKIP);
    }

    @Test
    @DisplayName("one by one, also names a case that it passed and died of")
    void passedAndDied() {
        suite.with("A-1", Level.MUST, Outcome.pass("refused"))
                .with("A-2", Level.MUST, Outcome.fail("no connection"))
                .during("A-1", this::dies);
        Ended ended = run(settings().tried(new Manner(false, true, true)));
        assertThat(ended.why).hasMessageEndingWith("last seen before or during A-1");
        assertThat(ended.verdicts()).containsExactly(Verdict.PASS, Verdict.SKIP);
    }

    @Test
    @DisplayName("after its adapter failed: 4, both reasons, and no failure")
    void adapterFirst() {
        suite.with("A-1", Level.MUST, Outcome.fail("it broke")).during("A-1", this::dies);
        suite.trouble = Optional.of("the adapter hangs");
        RunSettings held = RunSettings.of(settings().target(), "key", HOLDS_THE_TARGET);
        Ended ended = run(held);
        assertThat(ended.why.exitCode()).isEqualTo(RunException.TESTER_FAULT);
        assertThat(ended.why).hasMessageEndingWith("last seen before or during A-1; before that: the adapter hangs");
        assertThat(ended.verdicts()).containsExactly(Verdict.SKIP);
    }

    @Test
    @DisplayName("after its web API failed: 3, for that cannot end a target")
    void webApiFirst() {
        suite.with("A-1", Level.MUST, Outcome.fail("it broke")).during("A-1", this::dies);
        suite.trouble = Optional.of("the web API hangs");
        assertThat(run(settings()).why.exitCode()).isEqualTo(RunException.UNREACHABLE);
    }
}
