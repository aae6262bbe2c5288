package dev.peering.conformance.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.CaseRunner;
import dev.peering.conformance.Console;
import dev.peering.conformance.ExpectedFailures;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.Selection;
import dev.peering.conformance.Verdict;
import dev.peering.conformance.manual.ManualSuite;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Such a target closes everything for a while, also what it would let in, and that must not pass for a refusal. */
@Timeout(120)
@DisplayName("A target that awaits a peer again only at its next tick")
class LateAwaitedTest {

    /** The packets of the case, one a second, all come before the next one. */
    private static final Duration TICK = Duration.ofSeconds(7);

    @Test
    @DisplayName("is found out when one of several bad packets would have been let in, though the case runs alone")
    void oneOfSeveral() throws Exception {
        CaseResult result = alone("MP-I-29", Fault.M133, Fault.M07);
        assertThat(result.text()).contains("version 256: answered");
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    @DisplayName("is found out when it takes a key of small order, though not at once when it is added")
    void smallOrder() throws Exception {
        CaseResult result = alone("MP-I-25", Fault.M142, Fault.M21);
        assertThat(result.text()).contains("small-order key", "answered");
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    }

    private static CaseResult alone(String id, Fault... habits) throws Exception {
        Profile profile =
                new Profile("late", Set.of(habits), TICK, Profile.CORRECT.handshakeLimit(), Profile.CORRECT.patience());
        try (ReferenceTarget target = new ReferenceTarget(profile, 0)) {
            RunSettings settings = RunSettings.of(target.address(), target.keyText(), target)
                    .dialingEvery(TICK)
                    .withIdentities(3);
            CaseRunner runner = new CaseRunner(settings, ExpectedFailures.NONE, result -> {});
            ManualSuite suite = new ManualSuite();
            runner.run(suite, new Selection(List.of(id)), Console.SILENT);
            return runner.soFar(suite, true).results().get(0);
        }
    }
}
