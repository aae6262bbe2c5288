package dev.peering.conformance.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.Console;
import dev.peering.conformance.Level;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.Role;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.Suite;
import dev.peering.conformance.Trace;
import dev.peering.conformance.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** A suite of one case that ends with these outcomes, one after the other, and its targets, which do nothing. */
    private static final class Scripted implements Proving<Bad>, Suite, Suite.Prepared {
        private final Deque<Outcome> outcomes;
        private final String banner;

        Scripted(String banner, Outcome... outcomes) {
            this.banner = banner;
            this.outcomes = new ArrayDeque<>(List.of(outcomes));
        }

        @Override
        public Suite suite() {
            return this;
        }

        @Override
        public int atOnce() {
            return 1;
        }

        @Override
        public Subject with(Bad fault) {
            return new Subject() {
                @Override
                public InetSocketAddress address() {
                    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
                }

                @Override
                public String keyText() {
                    return "key";
                }

                @Override
                public String banner() {
                    return banner;
                }
            };
        }

        @Override
        public RunSettings forOneCase(Subject target) {
            return forAllCases(target);
        }

        @Override
        public RunSettings forAllCases(Subject target) {
            return RunSettings.of(target.address(), target.keyText(), target);
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
            return List.of(new CaseSpec(
                    "A-1",
                    Level.MUST,
                    Role.ACCEPTS,
                    "1",
                    "r.",
                    "w.",
                    "s",
                    List.of("p"),
                    List.of("f"),
                    Set.of(),
                    Duration.ofSeconds(9)));
        }

        @Override
        public Prepared prepare(RunSettings settings, Console console) {
            return this;
        }

        @Override
        public Outcome run(CaseSpec spec, Trace trace, Runnable begun) {
            begun.run();
            return outcomes.remove();
        }

        @Override
        public void abort(Trace trace) {}

        @Override
        public boolean reachable() {
            return true;
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

    private static final String SAYS_SO = SeededFault.banner("target", List.of(Bad.ONE));

    private static List<SelfProof.Kill> kills(Scripted scripted) throws Exception {
        return new SelfProof<>(scripted).faults(List.of(Bad.values()), kill -> {});
    }

    @Test
    @DisplayName("a case that this machine was too busy for is tried three times; a fault without a case is left out")
    void skipped() throws Exception {
        Outcome busy = Outcome.skip("too busy");
        assertThat(kills(new Scripted(SAYS_SO, busy, busy, Outcome.fail("seen"))))
                .singleElement()
                .matches(SelfProof.Kill::found);
        assertThat(kills(new Scripted(SAYS_SO, busy, busy, busy, Outcome.fail("seen"))))
                .singleElement()
                .extracting(SelfProof.Kill::verdict)
                .isEqualTo(Verdict.SKIP);
    }

    @Test
    @DisplayName("a case that passes missed the fault, and is not tried again")
    void missed() throws Exception {
        assertThat(kills(new Scripted(SAYS_SO, Outcome.pass("fine"), Outcome.fail("seen"))))
                .singleElement()
                .matches(kill -> !kill.found());
    }

    @Test
    @DisplayName("a target that does not say which fault it has proves nothing")
    void silent() {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> kills(new Scripted("target, faults: none", Outcome.fail("seen"))))
                .hasMessageContaining("does not say that it has ONE");
    }
}
