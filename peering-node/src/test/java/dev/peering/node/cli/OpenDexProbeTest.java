package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Openness;
import dev.peering.core.PeeringLimits;
import dev.peering.core.opendex.OpenDexOptions;
import dev.peering.core.opendex.OpenDexOptions.Randomness;
import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Secp256k1IdentityFile;
import dev.peering.node.PeeringNode;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("peering probe, against an OpenDEX node in each outcome")
@Timeout(60)
class OpenDexProbeTest {

    @TempDir
    Path folder;

    private final Secp256k1Identity identity = Secp256k1Identity.create(new SecureRandom());
    private final Secp256k1Identity caller = Secp256k1Identity.create(new SecureRandom());
    private PeeringNode node;
    private String target;

    @BeforeEach
    void start() throws Exception {
        Secp256k1IdentityFile.store(folder.resolve("caller.dat"), caller);
        OpenDexOptions options = OpenDexOptions.of(OpenDexNetwork.REGTEST, Randomness.from(new SecureRandom()));
        node = PeeringNode.builder(now -> new OpenDexPeering(identity, options))
                .limits(PeeringLimits.DEFAULT.withOpenness(new Openness(4, 0, 0, false)))
                .listen("127.0.0.1", 0)
                .build()
                .start();
        target = "127.0.0.1:" + node.listenAddress().orElseThrow().getPort();
    }

    @AfterEach
    void stop() {
        node.close();
        identity.close();
        caller.close();
    }

    @Test
    @DisplayName("whoever is let in is told each step and what the node says of itself")
    void accepted() {
        Shell.Result result = probe();
        assertThat(result.out())
                .contains("its key  " + identity.key())
                .contains("(made for this probe)")
                .containsPattern("✓  init .* \\d+ bytes: SessionInit for this key on regtest")
                .containsPattern("✓  answer .* introduced itself with its own, signed for us")
                .containsPattern("✓  confirm .* it answered an encrypted Ping")
                .contains("it says               version: " + OpenDexOptions.VERSION)
                .contains("The node let us in and proved its key.");
        assertThat(result.code()).isEqualTo(Exit.OK);
    }

    @Test
    @DisplayName("a banned identity hears that it is")
    void banned() throws Exception {
        node.ban(OpenDexPeering.id(caller.key())).get();
        Shell.Result result = probe("--identity", folder.resolve("caller.dat").toString());
        assertThat(result.code()).isEqualTo(Exit.NOT_DONE);
        assertThat(result.out())
                .contains("it says BANNED")
                .contains("The node refuses us and says why.")
                .contains("bans this identity: ask the operator");
    }

    @Test
    @DisplayName("somebody else at the address says so")
    void wrongKey() {
        Shell.Result result = Shell.run(
                "probe",
                target,
                "--network",
                "regtest",
                "--peer-key",
                caller.key().toString());
        assertThat(result.code()).isEqualTo(Exit.NOT_DONE);
        assertThat(result.out()).contains("It says that it is not the node with this key.");
    }

    @Test
    @DisplayName("a node of another network is told as such")
    void otherNetwork() {
        Shell.Result result = Shell.run(
                "probe",
                target,
                "--network",
                "mainnet",
                "--peer-key",
                identity.key().toString());
        assertThat(result.code()).isEqualTo(Exit.NOT_DONE);
        assertThat(result.out()).contains("belongs to another of OpenDEX's networks: try --network regtest");
    }

    @Test
    @DisplayName("silence, another protocol and a hang-up are told apart")
    void strangeServers() throws Exception {
        assertThat(answering("HTTP/1.1 400 Bad Request\r\n\r\n", true))
                .contains("Something answers there, but it does not speak OpenDEX.");
        assertThat(answering("", true)).contains("It hung up without a word.");
        assertThat(answering("", false))
                .contains("nothing complete within 500 ms, 0 bytes so far")
                .contains("The node took the connection and then left us waiting.");
    }

    @Test
    @DisplayName("what cannot be probed is told before anything is sent")
    void unusable() {
        assertThat(Shell.run("probe", target, "--peer-key", "AB".repeat(33)).err())
                .contains("--peer-key: ")
                .contains("lowercase");
        assertThat(Shell.run(
                                "probe",
                                target,
                                "--network",
                                "moon",
                                "--peer-key",
                                identity.key().toString())
                        .err())
                .contains("moon")
                .contains("regtest");
        assertThat(Shell.run(
                                "probe",
                                target,
                                "--network",
                                "regtest",
                                "--peer-key",
                                "CHfU1NUf6ZvUKDQHTG2df53GR7CvuMFtyt7YymJ6DwS3")
                        .err())
                .contains("--network is for OpenDEX");
    }

    private Shell.Result probe(String... more) {
        Stream<String> line = Stream.of(
                "probe",
                target,
                "--network",
                "regtest",
                "--peer-key",
                identity.key().toString());
        return Shell.run(Stream.concat(line, Stream.of(more)).toArray(String[]::new));
    }

    /** What a probe says about a server that reads a little, answers this, and hangs up or holds on. Only for the latter the time counts. */
    private String answering(String answer, boolean hangUp) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().readNBytes(100);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    if (hangUp) {
                        socket.shutdownOutput();
                    }
                    socket.getInputStream().readAllBytes();
                } catch (IOException theyLeft) {
                    // What the probe makes of it is what counts.
                }
            });
            Shell.Result result = Shell.run(
                    "probe",
                    "127.0.0.1:" + server.getLocalPort(),
                    "--peer-key",
                    identity.key().toString(),
                    "--timeout",
                    hangUp ? "20s" : "500ms");
            serving.join();
            assertThat(result.code()).isEqualTo(Exit.NOT_DONE);
            return result.out();
        }
    }
}
