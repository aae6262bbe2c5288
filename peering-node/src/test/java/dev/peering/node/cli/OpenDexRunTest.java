package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Secp256k1IdentityFile;
import dev.peering.node.Ports;
import dev.peering.node.store.PeerStore;
import dev.peering.node.store.StoredRecord;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("peering run serves OpenDEX beside manual peering")
@DisabledOnOs(OS.WINDOWS)
@Timeout(180)
class OpenDexRunTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("two processes connect, note each other in their stores, say goodbye, and keep a ban over a restart")
    void twoProcesses() throws Exception {
        int port = Ports.free();
        Secp256k1Identity listening = Secp256k1Identity.create(new SecureRandom());
        Secp256k1Identity dialing = Secp256k1Identity.create(new SecureRandom());
        Path a = node("a", listening, port, "");
        Path b = node("b", dialing, 0, """
                {"publicKey": "%s", "address": "127.0.0.1:%d", "alias": "alice"}""".formatted(listening.key(), port));
        try (Program dialer = Program.start(b, "run", "--log-format=json")) {
            try (Program listener = Program.start(a, "run", "--log-format=json")) {
                listener.says("\"event\":\"started\"", "\"network\":\"manual\"");
                listener.says("\"event\":\"started\"", "\"network\":\"opendex\"", ":" + port);
                listener.says(
                        "\"event\":\"up\"",
                        "\"network\":\"opendex\"",
                        dialing.key().toString());
                dialer.says("\"event\":\"up\"", "\"network\":\"opendex\"", "\"alias\":\"alice\"");
                listener.signal("TERM");
                assertThat(listener.exit()).as(listener.said()).isZero();
            }
            dialer.says("\"event\":\"down\"", "\"reason\":\"SHUTDOWN\"");
            ban(a, dialing);
            try (Program listener = Program.start(a, "run", "--log-format=json")) {
                dialer.says("\"event\":\"failed\"", "\"reason\":\"BANNED\"");
                assertThat(listener.said()).doesNotContain("\"event\":\"up\"");
            }
            dialer.signal("TERM");
            assertThat(dialer.exit()).as(dialer.said()).isZero();
        }
        Optional<StoredRecord> noted = records(b).stream().findFirst();
        assertThat(noted.orElseThrow().key()).isEqualTo(listening.key().toString());
        assertThat(noted.orElseThrow().lastAddress()).isEqualTo("127.0.0.1:" + port);
    }

    @Test
    @DisplayName("whatever is wrong with OpenDEX, manual peering has not begun either, and no key was made")
    void nothingStarts() throws Exception {
        Path home = Files.createDirectory(folder.resolve("half"));
        Files.writeString(home.resolve("node.json"), """
                {"manualPeering": {"bindAddress": "127.0.0.1:0"},
                 "opendex": {"enabled": true, "network": "regtest", "bindAddress": "127.0.0.1:0"}}""");
        Path key = home.resolve("nodekey.dat");
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, "base64:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        assertThat(refused(home, Exit.USAGE)).contains("identity file " + key);
        Files.delete(key);
        try (PeerStore store = PeerStore.open(home.resolve("peers.json"))) {
            String peer = Secp256k1Identity.create(new SecureRandom()).key().toString();
            StoredRecord unreadable = new StoredRecord(peer, List.of(), "", 0, List.of(), "abc", true);
            store.change("opendex", changes -> changes.note(List.of(unreadable)));
        }
        assertThat(refused(home, Exit.USAGE)).contains("holds a note about").contains("that cannot be read");
        assertThat(home.resolve("identity.key")).doesNotExist();
        assertThat(key).doesNotExist();
        Files.delete(home.resolve("peers.json"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(refused(home, Exit.NETWORK, "--opendex.bindAddress=127.0.0.1:" + taken.getLocalPort()))
                    .contains("cannot listen on 127.0.0.1");
        }
    }

    private static String refused(Path home, int code, String... flags) throws Exception {
        String[] words = Stream.concat(Stream.of("run"), Stream.of(flags)).toArray(String[]::new);
        try (Program program = Program.start(home, words)) {
            assertThat(program.exit()).as(program.said()).isEqualTo(code);
            assertThat(program.said()).doesNotContain("the node runs");
            return program.said();
        }
    }

    /** As an operator's ban would have left it. */
    private static void ban(Path of, Secp256k1Identity whom) throws Exception {
        StoredRecord noted = records(of).stream()
                .filter(record -> record.key().equals(whom.key().toString()))
                .findFirst()
                .orElseThrow();
        StoredRecord banned = new StoredRecord(
                noted.key(),
                noted.places(),
                noted.lastAddress(),
                noted.failures(),
                List.of(new StoredRecord.Deed(0, "2026-01-01T00:00:00Z")),
                "-Infinity",
                true);
        try (PeerStore store = PeerStore.open(of.resolve("peers.json"))) {
            store.change("opendex", changes -> changes.note(List.of(banned)));
        }
    }

    private static List<StoredRecord> records(Path of) throws Exception {
        try (PeerStore store = PeerStore.open(of.resolve("peers.json"))) {
            return store.changes("opendex").records();
        }
    }

    private Path node(String name, Secp256k1Identity identity, int port, String peers) throws Exception {
        Path home = Files.createDirectory(folder.resolve(name));
        Secp256k1IdentityFile.store(home.resolve("nodekey.dat"), identity);
        Files.writeString(home.resolve("node.json"), """
                {"manualPeering": {"bindAddress": "127.0.0.1:0"},
                 "opendex": {
                   "enabled": true, "network": "regtest", "bindAddress": "127.0.0.1:%d", "knownPeers": [%s],
                   "reconnectInterval": "500ms", "reconnectMaxInterval": "1s"
                 }}
                """.formatted(port, peers));
        return home;
    }
}
