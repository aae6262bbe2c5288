package dev.peering.conformance.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.Level;
import dev.peering.conformance.report.Column;
import dev.peering.conformance.target.opendex.OpenDexFault;
import dev.peering.conformance.target.opendex.OpenDexProfile;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The list of cases for OpenDEX")
class OpenDexSuiteTest {

    /** Relative to the module, where tests are run. */
    private static final Path ORIGINAL = Path.of("..", "interop", "xud", "expected-results.json");

    private final List<CaseSpec> cases = new OpenDexSuite(OpenDexNetwork.REGTEST).cases();

    @Test
    @DisplayName("is the golden one: ids, levels, roles and requirements")
    void golden() throws IOException {
        String list = cases.stream()
                .map(one -> String.format(
                        Locale.ROOT, "%s %-6s %-7s %s", one.id(), one.level(), one.role(), one.requirement()))
                .collect(Collectors.joining("\n", "", "\n"));
        try (InputStream in = OpenDexSuiteTest.class.getResourceAsStream("/golden/opendex-cases.txt")) {
            assertThat(in).isNotNull();
            assertThat(list).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    @DisplayName("every seeded fault names a case that can fail, and no case is without a fault unless it says why")
    void faults() {
        List<String> canFail = cases.stream()
                .filter(one -> one.level() != Level.INFO)
                .map(CaseSpec::id)
                .toList();
        List<String> found = Arrays.stream(OpenDexFault.values())
                .flatMap(fault -> fault.caseId().stream())
                .toList();
        assertThat(found).hasSizeGreaterThanOrEqualTo(25).allMatch(canFail::contains);
        // Both only write down what was seen and ask whether the target lives: OX-36 and OX-79 prove that asking works.
        assertThat(canFail.stream().filter(id -> !found.contains(id))).containsExactly("OX-30", "OX-34");
    }

    @Test
    @DisplayName("what was measured on xud is what the habits of the built-in profiles must fail, edition by edition")
    void original() throws IOException {
        assertSame(Column.read(ORIGINAL), OpenDexProfile.XUD.failing());
        assertSame(Column.read(ORIGINAL, "1.2.5"), OpenDexProfile.XUD_1_2_5.failing());
    }

    private void assertSame(Column column, SortedSet<String> failing) {
        assertThat(column.size()).isEqualTo(cases.size());
        for (CaseSpec one : cases) {
            String verdict = one.level() == Level.INFO ? "RECORDED" : failing.contains(one.id()) ? "FAIL" : "PASS";
            assertThat(column.verdict(one.id())).as(one.id()).isEqualTo(verdict);
        }
    }
}
