package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.peering.conformance.control.ListedPeer;
import dev.peering.conformance.target.Profile;
import dev.peering.conformance.target.ReferenceTarget;
import dev.peering.conformance.target.TargetWebApi;
import dev.peering.crypto.Identity;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@DisplayName("peering conformance run, when things go well and when they do not")
class ConformanceCommandTest {

    private static final Duration INTERVAL = Duration.ofMillis(600);
    private static final String SECRET = "a-token";

    @TempDir
    private Path folder;

    private ReferenceTarget target;
    private TargetWebApi api;

    @BeforeEach
    void start() throws IOException {
        target = new ReferenceTarget(Profile.CORRECT.dialingEvery(INTERVAL), 0);
        api = new TargetWebApi(target, 0, Optional.of(SECRET));
    }

    @AfterEach
    void stop() {
        api.close();
        target.close();
    }

    private Shell.Result run(String... more) {
        return runAgainst(target.keyText(), more);
    }

    private Shell.Result runAgainst(String key, String... more) {
        List<String> words = new ArrayList<>(List.of("conformance", "run", "manual"));
        words.addAll(List.of("--target", "127.0.0.1:" + target.address().getPort(), "--target-key", key));
        words.addAll(List.of("--reconnect-interval", String.valueOf(INTERVAL.toMillis())));
        words.addAll(List.of(more));
        return Shell.run(words.toArray(String[]::new));
    }

    private Path script(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private static JsonNode json(Path report) throws IOException {
        return new ObjectMapper().readTree(Files.readString(report.resolve("report.json")));
    }

    // ---- ways of changing the list ----

    @Test
    @DisplayName("the keys are added through the web API, and taken off afterwards")
    void webApi() {
        Shell.Result result =
                run("MP-I-01", "MP-O-01", "MP-L-01", "--web-api", api.url() + "/", "--web-api-token", SECRET);
        assertThat(result.out()).contains("(web API)", "3 PASS");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(target.list(false)).isEmpty();
    }

    @Test
    @DisplayName("the keys are added by a command, run once for each")
    void hook() throws IOException {
        Path wanted = folder.resolve("wanted");
        Path hook = script("hook.sh", "echo \"$1 $2\" >>" + wanted);
        Thread operator = beside(() -> addWhatIsWanted(wanted));
        try {
            Shell.Result result = run("MP-I-01", "MP-O-01", "--add-hook", "sh " + hook + " {key} {addr}");
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
                target.add(List.of(ListedPeer.of(words[0], words[1])));
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
            Shell.Result keys = Shell.run(
                    "conformance",
                    "keys",
                    "--target",
                    "127.0.0.1:" + target.address().getPort(),
                    "--target-key",
                    target.keyText(),
                    "--base-port",
                    String.valueOf(base + 100));
            for (JsonNode one : new ObjectMapper()
                    .readTree(keys.out()
                            .substring(keys.out().indexOf('['), keys.out().indexOf("\n]") + 2))) {
                String[] address = one.path("address").asString().split(":(?=\\d+$)", -1);
                target.add(List.of(ListedPeer.of(
                        one.path("publicKey").asString(), address[0] + ":" + (Integer.parseInt(address[1]) - 100))));
            }
        });
        try {
            Shell.Result result = run("MP-I-01", "--base-port", String.valueOf(base));
            assertThat(result.out()).contains("Put these 25 entries", "1 PASS");
            assertThat(result.code()).as(result.err()).isZero();
        } finally {
            operator.interrupt();
        }
    }

    @Test
    @DisplayName("a web API that wants another token, is another, or is not there: 4, with the remedy")
    void badWebApi() {
        Shell.Result token = run("MP-I-01", "--web-api", api.url());
        assertThat(token.err()).startsWith("peering: ").contains("401", "--web-api-token");
        assertThat(token.code()).isEqualTo(4);

        Shell.Result other = run("MP-I-01", "--web-api", api.url() + "/v2", "--web-api-token", SECRET);
        assertThat(other.err()).contains("404", "GoShimmer");
        assertThat(other.code()).isEqualTo(4);

        api.close();
        Shell.Result gone = run("MP-I-01", "--web-api", api.url());
        assertThat(gone.err()).contains("does not answer", api.url());
        assertThat(gone.code()).isEqualTo(4);
    }

