package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.peering.conformance.target.Profile;
import dev.peering.conformance.target.ReferenceTarget;
import dev.peering.conformance.target.TargetWebApi;
import dev.peering.node.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The example adapters of interop/adapters")
class ExampleAdaptersIT {

    private static final Path ADAPTERS =
            Path.of("..", "interop", "adapters").toAbsolutePath().normalize();
    private static final int MOST_LINES = 50;
    private static final String INTERVAL = "600";

    @Test
    @DisplayName("are at most fifty lines long")
    void fewLines() throws IOException {
        for (String name : new String[] {"adapter.py", "adapter.mjs"}) {
            assertThat(Files.readAllLines(ADAPTERS.resolve(name))).as(name).hasSizeLessThanOrEqualTo(MOST_LINES);
        }
    }

    @Test
    @DisplayName("in Python: starts, stops and kills the target, and changes its list")
    void python() throws Exception {
        assumeTrue(works("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 10))"), "no Python 3.10");
        int port = Ports.free();
        int web = Ports.free();
        String program = Path.of(System.getProperty("java.home"), "bin", "java") + " -cp "
                + System.getProperty("java.class.path") + " " + Main.class.getName() + " conformance target --port "
                + port + " --web-api " + web + " --reconnect-interval " + INTERVAL;
        Shell.Result result = run(
                port,
                "python3 " + ADAPTERS.resolve("adapter.py") + " http://127.0.0.1:" + web + " " + program,
                "MP-I-01",
                "MP-O-01",
                "MP-L-01",
                "MP-L-02",
                "MP-L-03",
                "MP-L-06",
                "MP-L-12",
                "MP-L-14",
                "MP-L-16");
        // Its list is in memory, so the reference target as a program cannot pass MP-L-12; that it fails shows that it
        // was killed.
        assertThat(result.out())
                .contains("7 PASS, 1 FAIL (0 required), 1 UNSUPPORTED")
                .containsPattern("FAIL +MP-L-12")
                .containsPattern("UNSUPPORTED +MP-L-16");
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    @DisplayName("for Node.js: changes the list, and leaves with 89 what it cannot do")
    void node() throws Exception {
        assumeTrue(works("node", "--version"), "no Node.js");
        try (ReferenceTarget target = new ReferenceTarget(Profile.CORRECT.dialingEvery(Duration.ofMillis(600)), 0);
                TargetWebApi api = new TargetWebApi(target, 0, Optional.empty())) {
            Shell.Result result = run(
                    target.address().getPort(),
                    "node " + ADAPTERS.resolve("adapter.mjs") + " " + api.url(),
                    "MP-I-01",
                    "MP-L-01",
                    "MP-L-03",
                    "MP-L-06",
                    "MP-L-12",
                    "MP-L-16");
            assertThat(result.out())
                    .contains("4 PASS, 2 UNSUPPORTED")
                    .containsPattern("UNSUPPORTED +MP-L-12")
                    .containsPattern("UNSUPPORTED +MP-L-16");
            assertThat(result.code()).as(result.err()).isZero();
        }
    }

    private static Shell.Result run(int port, String adapter, String... cases) throws IOException {
        String key;
        try (ReferenceTarget same = new ReferenceTarget(Profile.CORRECT, 0)) {
            key = same.keyText();
        }
        String[] words = {
            "conformance",
            "run",
            "manual",
            "--target",
            "127.0.0.1:" + port,
            "--target-key",
            key,
            "--adapter",
            adapter,
            "--reconnect-interval",
            INTERVAL,
            "--no-rerun"
        };
        String[] all = java.util.Arrays.copyOf(words, words.length + cases.length);
        System.arraycopy(cases, 0, all, words.length, cases.length);
        return Shell.run(all);
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
