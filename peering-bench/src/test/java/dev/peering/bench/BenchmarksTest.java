package dev.peering.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says before anything is measured. */
@DisplayName("The command line of the benchmarks")
class BenchmarksTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String... args) throws Exception {
        return new Benchmarks(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(args));
    }

    @Test
    @DisplayName("help is told when asked for; without a command it is an error, not ten hours of everything")
    void help() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("quick", "full", "ratios", "storm", "JMH");
        assertThat(err.size()).isZero();
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("quick");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "500", "1023", "-1", "8001", "99999999999"})
    @DisplayName("a storm of another size than its promises hold for is refused in one line")
    void stormSize(String size) throws Exception {
        refuses("1024 to 8000", "storm", size);
    }

    @Test
    @DisplayName("files that are missing, damaged or cannot be written are named in one line")
    void files() throws Exception {
        Path missing = folder.resolve("none.json");
        refuses(missing.toString(), "ratios", missing.toString());
        refuses(folder.toString(), "ratios", folder.toString());
        Path damaged = Files.writeString(folder.resolve("damaged.json"), "[{");
        refuses(damaged.toString(), "ratios", damaged.toString());
        Path nowhere = folder.resolve("no/such/folder/figures.json");
        refuses(nowhere.toString(), "quick", nowhere.toString());
        refuses(folder.toString(), "full", folder.toString());
        refuses("one argument", "quick", "a.json", "b.json");
    }

    @Test
    @DisplayName("a line whose iterations were far apart is marked, and the mark explained")
    void unsteady() throws Exception {
        assertThat(ratios("1.0, 1.1, 1.2"))
                .containsPattern("Envelope.encode, ns cpu +1100[.]0")
                .doesNotContain("~");
        assertThat(ratios("1.0, 1.1, 1.4"))
                .containsPattern("Envelope.encode, ns cpu +1100[.]0 +~\n")
                .contains("more than 25 % apart", "measure again");
    }

    private String ratios(String iterations) throws Exception {
        out.reset();
        Path file = Files.writeString(folder.resolve("figures.json"), """
                [{"benchmark": "dev.peering.bench.EnvelopeBenchmark.encode",
                  "secondaryMetrics": {"%s": {"rawData": [[%s]]}}}]""".formatted(Ratios.CPU, iterations));
        assertThat(run("ratios", file.toString())).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private void refuses(String reason, String... args) throws Exception {
        err.reset();
        assertThat(run(args)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("benchmarks: ")
                .contains(reason);
        assertThat(out.size()).isZero();
    }
}
