package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.peering.crypto.Identity;
import dev.peering.crypto.IdentityFile;
import dev.peering.node.Ports;
import dev.peering.node.json.Json;
import dev.peering.node.json.JsonReader;
import dev.peering.node.store.PeerStore;
import dev.peering.node.store.StoredPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("peering run, as a process")
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class RunCommandTest {

    private static final String CAROL = "CHfU1NUf6ZvUKDQHTG2df53GR7CvuMFtyt7YymJ6DwS3";
    private static final String SEED_001 = "{\"manualPeering\": {\"knownPeers\": \"[{\\\"publicKey\\\": \\\"" + CAROL
            + "\\\", \\\"address\\\": \\\"127.0.0.1:9\\\"}]\"}}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    @DisplayName(
            "seed 001's record runs as it stands; an identity is made and told; a signal ends it within 5 s with 0")
    void runsAndStops(String signal) throws Exception {
        assumeFalse(
                signal.equals("INT") && isInterruptIgnored(),
                "SIGINT is ignored here and so in every child, as when a script puts the build in the background");
        Files.writeString(folder.resolve("node.json"), SEED_001);
        Duration took;
        try (Program program = Program.start(folder, "run", "--bind", "127.0.0.1:0")) {
            program.says("INFO  there was no identity yet, so a new one was made", "publicKey=");
            program.says("INFO  the node runs", "listen=127.0.0.1:");
            took = stopped(program, signal);
            assertThat(program.said())
                    .contains("INFO  stopping")
                    .endsWith("INFO  stopped")
                    .doesNotContain("\tat ");
        }
        Path key = folder.resolve("identity.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        String made = Files.readString(key);
        try (Program program = Program.start(folder, "run", "--bind", "127.0.0.1:0")) {
            program.says("the node runs");
            assertThat(program.said()).doesNotContain("a new one was made");
            Duration again = stopped(program, signal);
            // A pause of the machine may make one of them late.
            assertThat(took.compareTo(again) < 0 ? took : again).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(key).content().isEqualTo(made);
    }

    private static Duration stopped(Program program, String signal) throws IOException, InterruptedException {
        long told = System.nanoTime();
        program.signal(signal);
        assertThat(program.exit()).isZero();
        return Duration.ofNanos(System.nanoTime() - told);
    }

    @Test
    @DisplayName(
            "two nodes that list each other log up, down and up again, for machines, with key, direction and reason")
    void upAndDown() throws Exception {
        List<Identity> two = two();
        Path low = node("low", two.get(0), two.get(1), "9");
        int port = Ports.free();
        Path high = node("high", two.get(1), two.get(0), "9");
        Files.writeString(low.resolve("node.json"), peer(two.get(1), "127.0.0.1:" + port));
        String[] listener = {"run", "--log-format", "json", "--bind", "127.0.0.1:" + port};
        try (Program dialer = Program.start(
                low,
                "run",
                "--log-format=json",
                "--bind=none",
                "--manualPeering.reconnectInterval=200ms",
                "--status=1s")) {
            try (Program waiter = Program.start(high, listener)) {
                Json.Members up = event(waiter, "up");
                assertThat(text(up, "peer")).isEqualTo(two.get(0).key().toString());
                assertThat(text(up, "alias")).isEqualTo("friend");
                assertThat(text(up, "direction")).isEqualTo("inbound");
                assertThat(text(up, "network")).isEqualTo("manual");
                assertThat(text(event(dialer, "up"), "direction")).isEqualTo("outbound");
                dialer.says("\"event\":\"peerStatus\"", "\"state\":\"up\"");
                waiter.signal("TERM");
                assertThat(waiter.exit()).isZero();
            }
            assertThat(text(event(dialer, "down"), "reason")).isEqualTo("CLOSED_BY_PEER");
            event(dialer, "failed");
            try (Program again = Program.start(high, listener)) {
                event(again, "up");
                assertThat(again.said()).doesNotContain("WARN");
            }
            assertThat(dialer.times("\"event\":\"failed\""))
                    .as("a peer that stays away is told once per reason")
                    .isLessThanOrEqualTo(3);
        }
        two.forEach(Identity::close);
    }

    @Test
    @DisplayName("a bad entry, our own key and a name without address are named; the node runs with the rest")
    void badEntries() throws Exception {
        List<Identity> two = two();
        IdentityFile.store(folder.resolve("identity.key"), two.get(0));
        Files.writeString(folder.resolve("node.json"), """
                {"manualPeering": {"knownPeers": [
                  {"publicKey": "%s", "address": "127.0.0.1:9"},
                  {"publicKey": "CHfU", "address": "127.0.0.1:9"},
                  {"publicKey": "%s", "address": "no-such-host.invalid:9", "alias": "nobody"}
                ]}}
                """.formatted(
                        two.get(0).key(), two.get(1).key()));
        try (Program program = Program.start(folder, "run", "--bind", "127.0.0.1:0")) {
            program.says(
                    "WARN  a known peer is passed over: node.json:3:17 (/manualPeering/knownPeers/1/publicKey): public key has 3 bytes, 32 are needed");
            program.says(
                    "WARN  a known peer is passed over: node.json:2:3 (/manualPeering/knownPeers/0): this is our own key");
            program.says("WARN  no connection with nobody, it is tried again", "reason=UNRESOLVED_NAME");
            assertThat(program.said().lines().filter(line -> line.contains("our own key")))
                    .as("told once")
                    .hasSize(1);
            program.signal("TERM");
            assertThat(program.exit()).isZero();
        }
    }

    /** What the kernel says of this process; a Java that starts like this leaves it so. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        long ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).trim(), 16))
                .findFirst()
                .orElse(0);
        return (ignored & 1L << (INTERRUPT - 1)) != 0;
    }

    private static final int INTERRUPT = 2;

    @Test
    @DisplayName("the store's changes are laid over the configuration, and told")
    void storeOverrules() throws Exception {
        List<Identity> two = two();
        IdentityFile.store(folder.resolve("identity.key"), two.get(0));
        String added = two.get(1).key().toString();
        Files.writeString(folder.resolve("node.json"), SEED_001);
        try (PeerStore store = PeerStore.open(folder.resolve("peers.json"))) {
            store.change(
                    "manual",
                    changes -> changes.remove(CAROL, true).add(new StoredPeer(added, List.of("127.0.0.1:9"), "late")));
        }
        try (Program program = Program.start(folder, "run", "--bind", "127.0.0.1:0", "--status", "200ms")) {
            program.says(CAROL + " was removed at run time and stays away", "/manualPeering/knownPeers at 1:2 (/0)");
            program.says("0 of 1 listed peers are up", "network=manual");
            program.says("  late", "peer=" + added);
        }
    }

    @Test
    @DisplayName("a damaged store stops the start, and is left as it is")
    void damagedStore() throws Exception {
        Files.writeString(folder.resolve("node.json"), "{}");
        Files.writeString(folder.resolve("peers.json"), "{\"version\": 1");
        try (Program program = Program.start(folder, "run", "--bind", "127.0.0.1:0")) {
            assertThat(program.exit()).isEqualTo(Exit.USAGE);
            assertThat(program.says("peering: the peer store is damaged"))
                    .contains("peers.json:1:", "Nothing was changed");
        }
        assertThat(folder.resolve("peers.json")).content().isEqualTo("{\"version\": 1");
    }

    @Test
    @DisplayName("a stored peer that cannot be used stops the start")
    void unusableStoredPeer() throws Exception {
        Files.writeString(folder.resolve("node.json"), "{}");
        try (PeerStore store = PeerStore.open(folder.resolve("peers.json"))) {
            store.change("manual", changes -> changes.add(new StoredPeer("nonsense0", List.of(), "")));
        }
        try (Program program = Program.start(folder, "run", "--bind", "127.0.0.1:0")) {
            assertThat(program.exit()).isEqualTo(Exit.USAGE);
            program.says("peering: the peer store", "holds a peer that cannot be used, nonsense0");
        }
    }

    @Test
    @DisplayName("a port in use is a network fault with a remedy, in one line")
    void portInUse() throws Exception {
        Files.writeString(folder.resolve("node.json"), "{}");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program program = Program.start(
                        folder, "run", "--bind", "127.0.0.1:" + taken.getLocalPort(), "--log-level", "error")) {
            assertThat(program.exit()).isEqualTo(Exit.NETWORK);
            assertThat(program.said().lines())
                    .singleElement()
                    .asString()
                    .startsWith("peering: cannot listen on 127.0.0.1")
                    .contains("choose another port");
        }
    }

    @Test
    @DisplayName("a key others can read, a bad seed and a wrong configuration end it with 2, in one line each")
    void unusable() throws Exception {
        Files.writeString(folder.resolve("node.json"), "{}");
        Identity identity = Identity.create(new SecureRandom());
        IdentityFile.store(folder.resolve("identity.key"), identity);
        Files.setPosixFilePermissions(folder.resolve("identity.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refused(Map.of())).contains("is open to others").contains("chmod 600");
        assertThat(refused(Map.of("NODE_SEED", "base58:secret0")))
                .contains("node.seed: ")
                .doesNotContain("secret0");
        assertThat(refused(Map.of("LOG_LEVEL", "loud")))
                .contains("environment variable LOG_LEVEL: 'loud' is not one of");
        identity.close();
    }

    private String refused(Map<String, String> environment) throws IOException, InterruptedException {
        try (Program program = Program.start(folder, environment, "run", "--bind", "127.0.0.1:0")) {
            assertThat(program.exit()).isEqualTo(Exit.USAGE);
            assertThat(program.said().lines()).hasSize(1);
            return program.said();
        }
    }

    private Path node(String name, Identity own, Identity other, String port) throws IOException {
        Path home = Files.createDirectory(folder.resolve(name));
        IdentityFile.store(home.resolve("identity.key"), own);
        Files.writeString(home.resolve("node.json"), peer(other, "127.0.0.1:" + port));
        return home;
    }

    private static String peer(Identity identity, String address) {
        return "{\"manualPeering\": {\"knownPeers\": [{\"publicKey\": \"" + identity.key() + "\", \"address\": \""
                + address + "\", \"alias\": \"friend\"}]}}";
    }

    /** The first is the one that dials. */
    private static List<Identity> two() {
        return Stream.generate(() -> Identity.create(new SecureRandom()))
                .limit(2)
                .sorted(Comparator.comparing(Identity::key))
                .toList();
    }

    private static Json.Members event(Program program, String name) throws Exception {
        return (Json.Members) JsonReader.read(program.says("\"event\":\"" + name + "\""), "");
    }

    private static String text(Json.Members line, String name) {
        return ((Json.Text) line.find(name).orElseThrow(() -> new AssertionError(name + " is missing in " + line)))
                .value();
    }
}
