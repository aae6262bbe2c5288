package dev.peering.conformance.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.Level;
import dev.peering.conformance.Role;
import dev.peering.conformance.target.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The list of cases for manual peering")
class ManualSuiteTest {

    private final List<CaseSpec> cases = new ManualSuite().cases();

    @Test
    @DisplayName("has all 144 ids, none twice")
    void complete() {
        List<String> expected = Stream.of(ids("MP-I-", 85), ids("MP-O-", 42), ids("MP-L-", 17))
                .flatMap(stream -> stream)
                .toList();
        assertThat(cases.stream().map(CaseSpec::id)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Stream<String> ids(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> prefix + (number < 10 ? "0" : "") + number);
    }

    @Test
    @DisplayName("the role is the letter of the id")
    void roles() {
        assertThat(cases.stream().filter(one -> one.role() == Role.ACCEPTS)).hasSize(85);
        assertThat(cases.stream().filter(one -> one.role() == Role.DIALS)).hasSize(42);
        assertThat(cases.stream().filter(one -> one.role() == Role.LIVES)).hasSize(17);
    }

    @Test
    @DisplayName("the case that may leave the target's list hanging for ever is tried last of all")
    void last() {
        assertThat(cases.stream().filter(one -> one.is(CaseSpec.Trait.LAST)))
                .last()
                .extracting(CaseSpec::id)
                .isEqualTo("MP-L-17");
    }

    @Test
    @DisplayName("every seeded fault names a case that can fail")
    void faults() {
        List<String> canFail = cases.stream()
                .filter(one -> one.level() != Level.INFO)
                .map(CaseSpec::id)
                .toList();
        List<Fault> named = Arrays.stream(Fault.values())
                .filter(fault -> fault.caseId().isPresent())
                .toList();
        assertThat(named).hasSizeGreaterThanOrEqualTo(60);
        assertThat(named.stream().flatMap(fault -> fault.caseId().stream())).allMatch(canFail::contains);
    }
}
