package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Standard output that cannot be written")
class OutputTest {

    /** A disk or a reader that takes nothing. */
    private static final class Refusing extends OutputStream {
        private final String why;

        Refusing(String why) {
            this.why = why;
        }

        @Override
        public void write(int value) throws IOException {
            throw new IOException(why);
        }
    }

    private static Shell.Result run(String why, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new Surroundings(
                        Output.over(new Refusing(why), StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of(),
                        false),
                arguments);
        return new Shell.Result(code, "", err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "peering {0}")
    @ValueSource(strings = {"conformance list", "completion bash", "--help", "--version"})
    @DisplayName("is told, with 4")
    void full(String command) {
        Shell.Result result = run("No space left on device", command.split(" "));
        assertThat(result.err()).isEqualTo("peering: standard output cannot be written: No space left on device\n");
        assertThat(result.code()).isEqualTo(Exit.INTERNAL);
    }

    @ParameterizedTest(name = "peering {0}")
    @ValueSource(strings = {"conformance list", "--help"})
    @DisplayName("because its reader has seen enough is no trouble")
    void readerLeft(String command) {
        Shell.Result result = run("Broken pipe", command.split(" "));
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }
}
