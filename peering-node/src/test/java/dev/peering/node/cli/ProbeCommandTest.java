package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.manual.ManualOptions;
import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.crypto.IdentityFile;
import dev.peering.crypto.PeerKey;
import dev.peering.node.PeeringNode;
import dev.peering.node.Ports;
import dev.peering.node.json.Json;
import dev.peering.node.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("peering probe, against a real node in each outcome")
@Timeout(60)
class ProbeCommandTest {

    @TempDir
    Path folder;

    /** At both ends, for everything but silence: a busy machine is no failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** By key: low &lt; middle &lt; high. The node is the one in the middle and lists the other two. */
    private List<Identity> identities = List.of();

    private PeeringNode node;
    private String target;
    private String key;

    @BeforeEach
    void start() throws Exception {
        identities = Stream.generate(() -> Identity.create(new SecureRandom()))
                .limit(3)
                .sorted(Comparator.comparing(Identity::key))
                .toList();
        IdentityFile.store(folder.resolve("low.key"), identities.get(0));
        IdentityFile.store(folder.resolve("high.key"), identities.get(2));
        node = PeeringNode.builder(now -> new ManualPeering(
                        identities.get(1),
                        Ed25519.bouncyCastle(),
                        ManualOptions.startingAt(now).withHandshakeTimeout(PATIENCE)))
                .listen("127.0.0.1", 0)
                .peer(identities.get(0).key().toString())
                .build()
                .start();
        target = "127.0.0.1:" + node.listenAddress().orElseThrow().getPort();
        key = identities.get(1).key().toString();
    }

    @AfterEach
    void stop() {
        node.close();
        identities.forEach(Identity::close);
    }

    @Test
    @DisplayName("a listed identity is let in, and every step is told")
    void accepted() {
        Shell.Result result = probe("--identity", folder.resolve("low.key").toString());
        assertThat(result.code()).isEqualTo(Exit.OK);
        assertThat(masked(result.out())).isEqualTo("""
                        probing TARGET
                          its key  KEY
                          our key  LOW

                        ✓  key order             our key is the lower one, so by the rule we dial: right
                        ✓  connect    TIME  to TARGET, from LOCAL
                        ✓  request    TIME  REQUEST bytes: to TARGET, stamped STAMP
                        ✓  response   TIME  136 bytes
                        ✓  key                   the answer names the key we asked for
                        ✓  hash                  it is about our request and no other
                        ✓  signature             it was signed with that key

                        The node let us in: it proved its key, and this identity is on its list.
                        """);
    }

    @Test
    @DisplayName("a throw-away identity is turned away without a byte, as it should be, and the reasons are listed")
    void refused() {
        Shell.Result result = probe();
        assertThat(result.code()).isEqualTo(Exit.NOT_DONE);
        assertThat(result.out())
                .contains("(made for this probe)")
                .contains("our key is the lower one")
                .containsPattern("✗  response .* the connection was closed without a byte")
                .contains("The node hung up without a word, as a healthy node does with a key that nobody listed.")
                .contains("Possible reasons, the likeliest first:")
                .contains("- a throw-away key is on nobody's list")
                .contains("- the clocks differ: it takes requests of the last 20 s, and here it is 20");
    }

    @Test
    @DisplayName("an identity above the node's key is told that it is the wrong direction")
    void wrongDirection() {
        node.add(identities.get(2).key().toString(), "127.0.0.1:9").join();
        Shell.Result result = probe("--identity", folder.resolve("high.key").toString());
        assertThat(result.code()).isEqualTo(Exit.NOT_DONE);
        assertThat(result.out())
                .contains(
                        "✗  key order             our key is the higher one, so by the rule that node dials us and does not expect this")
                .contains("- wrong direction: our key is higher than that node's, so it dials us")
                .contains("- our key is not on its list: the operator needs "
                        + identities.get(2).key());
    }

    @Test
    @DisplayName("somebody else at the address is told from the node that was meant, with the key that answered")
    void wrongKey() throws Exception {
        // It proves the key it has, honestly; it is just not the one we were told.
        Shell.Result result = Shell.run(
                "probe",
                target,
                "--peer-key",
                identities.get(2).key().toString(),
                "--identity",
                folder.resolve("low.key").toString());
        assertThat(result.code()).isEqualTo(Exit.NOT_DONE);
        assertThat(result.out())
                .contains("✗  key                   the answer names the key " + key)
                .contains("Somebody else answered than the node with this key.");
    }

    @Test
    @DisplayName("nobody listening is a network fault")
    void noListener() throws Exception {
        int free = Ports.free();
        Shell.Result result = Shell.run("probe", "127.0.0.1:" + free, "--peer-key", key);
        assertThat(result.code()).isEqualTo(Exit.NETWORK);
        assertThat(result.out())
                .contains("No connection: to 127.0.0.1:" + free + ": refused, nobody listens there.")
                .contains("a firewall or a router stands between");
    }

    @Test
    @DisplayName("an unknown name is a network fault")
    void unknownName() {
        Shell.Result result = Shell.run("probe", "no-such-host.invalid:14666", "--peer-key", key);
        assertThat(result.code()).isEqualTo(Exit.NETWORK);
        assertThat(result.out())
                .contains("there is no address for the name 'no-such-host.invalid'")
                .contains("check its spelling and this machine's DNS");
    }

