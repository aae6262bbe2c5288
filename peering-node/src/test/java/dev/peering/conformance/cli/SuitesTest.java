package dev.peering.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.Level;
import dev.peering.conformance.Suite;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The list of cases of every suite")
class SuitesTest {

    static Stream<Named<Suite>> suites() {
        return Suites.all().stream().map(suite -> Named.of(suite.name(), suite));
    }

    @ParameterizedTest
    @MethodSource("suites")
    @DisplayName("each case is told in sentences, with accepted and not accepted outcomes")
    void worded(Suite suite) {
        for (CaseSpec one : suite.cases()) {
            assertThat(one.requirement()).as(one.id()).endsWith(".").hasSizeGreaterThan(20);
            assertThat(one.why()).as(one.id()).endsWith(".").hasSizeGreaterThan(20);
            assertThat(one.stimulus()).as(one.id()).isNotBlank();
            assertThat(one.place()).as(one.id()).isNotBlank();
            assertThat(one.passes()).as(one.id()).isNotEmpty();
            assertThat(one.fails()).as(one.id()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    @DisplayName("cases of level INFO cannot fail, and only they")
    void info(Suite suite) {
        for (CaseSpec one : suite.cases()) {
            assertThat(one.fails().equals(List.of("never"))).as(one.id()).isEqualTo(one.level() == Level.INFO);
        }
    }
}
