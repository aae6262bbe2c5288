package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.conformance.control.ListedPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    @DisplayName(
            "commands that add and remove one peer do as well as a web API: a refused peer is a result, and nobody stays")
    void hooks() throws IOException {
        try (HookDesk desk = new HookDesk(folder, trial.target())) {
            Shell.Result result = trial.run(
                    "MP-I-01",
                    "MP-I-25",
                    "MP-L-05",
                    "MP-L-02",
                    "MP-L-01",
                    "--add-hook",
                    desk.add(),
                    "--remove-hook",
                    desk.remove());
            assertThat(result.out())
                    .contains("(hook)", "4 PASS, 1 UNSUPPORTED", "All of the suite's entries are off the target's list")
                    .doesNotContain("not on the list");
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(trial.target().list(false)).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "with a command that only adds, nobody is added beyond the identities of the run, and all who stay are named")
    void addHookOnly() throws IOException {
        try (HookDesk desk = new HookDesk(folder, trial.target())) {
            Path report = folder.resolve("report");
            Shell.Result result =
                    trial.run("MP-I-25", "MP-L-05", "MP-L-02", "--add-hook", desk.add(), "--report", report.toString());
            assertThat(result.out()).contains("1 PASS, 2 UNSUPPORTED");
            JsonNode first = Trial.json(report).path("results").get(0);
            assertThat(first.path("partly").asBoolean()).isTrue();
            assertThat(first.path("text").asString())
                    .contains("none was on the list, for the suite could not take them off again");
            assertThat(result.code()).as(result.err()).isZero();
            String named = result.out().substring(result.out().indexOf("Still on the target's list"));
            assertThat(trial.target().list(false))
                    .hasSize(25)
                    .allSatisfy(peer -> assertThat(named).contains(peer.publicKey()));
        }
    }

    @Test
    @DisplayName("a command that ends well and adds nobody: 3, as by hand")
    void hookDoesNothing() {
        Shell.Result result = trial.run("MP-I-16", "--add-hook", "true {key}", "--wait", "1");
        assertThat(result.err()).contains("accepts none of the suite's identities", "it may have done nothing");
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    @DisplayName("without a way of adding them, the lines to paste are printed, and the run waits for the operator")
    void byHand() {
        // Below the ports that the system hands out, above those of Port and the default ones, and another for each
        // process, so that two builds on one machine do not meet.
        int base = 25_000 + (int) (ProcessHandle.current().pid() * 211 % 7_000);
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
            Shell.Result result = trial.run("MP-I-01", "MP-L-12", "MP-L-14", "--base-port", String.valueOf(base));
            assertThat(result.out())
                    .contains("Put these 25 entries", "1 PASS, 2 UNSUPPORTED", "the target needs --adapter")
                    .doesNotContain("needs --web-api");
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
        assertThat(gone.err()).contains("does not answer POST", url);
        assertThat(Stream.of(token, other, gone))
                .allSatisfy(result -> assertThat(result.out()).isEmpty());
        assertThat(gone.code()).isEqualTo(4);
    }

    @Test
    @DisplayName("a hook that fails or is not there: 4, with its command line")
    void badHook() {
        assertThat(trial.run("MP-I-01", "--add-hook", "false {key}"))
                .satisfies(
                        result -> assertThat(result.err()).contains("the hook ended with 1", "false"),
                        result -> assertThat(result.out()).isEmpty(),
                        result -> assertThat(result.code()).isEqualTo(4));
        assertThat(trial.run("MP-I-01", "--add-hook", "/no/such/program {key}"))
                .satisfies(
                        result -> assertThat(result.err()).contains("the hook cannot be run"),
                        result -> assertThat(result.out()).isEmpty(),
                        result -> assertThat(result.code()).isEqualTo(4));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--web-api-token x|peering: --web-api-token needs --web-api beside it",
                "--web-api-token x --adapter cat|peering: --web-api-token needs --web-api beside it",
                "--web-api http://127.0.0.1:1 --adapter cat|peering: --web-api=URL, --adapter=CMD are mutually exclusive"
            })
    @DisplayName("options that would be without effect are errors: 2, said as everything else is")
    void withoutEffect(String options, String complaint) {
        Shell.Result result = trial.run(words("MP-I-01 " + options));
        assertThat(result.err()).startsWith(complaint);
        assertThat(result.code()).isEqualTo(2);
    }

    private interface Work {
        void run() throws Exception;
    }

    @Test
    @DisplayName("the entries as JSON only, for a program")
    void keysAsJson() {
        String[] where = {
            "--target", trial.address(), "--target-key", trial.target().keyText(), "--base-port", "0"
        };
        Shell.Result keys = Shell.run(words("conformance keys --json", where));
        assertThat(new ObjectMapper().readTree(keys.out())).hasSize(25);
        assertThat(keys.out()).startsWith("[").doesNotContain("GoShimmer", "knownPeers");
    }

    @Test
    @DisplayName("--quiet says the entries to paste once, and nothing else before the result")
    void quiet() {
        Shell.Result result = trial.run("MP-I-01", "--quiet", "--wait", "0", "--base-port", "0");
        assertThat(result.out().lines()).hasSize(1);
        assertThat(result.out())
                .startsWith("Put these on the target's list: [{")
                .hasSizeLessThan(3_000);
        assertThat(result.code()).isEqualTo(3);
    }

    private static String[] words(String command, String... more) {
        return Stream.concat(Stream.of(command.split(" ", -1)), Stream.of(more)).toArray(String[]::new);
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
