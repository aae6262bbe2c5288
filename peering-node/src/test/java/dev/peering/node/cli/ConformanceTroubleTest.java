package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.peering.crypto.Identity;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName(
        "peering conformance run: a target that is not there, another or gone, a run that is stopped, a report that fails")
class ConformanceTroubleTest {

    @TempDir
    private Path folder;

    @AutoClose
    private final Trial trial = new Trial();

    @Test
    @DisplayName("a target that is not there: 3, at once")
    void unreachable() {
        trial.target().close();
        Shell.Result result = trial.run("MP-I-01");
        assertThat(result.err())
                .startsWith("peering: nothing answers at 127.0.0.1:")
                .contains("is the target running?");
        assertThat(result.code()).isEqualTo(3);
        String key = trial.target().keyText();
        assertThat(Shell.run("conformance", "run", "manual", "--target", "no-such-host.invalid:1", "--target-key", key)
                        .code())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("another node than --target-key says: 3, with its real key, whichever of the two keys is larger")
    void wrongKey() throws KeyException {
        PeerKey real = PeerKey.parse(trial.target().keyText());
        for (int sign : new int[] {1, -1}) {
            try (Identity other = comparing(sign, real)) {
                Shell.Result result = Shell.run(trial.words(other.key().toString(), trial.withWebApi("MP-I-01")));
                assertThat(result.err()).contains("another node answers there", real.toString());
                assertThat(result.code()).isEqualTo(3);
                assertThat(trial.target().list(false))
                        .as("keys of a run that never began")
                        .isEmpty();
            }
        }
    }

    @Test
    @DisplayName("the port of another service that speaks text, whatever it hears: 3, in its own words")
    void otherService() throws Exception {
        try (ServerSocket mail = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread greeter = new Thread(() -> greet(mail, "220 mail.example ESMTP\r\n"));
            greeter.setDaemon(true);
            greeter.start();
            Shell.Result result = against("127.0.0.1:" + mail.getLocalPort());
            assertThat(result.err())
                    .contains(
                            "what answers at 127.0.0.1:" + mail.getLocalPort() + " does not speak manual peering",
                            "\"220 mail.example ESMTP\"",
                            "check --target");
            assertThat(result.code()).isEqualTo(3);
        }
    }

    private static void greet(ServerSocket at, String words) {
        while (!at.isClosed()) {
            try (Socket caller = at.accept()) {
                caller.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
                caller.shutdownOutput();
                while (caller.getInputStream().read() >= 0) {
                    // Until the caller leaves.
                }
            } catch (IOException gone) {
                // The next one, or the end.
            }
        }
    }

    @Test
    @DisplayName("the port of a web service, which hears nothing in a request of peering: 3, with what it says to HTTP")
    void webService() {
        String web = trial.api().url().substring("http://".length());
        Shell.Result result = against(web, "--wait", "0");
        assertThat(result.err())
                .contains("accepts none of the suite's identities", "it answers HTTP with the text \"HTTP/1.1 404 ");
        assertThat(result.code()).isEqualTo(3);
    }

    private Shell.Result against(String address, String... more) {
        String key = trial.target().keyText();
        List<String> words =
                new ArrayList<>(List.of("conformance", "run", "manual", "--target", address, "--target-key", key));
        words.addAll(List.of(more));
        return Shell.run(words.toArray(String[]::new));
    }

    @Test
    @DisplayName("keys that the target does not give back are named at the end")
    void keysThatStay() throws Exception {
        Shell shell = new Shell();
        String[] words = trial.words(trial.target().keyText(), trial.withWebApi("MP-I-01"));
        CompletableFuture<Shell.Result> running =
                CompletableFuture.supplyAsync(() -> shell.type(Shell.ENVIRONMENT, words));
        await().atMost(30, TimeUnit.SECONDS).until(() -> shell.shown().contains("are on the target's list now"));
        String one = trial.target().list(false).get(0).publicKey();
        trial.api().close();
        Shell.Result result = running.get(120, TimeUnit.SECONDS);
        assertThat(result.out())
                .contains("Still on the target's list", "is this its address? Take them off", one, "--seed 1");
    }

    @Test
    @DisplayName("a file of expected failures that is no text: 2, in plain words")
    void binaryExpectedFailures() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Shell.Result result = trial.run("MP-I-01", "--expected-failures", binary.toString());
        assertThat(result.err()).contains("cannot be read: it is not a text in UTF-8");
        assertThat(result.code()).isEqualTo(2);
    }

