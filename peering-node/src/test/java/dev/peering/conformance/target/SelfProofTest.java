package dev.peering.conformance.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peering.conformance.Level;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.ScriptedSuite;
import dev.peering.conformance.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The self-proof of any suite")
class SelfProofTest {

    private enum Bad implements SeededFault {
        ONE,
        ALLOWED;

        @Override
        public String text() {
            return "is wrong";
        }

        @Override
        public Optional<String> caseId() {
            return this == ALLOWED ? Optional.empty() : Optional.of("A-1");
        }
    }

    /** A target that does nothing and says this of itself. */
    private record Idle(String banner) implements Subject {

        @Override
        public InetSocketAddress address() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        }

        @Override
        public String keyText() {
            return "key";
        }
    }

    private record OneCase(ScriptedSuite suite, String banner) implements Proving<Bad> {

        @Override
        public int atOnce() {
            return 1;
        }

        @Override
        public Subject with(Bad fault) {
            return new Idle(banner);
        }

        @Override
        public RunSettings forOneCase(Subject target) {
            return forAllCases(target);
        }

        @Override
        public RunSettings forAllCases(Subject target) {
            return RunSettings.of(target.address(), target.keyText(), target);
        }
    }

    private static final String SAYS_SO = SeededFault.banner("target", List.of(Bad.ONE));

    private static List<SelfProof.Kill> kills(String banner, Outcome... outcomes) throws Exception {
        ScriptedSuite suite = new ScriptedSuite().with("A-1", Level.MUST, outcomes);
        List<SelfProof.Kill> kills =
                new SelfProof<>(new OneCase(suite, banner)).faults(List.of(Bad.values()), kill -> {});
        assertThat(suite.runs())
                .as("one try is one try")
                .isNotEmpty()
                .noneMatch(run -> run.manner().rerun());
        return kills;
    }

    @Test
    @DisplayName("a case that this machine was too busy for is tried three times; a fault without a case is left out")
    void skipped() throws Exception {
        Outcome busy = Outcome.skip("too busy");
        // Proven, because another failure is tried anew when this machine stalls.
        assertThat(kills(SAYS_SO, busy, busy, Outcome.proven("seen")))
                .singleElement()
                .matches(SelfProof.Kill::found);
        assertThat(kills(SAYS_SO, busy, busy, busy, Outcome.fail("seen")))
                .singleElement()
                .extracting(SelfProof.Kill::verdict)
                .isEqualTo(Verdict.SKIP);
    }

    @Test
    @DisplayName("a case that passes missed the fault, and is not tried again")
    void missed() throws Exception {
        assertThat(kills(SAYS_SO, Outcome.pass("fine"), Outcome.fail("seen")))
                .singleElement()
                .matches(kill -> !kill.found());
    }

    @Test
    @DisplayName("a target that does not say which fault it has proves nothing")
    void silent() {
        assertThatThrownBy(() -> kills("target, faults: none", Outcome.fail("seen")))
                .hasMessageContaining("does not say that it has ONE");
    }
}
