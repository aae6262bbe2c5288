package dev.peering.conformance.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.conformance.CaseResult;
import dev.peering.conformance.CaseRunner;
import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.Console;
import dev.peering.conformance.ExpectedFailures;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.Selection;
import dev.peering.conformance.Suite;
import dev.peering.conformance.Verdict;
import dev.peering.node.Ports;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The suite on our own node in one process. What waits for the network's long time limits is left to a run by hand. */
@DisplayName("Our own OpenDEX node")
class OwnNodeIT {

    /** They wait for 10 to 45 s each. */
    private static final Set<String> LONG = Set.of("OX-21", "OX-22", "OX-33", "OX-46", "OX-47");

    @Test
    @Timeout(240)
    @DisplayName("passes every case")
    void passes() throws Exception {
        Suite suite = new OpenDexSuite(OpenDexNetwork.REGTEST);
        List<String> ids = suite.cases().stream()
                .map(CaseSpec::id)
                .filter(id -> !LONG.contains(id))
                .toList();
        try (OwnNode node = new OwnNode(Ports.free())) {
            CaseRunner runner = new CaseRunner(
                    RunSettings.of(node.address(), node.key(), node), ExpectedFailures.NONE, result -> {});
            runner.run(suite, new Selection(ids), Console.SILENT);
            List<CaseResult> results = runner.soFar(suite, true).results();
            assertThat(results).hasSize(ids.size());
            assertThat(results.stream()
                            .filter(result -> result.verdict().bad()
                                    || result.verdict() == Verdict.SKIP
                                    || result.verdict() == Verdict.UNSUPPORTED)
                            .map(result -> result.spec().id() + " " + result.verdict() + ": " + result.text()))
                    .isEmpty();
        }
    }
}
