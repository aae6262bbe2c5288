package dev.peering.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peering.conformance.control.Control;
import dev.peering.crypto.Identity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Running cases")
class CaseRunnerTest {

    private static RunSettings settings() {
        return RunSettings.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
                Identity.fromSeed(new byte[32]).key().toString(),
                Control.BY_HAND);
    }

    private static CaseRunner runner(ExpectedFailures expected) {
        return new CaseRunner(settings(), expected, result -> {}, unwatched());
    }

    /** Nobody watches this machine: a stall is what a test says, so that a busy one does not ask for outcomes that are not written. */
    private static Stalls unwatched() {
        Stalls stalls = new Stalls();
        stalls.close();
        return stalls;
    }

    private static RunReport run(ScriptedSuite suite, ExpectedFailures expected) throws Exception {
        CaseRunner runner = runner(expected);
        runner.run(suite, new Selection(List.of()), Console.SILENT);
        return runner.soFar(suite, false);
    }

    @Test
    @DisplayName("a failure is believed when it fails again")
    void failsTwice() throws Exception {
        RunReport report = run(
                new ScriptedSuite().with("A-1", Level.MUST, Outcome.fail("a"), Outcome.fail("b")),
                ExpectedFailures.NONE);
        assertThat(report.results().get(0).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.passed()).isFalse();
    }

    @Test
    @DisplayName("a failure that goes away is flaky, and a required case may not be flaky")
    void flaky() throws Exception {
        RunReport report = run(
                new ScriptedSuite().with("A-1", Level.MUST, Outcome.fail("a"), Outcome.pass("b")),
                ExpectedFailures.NONE);
        assertThat(report.results().get(0).verdict()).isEqualTo(Verdict.FLAKY);
        assertThat(report.passed()).isFalse();
    }

    @Test
    @DisplayName("SHOULD fails the run only when the operator is strict")
    void strict() throws Exception {
        ScriptedSuite suite = new ScriptedSuite().with("A-1", Level.SHOULD, Outcome.fail("a"), Outcome.fail("b"));
        CaseRunner runner = runner(ExpectedFailures.NONE);
        runner.run(suite, new Selection(List.of()), Console.SILENT);
        assertThat(runner.soFar(suite, false).passed()).isTrue();
        assertThat(runner.soFar(suite, true).passed()).isFalse();
    }

    @Test
    @DisplayName("an expected failure is no failure, and an unexpected success is")
    void expected() throws Exception {
        ScriptedSuite suite = new ScriptedSuite()
                .with("A-1", Level.MUST, Outcome.fail("a"), Outcome.fail("b"))
                .with("A-2", Level.MUST, Outcome.pass("c"));
        ExpectedFailures list =
                ExpectedFailures.parse(List.of("# known", "A-1 we know", "A-2 we know too"), suite.cases());
        RunReport report = run(suite, list);
        assertThat(report.results()).extracting(CaseResult::verdict).containsExactly(Verdict.XFAIL, Verdict.XPASS);
        assertThat(report.passed()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "A-1,   A-1 needs a reason behind it",
        "B-1 x, there is no case",
        "A-2 x, A-2 stands there already",
        "A-3 x, A-3 is an INFO case and never fails"
    })
    @DisplayName(
            "a list of expected failures without a reason, with an unknown id, one that cannot fail, or one twice, is refused")
    void badList(String line, String complaint) {
        List<CaseSpec> cases = new ScriptedSuite()
                .with("A-1", Level.MUST)
                .with("A-2", Level.MUST)
                .with("A-3", Level.INFO)
                .cases();
        assertThatThrownBy(() -> ExpectedFailures.parse(List.of("A-2 we know", line), cases))
                .isInstanceOfSatisfying(
                        RunException.class, e -> assertThat(e.exitCode()).isEqualTo(RunException.USAGE))
                .hasMessageContaining("expected failures, line 2: " + complaint);
    }

    @Test
    @DisplayName("once the operator wants to stop, no failure is believed, and every case is told once")
    void stopped() {
        ScriptedSuite suite = new ScriptedSuite()
                .with("A-1", Level.MUST, Outcome.pass("fine"))
                .with("A-2", Level.MUST, Outcome.fail("the adapter was stopped, too"));
        CaseRunner runner = runner(ExpectedFailures.NONE);
        suite.during("A-2", () -> {
            suite.reachable = false;
            runner.stop();
        });
        assertThatThrownBy(() -> runner.run(suite, new Selection(List.of()), Console.SILENT))
                .isInstanceOf(InterruptedException.class);
        RunReport report = runner.soFar(suite, false);
        assertThat(report.note()).isEqualTo("stopped by the operator");
        assertThat(report.results()).extracting(CaseResult::verdict).containsExactly(Verdict.PASS, Verdict.SKIP);
    }

    @Test
    @DisplayName("a case that hangs is ended by force and fails")
    void hangs() throws Exception {
        ScriptedSuite suite = new ScriptedSuite().with("A-1", Level.MUST);
        suite.hangs = true;
        long begin = System.nanoTime();
        RunReport report = run(suite, ExpectedFailures.NONE);
        assertThat(report.results().get(0).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.results().get(0).text()).contains("did not come to an end");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    @DisplayName("what such a case makes of its closed connections is not told as the target's doing")
    void hangsAndBlames() throws Exception {
        ScriptedSuite suite = new ScriptedSuite().with("A-1", Level.MUST);
        suite.hangs = true;
        suite.blamesTheTarget = true;
        assertThat(run(suite, ExpectedFailures.NONE).results().get(0).text())
                .contains("did not come to an end")
                .doesNotContain("RST");
    }

    @Test
    @DisplayName(
            "a failure while this machine stalled is not judged; the next try's timeline and the run's measurements say so")
    void stalled() throws Exception {
        Stalls stalls = unwatched();
        ScriptedSuite suite = new ScriptedSuite().with("A-1", Level.MUST, Outcome.fail("a"), Outcome.pass("b"));
        suite.meanwhile = () -> {
            suite.meanwhile = () -> {};
            stalls.woken(System.nanoTime() - 500_000_000, System.nanoTime());
        };
        CaseRunner runner = new CaseRunner(settings(), ExpectedFailures.NONE, result -> {}, stalls);
        runner.run(suite, new Selection(List.of()), Console.SILENT);
        RunReport report = runner.soFar(suite, false);
        CaseResult result = report.results().get(0);
        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.trace().entries())
                .anyMatch(entry ->
                        entry.text().contains("stalled for") && entry.text().endsWith(": a"));
        assertThat(report.measurements())
                .containsExactly("this machine stalled during tries that failed, so they were made anew: 1");
    }

    @Test
    @DisplayName(
            "failures of nothing but the good handshake afterwards are counted, and the end says so once there are five")
    void onlyAfterwards() throws Exception {
        assertThat(run(failingAfterwards(4), ExpectedFailures.NONE).measurements())
                .isEmpty();
        RunReport five = run(failingAfterwards(5), ExpectedFailures.NONE);
        assertThat(five.results()).filteredOn(result -> result.verdict().bad()).hasSize(6);
        assertThat(five.measurements())
                .containsExactly("5 cases failed only because a good handshake did not work afterwards: "
                        + "look for what these have in common before the single cases");
    }

    /** So many, one of them flaky, and one that failed for another reason. */
    private static ScriptedSuite failingAfterwards(int count) {
        Outcome afterwards = EndOfCase.fail("no answer")
                .afterwards("refused, as it should be")
                .outcome();
        assertThat(afterwards.text()).isEqualTo("refused, as it should be, but afterwards: no answer");
        ScriptedSuite suite = new ScriptedSuite().with("A-0", Level.MUST, Outcome.proven("answered"));
        for (int i = 1; i <= count; i++) {
            suite.with("A-" + i, Level.SEC, afterwards, i == 1 ? Outcome.pass("refused") : afterwards);
        }
        return suite;
    }

    @Test
    @DisplayName("what cannot be tried afterwards is no failure either")
    void skippedAfterwards() {
        EndOfCase busy = EndOfCase.skip("too busy");
        assertThat(busy.afterwards("refused")).isSameAs(busy);
    }

    @Test
    @DisplayName("cases are chosen by id, pattern and level")
    void selection() {
        ScriptedSuite suite = new ScriptedSuite()
                .with("A-1", Level.MUST)
                .with("A-2", Level.INFO)
                .with("B-1", Level.INFO);
        assertThat(suite.cases().stream().filter(new Selection(List.of("a-*"))::chooses))
                .hasSize(2);
        assertThat(suite.cases().stream().filter(new Selection(List.of("INFO"))::chooses))
                .hasSize(2);
        assertThat(suite.cases().stream().filter(new Selection(List.of("B-1"))::chooses))
                .hasSize(1);
    }
}
