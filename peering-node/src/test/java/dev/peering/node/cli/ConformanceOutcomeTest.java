package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("peering conformance run: what a run that could not try everything says, and what it leaves")
class ConformanceOutcomeTest {

    /** Needs an adapter. */
    private static final String UNSUPPORTED = "MP-L-15";

    @TempDir
    private Path folder;

    @AutoClose
    private final Trial trial = new Trial();

    @Test
    @DisplayName("a required case that could not be tried is named, and what it needs; what was tried passed: 0")
    void untried() throws IOException {
        Shell.Result result = trial.run(trial.withWebApi(UNSUPPORTED, "MP-I-16", "--report", folder.toString()));
        assertThat(result.out())
                .contains("every required case that was tried passed (1); 1 was not tried\n  not tried, ")
                .contains("--adapter: " + UNSUPPORTED);
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode json = Trial.json(folder);
        assertThat(json.path("passed").asBoolean()).isTrue();
        assertThat(json.path("requiredNotTried").toString()).isEqualTo("[\"" + UNSUPPORTED + "\"]");
    }

    @Test
    @DisplayName("nothing judged is no success: 1")
    void nothing() throws IOException {
        Shell.Result result = trial.run(trial.withWebApi(UNSUPPORTED, "--report", folder.toString()));
        assertThat(result.out()).contains("nothing was judged: no chosen case could be tried");
        assertThat(result.code()).isEqualTo(1);
        assertThat(Trial.json(folder).path("passed").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("a run that could not begin replaces what an earlier one left by the reason")
    void stale() throws IOException {
        assertThat(trial.run(trial.withWebApi("MP-I-09", "--report", folder.toString()))
                        .code())
                .isZero();
        assertThat(Trial.json(folder).path("passed").asBoolean()).isTrue();
        trial.target().close();
        Shell.Result result = trial.run("MP-I-09", "--report", folder.toString());
        assertThat(result.code()).isEqualTo(3);
        JsonNode json = Trial.json(folder);
        assertThat(json.path("passed").asBoolean()).isFalse();
        assertThat(json.path("results")).isEmpty();
        assertThat(json.path("note").asString()).startsWith("nothing answers at ");
        for (String file : new String[] {"report.tap", "report.html", "junit.xml"}) {
            assertThat(Files.readString(folder.resolve(file))).contains("nothing answers at ");
        }
    }

    @Test
    @DisplayName("a mistyped id costs no earlier report")
    void mistyped() throws IOException {
        Path old = Files.writeString(folder.resolve("report.json"), "{}");
        Shell.Result result = trial.run(trial.withWebApi("MP-I-09", "NOPE", "--report", folder.toString()));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("peering: no case fits 'NOPE'; see: peering conformance list\n");
        assertThat(result.out()).isEmpty();
        assertThat(old).hasContent("{}");
    }
}
