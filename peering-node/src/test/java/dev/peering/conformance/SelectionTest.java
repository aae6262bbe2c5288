package dev.peering.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peering.conformance.manual.ManualSuite;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Which cases are meant")
class SelectionTest {

    private static final List<CaseSpec> CASES = new ManualSuite().cases();

    private static List<String> chosen(String... words) throws RunException {
        Selection selection = Selection.among(CASES, List.of(words));
        return CASES.stream()
                .filter(selection::chooses)
                .map(CaseSpec::id)
                .sorted()
                .toList();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "MP-I-16, MP-I-16",
        "mp-i-16, MP-I-16",
        "MP-L-0?, MP-L-01 MP-L-02 MP-L-03 MP-L-04 MP-L-05 MP-L-06 MP-L-07 MP-L-08 MP-L-09",
        "MP-L-0[!1-8], MP-L-09",
        "MP-L-1[0-2], MP-L-10 MP-L-11 MP-L-12",
        "'MP-L-{01,1[12]}', MP-L-01 MP-L-11 MP-L-12",
        "*-L-*2, MP-L-02 MP-L-12"
    })
    @DisplayName("is said by ids and by patterns as shells know them")
    void words(String word, String ids) throws RunException {
        assertThat(chosen(word)).containsExactly(ids.split(" "));
    }

    @Test
    @DisplayName("is said by levels, by several words at once, and by none at all")
    void levels() throws RunException {
        assertThat(chosen("must", "MP-I-24")).contains("MP-I-01", "MP-I-24").hasSizeLessThan(CASES.size());
        assertThat(chosen()).hasSize(CASES.size());
    }

    @Test
    @DisplayName("is said by words that each fit something; those that do not are named")
    void strays() {
        assertThatThrownBy(() -> chosen("MP-I-02", "NOPE", "MP-Z-*", "MP-I-9[89]", ""))
                .isInstanceOfSatisfying(
                        RunException.class, stop -> assertThat(stop.exitCode()).isEqualTo(RunException.USAGE))
                .hasMessage("no case fits 'NOPE', 'MP-Z-*', 'MP-I-9[89]', ''; see: peering conformance list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MP-I-[", "MP-I-{01", "MP-I-[9-0]", "MP\\"})
    @DisplayName("is not said by a pattern that is none")
    void malformed(String word) {
        assertThatThrownBy(() -> chosen(word))
                .isInstanceOfSatisfying(
                        RunException.class, stop -> assertThat(stop.exitCode()).isEqualTo(RunException.USAGE))
                .hasMessageContaining("is no pattern of case ids");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"MP-I-77, true", "mp-i-77, true", "MP-?-77, false", "MP-I-7[7], false", "MP-I-77*, false", "*, false"})
    @DisplayName("a slow case is named by its full id only")
    void slow(String word, boolean named) throws RunException {
        CaseSpec slow = CASES.stream()
                .filter(spec -> spec.id().equals("MP-I-77"))
                .findFirst()
                .orElseThrow();
        assertThat(slow.is(CaseSpec.Trait.SLOW)).isTrue();
        assertThat(Selection.among(CASES, List.of(word)).chooses(slow)).isTrue();
        assertThat(Selection.among(CASES, List.of(word)).names(slow)).isEqualTo(named);
    }
}
