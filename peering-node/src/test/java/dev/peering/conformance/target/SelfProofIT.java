package dev.peering.conformance.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.conformance.RunReport;
import dev.peering.conformance.Verdict;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A sample of the self-proof; all of it takes minutes and is {@code ./peering conformance self-proof}. */
@DisplayName("The suite can tell good from bad")
class SelfProofIT {

    private static final List<Fault> SAMPLE =
            List.of(Fault.M01, Fault.M08, Fault.M16, Fault.M17, Fault.M25, Fault.M30, Fault.M42, Fault.M80, Fault.M114);

    @Test
    @DisplayName("each of these faults is found by the case it names")
    void faults() throws Exception {
        List<SelfProof.Kill> kills = new SelfProof<>(new ManualProving()).faults(SAMPLE, kill -> {});
        assertThat(kills).hasSize(SAMPLE.size()).allMatch(SelfProof.Kill::found);
    }

    @Test
    @DisplayName("the correct target passes the same cases")
    void correct() throws Exception {
        List<String> ids =
                SAMPLE.stream().flatMap(fault -> fault.caseId().stream()).toList();
        try (Subject target = ManualProving.correct()) {
            RunReport report = new SelfProof<>(new ManualProving()).on(target, ids);
            assertThat(report.passed()).isTrue();
            assertThat(report.results()).hasSize(ids.size()).allMatch(result -> result.verdict() == Verdict.PASS);
        }
    }
}