    /** Somebody whose key compares like this to that one. */
    private static Identity comparing(int sign, PeerKey key) {
        for (byte i = 0; ; i++) {
            byte[] seed = new byte[32];
            seed[0] = i;
            Identity identity = Identity.fromSeed(seed);
            if (Integer.signum(identity.key().compareTo(key)) == sign) {
                return identity;
            }
            identity.close();
        }
    }

    @Test
    @DisplayName(
            "a target that dies in the middle: 3 within seconds, no failure, and the report holds what was found until then")
    void dies() throws Exception {
        Path report = folder.resolve("report");
        String[] cases = trial.withWebApi("MP-I-16", "MP-I-11", "MP-I-12", "MP-I-54", "--report", report.toString());
        try (Program running = Program.start(folder, trial.words(trial.target().keyText(), cases))) {
            running.says("PASS", "MP-I-16"); // beside it MP-I-54 waits for 25 s; the others come after both
            long died = System.nanoTime();
            trial.target().close();
            assertThat(running.exit()).isEqualTo(3);
            assertThat(Duration.ofNanos(System.nanoTime() - died)).isLessThan(Duration.ofSeconds(15));
            running.says("the target does not take connections any more");
        }
        JsonNode json = Trial.json(report);
        assertThat(json.path("note").asString()).endsWith("last seen before or during MP-I-54");
        assertThat(json.path("passed").asBoolean()).isFalse();
        assertThat(json.path("tally").path("PASS").asInt()).isEqualTo(1);
        assertThat(json.path("tally").path("FAIL").asInt()).isZero();
        assertThat(json.path("tally").path("SKIP").asInt()).isEqualTo(3);
    }

    @Test
    @DisplayName("--one-by-one: no case begins before the one before it is over")
    void oneByOne() throws Exception {
        Path report = folder.resolve("report");
        Shell.Result result = trial.run(
                trial.withWebApi("MP-I-01", "MP-I-08", "MP-I-10", "--one-by-one", "--report", report.toString()));
        assertThat(result.code()).isZero();
        long over = 0;
        JsonNode results = Trial.json(report).path("results");
        assertThat(results).hasSize(3);
        for (JsonNode one : results) {
            assertThat(one.path("startedMillis").asLong()).isGreaterThanOrEqualTo(over);
            over = one.path("startedMillis").asLong() + one.path("tookMillis").asLong();
        }
    }

    @Test
    @DisplayName("a run that is told to stop keeps what was found, and takes its keys off the target's list")
    void toldToStop() throws Exception {
        Path report = folder.resolve("report");
        String[] cases = trial.withWebApi("MP-I-16", "MP-I-54", "--report", report.toString());
        try (Program running = Program.start(folder, trial.words(trial.target().keyText(), cases))) {
            running.says("PASS", "MP-I-16");
            assertThat(trial.target().list(false)).isNotEmpty();
            running.signal("TERM");
            running.exit();
            assertThat(running.said()).contains("stopped; what was found until now is kept");
        }
        JsonNode json = Trial.json(report);
        assertThat(json.path("note").asString()).isEqualTo("stopped by the operator");
        assertThat(json.path("passed").asBoolean()).isFalse();
        assertThat(json.path("tally").path("PASS").asInt()).isEqualTo(1);
        assertThat(trial.target().list(false)).isEmpty();
    }

    @Test
    @DisplayName("a report that cannot be written: 4, before anything is run or with the results on the screen")
    void badReport() throws IOException {
        Path file = Trial.script(folder.resolve("a-file"));
        Shell.Result before =
                trial.run("MP-I-09", "--report", file.resolve("report").toString());
        assertThat(before.err()).contains("--report", "cannot be written");
        assertThat(before.out()).isEmpty();
        assertThat(before.code()).isEqualTo(4);

        Path report = Files.createDirectories(folder.resolve("report"));
        Files.createDirectory(report.resolve("junit.xml"));
        Shell.Result after = trial.run(trial.withWebApi("MP-I-09", "--report", report.toString()));
        assertThat(after.out()).contains("1 PASS");
        assertThat(after.err()).contains("the report cannot be written", "the results are above");
        assertThat(after.code()).isEqualTo(4);
        assertThat(report.resolve("report.json")).exists();
    }
}