    @Test
    @DisplayName("somebody who takes the connection and says nothing is told as silent, within the time limit")
    void silent() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            Shell.Result result =
                    Shell.run("probe", "127.0.0.1:" + mute.getLocalPort(), "--peer-key", key, "--timeout", "300ms");
            assertThat(result.code()).isEqualTo(Exit.NOT_DONE);
            assertThat(result.out())
                    .contains("nothing complete within 300 ms, 0 bytes so far")
                    .contains("The node took the connection and then said nothing.");
            assertThat((System.nanoTime() - start) / 1_000_000)
                    .isGreaterThanOrEqualTo(300)
                    .isLessThan(10_000);
        }
    }

    @Test
    @DisplayName("another protocol is recognized as such, whether it answers or babbles on")
    void anotherProtocol() throws Exception {
        assertThat(answering("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                .contains("this is not manual peering")
                .contains("Something answers there, but it does not speak manual peering.");
        assertThat(answering(new byte[] {0x12, 0x22})).contains("it stopped after 2 bytes");
    }

    @Test
    @DisplayName("--json tells the same to machines")
    void json() throws Exception {
        Shell.Result result =
                probe("--json", "--identity", folder.resolve("low.key").toString());
        Json.Members report = (Json.Members) JsonReader.read(result.out(), "");
        assertThat(((Json.Text) report.find("outcome").orElseThrow()).value()).isEqualTo("accepted");
        assertThat(((Json.Numeral) report.find("exitCode").orElseThrow()).literal())
                .isEqualTo("0");
        assertThat(((Json.Flag) report.find("throwAway").orElseThrow()).value()).isFalse();
        Json.Items steps = (Json.Items) report.find("steps").orElseThrow();
        assertThat(steps.items())
                .hasSize(7)
                .allSatisfy(step -> assertThat(
                                ((Json.Flag) ((Json.Members) step).find("ok").orElseThrow()).value())
                        .isTrue());
        assertThat(((Json.Items) report.find("possibleReasons").orElseThrow()).items())
                .isEmpty();
    }

    @Test
    @DisplayName("--json tells a key made for the probe apart by a flag, and leaves the key a key")
    void jsonThrowAway() throws Exception {
        Json.Members report = (Json.Members) JsonReader.read(probe("--json").out(), "");
        assertThat(((Json.Flag) report.find("throwAway").orElseThrow()).value()).isTrue();
        PeerKey.parse(((Json.Text) report.find("ourKey").orElseThrow()).value());
        assertThat(probe().out()).contains(" (made for this probe)");
    }

    @Test
    @DisplayName("what cannot be probed is told before anything is sent")
    void unusable() {
        assertThat(Shell.run("probe", "127.0.0.1", "--peer-key", key).err()).contains("the address has no port");
        assertThat(Shell.run("probe", target, "--peer-key", "x").err())
                .contains("--peer-key: public key has 1 bytes, 32 are needed");
        assertThat(Shell.run("probe", target, "--peer-key", key, "--timeout", "5")
                        .err())
                .contains("--timeout: '5' is not a duration");
        assertThat(Shell.run("probe", target, "--peer-key", key, "--timeout", "0s")
                        .err())
                .contains("--timeout: it must be from 1ms to 1m");
        Shell.Result self = Shell.run(
                "probe",
                target,
                "--peer-key",
                identities.get(0).key().toString(),
                "--identity",
                folder.resolve("low.key").toString());
        assertThat(self.err()).contains("--peer-key is this identity's own key");
        assertThat(self.code()).isEqualTo(Exit.USAGE);
    }

    private Shell.Result probe(String... more) {
        return Shell.run(Stream.concat(
                        Stream.of("probe", target, "--peer-key", key, "--timeout", PATIENCE.toSeconds() + "s"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    /** What a probe says about a server that takes the request, answers this, and closes. */
    private String answering(byte[] answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().readNBytes(100);
                    socket.getOutputStream().write(answer);
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                } catch (IOException theyLeft) {
                    // What the probe makes of it is what counts.
                }
            });
            Shell.Result result = Shell.run(
                    "probe",
                    "127.0.0.1:" + server.getLocalPort(),
                    "--peer-key",
                    key,
                    "--timeout",
                    PATIENCE.toSeconds() + "s");
            serving.join();
            assertThat(result.code()).isEqualTo(Exit.NOT_DONE);
            return result.out();
        }
    }

    private String masked(String text) {
        return text.replace(target, "TARGET")
                .replace(key, "KEY")
                .replace(identities.get(0).key().toString(), "LOW")
                .replaceAll("from 127\\.0\\.0\\.1:\\d+", "from LOCAL")
                .replaceAll(" +\\d+\\.\\d ms", " TIME")
                .replaceAll("1\\d\\d bytes: to", "REQUEST bytes: to")
                .replaceAll("(connect|request|response) +TIME", "$1    TIME")
                .replaceAll("connect    ", "connect    ")
                .replaceAll("request    ", "request    ")
                .replaceAll("response    ", "response   ")
                .replaceAll("stamped 20\\S+Z", "stamped STAMP");
    }
}
