package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("peering conformance target: something to try the suite on")
class ConformanceTargetTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("the command it prints works as pasted")
    void pasted() throws Exception {
        try (Program target =
                Program.start(folder, "conformance", "target", "--fault", "m01", "--reconnect-interval", "600")) {
            assertThat(target.says("faults:")).contains("M01 (no signature is checked");
            String[] line = target.says("--target-key").trim().split(" ", -1);
            assertThat(line).startsWith("peering", "conformance", "run", "manual");
            String[] words = java.util.Arrays.copyOfRange(line, 1, line.length + 2);
            words[line.length - 1] = "MP-I-01";
            words[line.length] = "MP-I-16";
            Shell.Result result = Shell.run(words);
            assertThat(result.out()).contains("1 PASS, 1 FAIL").containsPattern("FAIL +MP-I-16");
            assertThat(result.code()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("without anything to read it ends, and says why")
    void noInput() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(new byte[0]));
        try {
            Shell.Result result = Shell.run("conformance", "target");
            assertThat(result.err()).contains("ends, for its standard input is at its end");
            assertThat(result.code()).isZero();
        } finally {
            System.setIn(before);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"M08,manual,goshimmer", "M49,opendex,xud"})
    @DisplayName("a fault and the habits of an original are not taken together: 2, for one would be without effect")
    void faultAndProfile(String fault, String suite, String profile) {
        Shell.Result result =
                Shell.run("conformance", "target", "--suite", suite, "--fault", fault, "--profile", profile);
        assertThat(result.err()).contains("--fault", "--profile " + profile + " beside it would be without effect");
        assertThat(result.code()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"manual,M01,MP-I-16,111", "opendex,M49,OX-05,89"})
    @DisplayName("its faults can be listed, each with the case that must find it")
    void faults(String suite, String fault, String caseId, int least) {
        Shell.Result result = Shell.run("conformance", "target", "--suite", suite, "--list-faults");
        assertThat(result.out().lines()).hasSizeGreaterThanOrEqualTo(least);
        assertThat(result.out().lines().filter(line -> line.startsWith(fault + " ")))
                .singleElement()
                .asString()
                .contains(caseId);
        assertThat(result.code()).isZero();
    }
}
