package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.conformance.control.ListedPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@DisplayName("peering conformance run: how the target's list is changed")
class ConformanceControlTest {

    @TempDir
    private Path folder;

    @AutoClose
    private final Trial trial = new Trial();

    @Test
    @DisplayName("the keys are added through the web API, and taken off afterwards")
    void webApi() {
        Shell.Result result = trial.run(
                "MP-I-01", "MP-O-01", "MP-L-01", "--web-api", trial.api().url() + "/", "--web-api-token", Trial.SECRET);
        assertThat(result.out()).contains("(web API)", "3 PASS");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(trial.target().list(false)).isEmpty();
    }

    @Test
    @DisplayName("the keys are added by a command, run once for each")
    void hook() throws IOException {
        Path wanted = folder.resolve("wanted");
        Path hook = Trial.script(folder.resolve("hook.sh"), "echo \"$1 $2\" >>" + wanted);
        Thread operator = beside(() -> addWhatIsWanted(wanted));
        try {
            Shell.Result result = trial.run("MP-I-01", "MP-O-01", "--add-hook", "sh " + hook + " {key} {addr}");
            assertThat(result.out()).contains("(hook)", "2 PASS");
            assertThat(result.code()).as(result.err()).isZero();
        } finally {
            operator.interrupt();
        }
    }

    private void addWhatIsWanted(Path wanted) throws Exception {
        int done = 0;
        while (true) {
            List<String> lines = Files.exists(wanted) ? Files.readAllLines(wanted) : List.of();
            for (; done < lines.size(); done++) {
                String[] words = lines.get(done).split(" ", -1);
                trial.target().add(List.of(ListedPeer.of(words[0], words[1])));
            }
            Thread.sleep(20);
        }
    }

    @Test
    @DisplayName("without a way of adding them, the lines to paste are printed, and the run waits for the operator")
    void byHand() {
        // Below the ports that the system hands out, and another for each process, so that two builds on one machine do
        // not meet.
        int base = 16_000 + (int) (ProcessHandle.current().pid() * 211 % 15_000);
        Thread operator = beside(() -> {
            Thread.sleep(2_000);
            for (JsonNode one : keys(base + 100)) {
                String[] address = one.path("address").asString().split(":(?=\\d+$)", -1);
                trial.target()
                        .add(List.of(ListedPeer.of(
                                one.path("publicKey").asString(),
                                address[0] + ":" + (Integer.parseInt(address[1]) - 100))));
            }
        });
        try {
            Shell.Result result = trial.run("MP-I-01", "--base-port", String.valueOf(base));
            assertThat(result.out()).contains("Put these 25 entries", "1 PASS");
            assertThat(result.code()).as(result.err()).isZero();
        } finally {
            operator.interrupt();
        }
    }

    private JsonNode keys(int basePort) {
        String said = Shell.run(
                        "conformance",
                        "keys",
                        "--target",
                        trial.address(),
                        "--target-key",
                        trial.target().keyText(),
                        "--base-port",
                        String.valueOf(basePort))
                .out();
        return new ObjectMapper().readTree(said.substring(said.indexOf('['), said.indexOf("\n]") + 2));
    }

    @Test
    @DisplayName("a web API that wants another token, is another, or is not there: 4, with the remedy")
    void badWebApi() {
        String url = trial.api().url();
        Shell.Result token = trial.run("MP-I-01", "--web-api", url);
        assertThat(token.err()).startsWith("peering: ").contains("401", "--web-api-token");
        assertThat(token.code()).isEqualTo(4);

        Shell.Result other = trial.run("MP-I-01", "--web-api", url + "/v2", "--web-api-token", Trial.SECRET);
        assertThat(other.err()).contains("404", "GoShimmer");
        assertThat(other.code()).isEqualTo(4);

        trial.api().close();
        Shell.Result gone = trial.run("MP-I-01", "--web-api", url);
        assertThat(gone.err()).contains("does not answer", url);
        assertThat(gone.code()).isEqualTo(4);
    }

    @Test
    @DisplayName("a hook that fails or is not there: 4, with its command line")
    void badHook() {
        assertThat(trial.run("MP-I-01", "--add-hook", "false {key}"))
                .satisfies(
                        result -> assertThat(result.err()).contains("the hook ended with 1", "false"),
                        result -> assertThat(result.code()).isEqualTo(4));
        assertThat(trial.run("MP-I-01", "--add-hook", "/no/such/program {key}"))
                .satisfies(
                        result -> assertThat(result.err()).contains("the hook cannot be run"),
                        result -> assertThat(result.code()).isEqualTo(4));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Thread beside(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptedException over) {
                        Thread.currentThread().interrupt();
                    } catch (Exception failed) {
                        throw new IllegalStateException(failed);
                    }
                },
                "beside");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