    @Test
    @DisplayName("a hook that fails or is not there: 4, with its command line")
    void badHook() {
        assertThat(run("MP-I-01", "--add-hook", "false {key}"))
                .satisfies(
                        result -> assertThat(result.err()).contains("the hook ended with 1", "false"),
                        result -> assertThat(result.code()).isEqualTo(4));
        assertThat(run("MP-I-01", "--add-hook", "/no/such/program {key}"))
                .satisfies(
                        result -> assertThat(result.err()).contains("the hook cannot be run"),
                        result -> assertThat(result.code()).isEqualTo(4));
    }

    // ---- the target ----

    @Test
    @DisplayName("a target that is not there: 3, at once")
    void unreachable() {
        target.close();
        Shell.Result result = run("MP-I-01");
        assertThat(result.err())
                .startsWith("peering: nothing answers at 127.0.0.1:")
                .contains("is the target running?");
        assertThat(result.code()).isEqualTo(3);
        assertThat(Shell.run(
                                "conformance",
                                "run",
                                "manual",
                                "--target",
                                "no-such-host.invalid:1",
                                "--target-key",
                                target.keyText())
                        .code())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("another node than --target-key says: 3, with its real key, whichever of the two keys is larger")
    void wrongKey() {
        for (int i = 0; i < 2; i++) {
            boolean larger = i == 0;
            try (Identity other = larger ? above() : below()) {
                Shell.Result result = runAgainst(
                        other.key().toString(), "MP-I-01", "--web-api", api.url(), "--web-api-token", SECRET);
                assertThat(result.err()).contains("another node answers there", target.keyText());
                assertThat(result.code()).isEqualTo(3);
            }
        }
    }

    private Identity above() {
        return made(1);
    }

    private Identity below() {
        return made(-1);
    }

    private PeerKey targetKey() {
        try {
            return PeerKey.parse(target.keyText());
        } catch (KeyException e) {
            throw new AssertionError(e);
        }
    }

    private Identity made(int sign) {
        for (byte i = 0; ; i++) {
            byte[] seed = new byte[32];
            seed[0] = i;
            Identity identity = Identity.fromSeed(seed);
            if (Integer.signum(identity.key().compareTo(targetKey())) == sign) {
                return identity;
            }
            identity.close();
        }
    }

    @Test
    @DisplayName("a target that dies in the middle: 3, and the report holds what was found until then")
    void dies() throws Exception {
        Path report = folder.resolve("report");
        CompletableFuture<Shell.Result> running = CompletableFuture.supplyAsync(() -> run(
                "MP-I-16",
                "MP-I-11",
                "MP-I-12",
                "MP-I-54",
                "--web-api",
                api.url(),
                "--web-api-token",
                SECRET,
                "--report",
                report.toString()));
        await().atMost(30, TimeUnit.SECONDS).until(() -> !target.list(false).isEmpty());
        Thread.sleep(8_000); // by then MP-I-16 is over and MP-I-54 waits for 25 s
        target.close();
        Shell.Result result = running.get(120, TimeUnit.SECONDS);
        assertThat(result.err()).contains("the target does not take connections any more");
        assertThat(result.code()).isEqualTo(3);
        JsonNode json = json(report);
        assertThat(json.path("note").asString()).contains("does not take connections any more");
        assertThat(json.path("passed").asBoolean()).isFalse();
        assertThat(json.path("tally").path("PASS").asInt()).isEqualTo(1);
        assertThat(json.path("tally").path("FAIL").asInt()).isEqualTo(1);
        assertThat(json.path("tally").path("SKIP").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("a run that is told to stop keeps what was found, and takes its keys off the target's list")
    void toldToStop() throws Exception {
        Path report = folder.resolve("report");
        try (Program running = Program.start(
                folder,
                "conformance",
                "run",
                "manual",
                "MP-I-16",
                "MP-I-54",
                "--target",
                "127.0.0.1:" + target.address().getPort(),
                "--target-key",
                target.keyText(),
                "--web-api",
                api.url(),
                "--web-api-token",
                SECRET,
                "--report",
                report.toString())) {
            running.says("PASS", "MP-I-16");
            assertThat(target.list(false)).isNotEmpty();
            running.signal("TERM");
            running.exit();
            assertThat(running.said()).contains("stopped; what was found until now is kept");
        }
        JsonNode json = json(report);
        assertThat(json.path("note").asString()).isEqualTo("stopped by the operator");
        assertThat(json.path("passed").asBoolean()).isFalse();
        assertThat(json.path("tally").path("PASS").asInt()).isEqualTo(1);
        assertThat(target.list(false)).isEmpty();
    }

    // ---- the adapter ----

    @Test
    @DisplayName("an adapter that cannot be started, prints rubbish, or is no adapter at all: 4")
    void badAdapter() throws IOException {
        assertThat(run("MP-L-01", "--adapter", "/no/such/adapter").err()).contains("the adapter cannot be started");
        assertThat(run("MP-L-01", "--adapter", "/no/such/adapter").code()).isEqualTo(4);

        Path rubbish = script("rubbish.sh", "while read line; do printf 'hello \\033[31m world\\n'; done");
        Shell.Result result = run("MP-L-01", "--adapter", "sh " + rubbish);
        assertThat(result.err())
                .contains("the adapter answered 'add' with something that is not JSON: hello ?[31m world");
        assertThat(result.code()).isEqualTo(4);

        Path another = script("another.sh", "while read line; do echo '[1]'; done");
        assertThat(run("MP-L-01", "--adapter", "sh " + another).err()).contains("JSON that has no \"ok\"");

        Path endless = script("endless.sh", "read line; yes x | tr -d '\\n'");
        assertThat(run("MP-L-01", "--adapter", "sh " + endless).code()).isEqualTo(4);

        Path leaves = script("leaves.sh", "read line; exit 7");
        assertThat(run("MP-L-01", "--adapter", "sh " + leaves).err())
                .contains("the adapter ended with 7 when asked to add");
    }

    @Test
    @DisplayName("an adapter that hangs in the middle: 4, and every other result is kept")
    void adapterHangs() throws IOException {
        Path report = folder.resolve("report");
        Path hangs = script("hangs.sh", "read line; echo '{\"ok\":true}'; read line; exec sleep 300");
        Shell.Result result = run(
                "MP-I-09",
                "MP-L-01",
                "--adapter",
                "sh " + hangs,
                "--adapter-timeout",
                "2",
                "--report",
                report.toString());
        assertThat(result.err()).contains("the adapter did not answer 'list' within 2 s");
        assertThat(result.code()).isEqualTo(4);
        JsonNode json = json(report);
        assertThat(json.path("results").get(0).path("verdict").asString()).isEqualTo("PASS");
        assertThat(json.path("results").get(1).path("verdict").asString()).isEqualTo("SKIP");
        assertThat(json.path("passed").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("an adapter that ends with 89 cannot do that one thing, and is asked other things again")
    void unsupported() throws IOException {
        Path asked = folder.resolve("asked");
        Path adapter = script(
                "adapter.sh",
                "while read line; do",
                "  echo \"$line\" >>" + asked,
                "  case $line in *'\"list\"'*) exit 89;; *) echo '{\"ok\":true}';; esac",
                "done");
        Shell.Result result = run("MP-I-09", "MP-L-01", "MP-L-03", "--adapter", "sh " + adapter);
        assertThat(result.out()).contains("1 PASS, 2 UNSUPPORTED");
        assertThat(result.code()).as(result.err()).isZero();
        List<String> lines = Files.readAllLines(asked);
        assertThat(lines.stream().filter(line -> line.contains("\"list\""))).hasSize(1);
        assertThat(lines.get(lines.size() - 1)).contains("\"remove\"");
    }

    // ---- the report ----

    @Test
    @DisplayName("a report that cannot be written: 4, before anything is run or with the results on the screen")
    void badReport() throws IOException {
        Path file = script("a-file");
        Shell.Result before = run("MP-I-09", "--report", file.resolve("report").toString());
        assertThat(before.err()).contains("--report", "cannot be written");
        assertThat(before.out()).isEmpty();
        assertThat(before.code()).isEqualTo(4);

        Path report = Files.createDirectories(folder.resolve("report"));
        Files.createDirectory(report.resolve("junit.xml"));
        Shell.Result after =
                run("MP-I-09", "--web-api", api.url(), "--web-api-token", SECRET, "--report", report.toString());
        assertThat(after.out()).contains("1 PASS");
        assertThat(after.err()).contains("the report cannot be written", "the results are above");
        assertThat(after.code()).isEqualTo(4);
        assertThat(report.resolve("report.json")).exists();
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
