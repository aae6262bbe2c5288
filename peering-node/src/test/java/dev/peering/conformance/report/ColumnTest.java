package dev.peering.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.ExpectedFailures;
import dev.peering.conformance.manual.ManualSuite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Verdicts of two runs side by side")
class ColumnTest {

    private static final Path ORIGINAL =
            Path.of(System.getProperty("peering.root", ".."), "interop/goshimmer/expected-results.json");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("differ where the verdicts do, and where one run has no such case; an expected failure is a failure")
    void differing() throws IOException {
        Column one = column("A PASS", "B FAIL", "C XFAIL", "D PASS", "E XPASS");
        Column two = column("A PASS", "B FLAKY", "C FAIL", "E PASS", "F SKIP");
        assertThat(one.differing(two)).containsExactly("B", "D", "F");
        assertThat(two.differing(one)).containsExactly("B", "D", "F");
        assertThat(one.verdict("D")).isEqualTo("PASS");
        assertThat(two.verdict("D")).isEqualTo("nothing");
        assertThat(one.differing(one)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "{}",
                "{\"results\":[]}",
                "{\"results\":[{\"id\":\"A\"}]}",
                "{\"results\":[{\"verdict\":\"PASS\"}]}",
                "{\"results\":[{\"id\":\"A\",\"verdict\":\"PASS\"},{\"id\":\"A\",\"verdict\":\"PASS\"}]}"
            })
    @DisplayName("what is no column is refused")
    void refused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), text);
        assertThatThrownBy(() -> Column.read(file)).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("of another edition count where they are, and must be somewhere")
    void editions() throws IOException {
        Path file = Files.writeString(
                folder.resolve("two.json"),
                "{\"results\":[{\"id\":\"A\",\"verdict\":\"PASS\",\"2.0\":\"FAIL\"},{\"id\":\"B\",\"verdict\":\"FAIL\"}]}");
        assertThat(Column.read(file).verdict("A")).isEqualTo("PASS");
        assertThat(Column.read(file, "2.0").verdict("A")).isEqualTo("FAIL");
        assertThat(Column.read(file, "2.0").verdict("B")).isEqualTo("FAIL");
        assertThatThrownBy(() -> Column.read(file, "3.0"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3.0");
    }

    @Test
    @DisplayName("the original's column has every case, and fails exactly where the list of its expected failures says")
    void original() throws Exception {
        Column column = Column.read(ORIGINAL);
        List<String> ids = new ManualSuite().cases().stream().map(CaseSpec::id).toList();
        assertThat(column.size()).isEqualTo(ids.size());
        ExpectedFailures expected;
        try (InputStream in = ManualSuite.class.getResourceAsStream("goshimmer-expected-failures.txt")) {
            assertThat(in).isNotNull();
            expected = ExpectedFailures.parse(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList(),
                    new ManualSuite().cases());
        }
        for (String id : ids) {
            assertThat(column.verdict(id).equals("FAIL"))
                    .as("%s is %s", id, column.verdict(id))
                    .isEqualTo(expected.reason(id).isPresent());
            assertThat(column.verdict(id)).as(id).isNotEqualTo("nothing");
        }
    }

    /** Rows of an id, a space and a verdict. */
    private Column column(String... rows) throws IOException {
        String results = Arrays.stream(rows)
                .map(row -> "{\"id\":\"" + row.replace(" ", "\",\"verdict\":\"") + "\"}")
                .collect(Collectors.joining(","));
        return Column.read(Files.writeString(folder.resolve("column.json"), "{\"results\":[" + results + "]}"));
    }
}
