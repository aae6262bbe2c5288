package dev.peering.conformance.target.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.conformance.RunReport;
import dev.peering.conformance.Verdict;
import dev.peering.conformance.target.SelfProof;
import dev.peering.conformance.target.Subject;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A sample of the self-proof; all of it takes minutes and is {@code ./peering conformance self-proof opendex}. */
@DisplayName("The suite for OpenDEX can tell good from bad")
class OpenDexSelfProofIT {

    private static final List<OpenDexFault> SAMPLE = List.of(
            OpenDexFault.M49,
            OpenDexFault.M50,
            OpenDexFault.M51,
            OpenDexFault.M201,
            OpenDexFault.M203,
            OpenDexFault.M219,
            OpenDexFault.M236,
            OpenDexFault.M265,
            OpenDexFault.M286,
            OpenDexFault.M287);

    @Test
    @DisplayName("each of these faults is found by the case it names")
    void faults() throws Exception {
        List<SelfProof.Kill> kills = new SelfProof<>(new OpenDexProving()).faults(SAMPLE, kill -> {});
        assertThat(kills).hasSize(SAMPLE.size()).allMatch(SelfProof.Kill::found);
    }

    @Test
    @DisplayName("the correct target passes the same cases")
    void correct() throws Exception {
        List<String> ids = SAMPLE.stream()
                .flatMap(fault -> fault.caseId().stream())
                .distinct()
                .toList();
        try (Subject target = OpenDexProving.with(OpenDexProfile.CORRECT)) {
            RunReport report = new SelfProof<>(new OpenDexProving()).on(target, ids);
            assertThat(report.passed()).isTrue();
            assertThat(report.results()).hasSize(ids.size()).allMatch(result -> result.verdict() == Verdict.PASS);
        }
    }
}
