package dev.peering.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Changes made at run time survive a restart")
class PeerStoreTest {

    private static final StoredPeer CAROL =
            new StoredPeer("CHfU", List.of("192.0.2.7:14666", "carol.example:1"), "Carol \"C\"");
    private static final StoredPeer BOB = new StoredPeer("3ogU", List.of(), "");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("peers.json");
    }

    @Test
    @DisplayName("what was changed in each network is there again, in order")
    void survives() throws StoreException {
        try (PeerStore store = PeerStore.open(file)) {
            assertThat(store.changes("manual")).isEqualTo(PeerChanges.NONE);
            store.change("manual", changes -> changes.add(CAROL).add(BOB).remove("gone", true));
            store.change("nano", changes -> changes.add(BOB));
        }
        try (PeerStore store = PeerStore.open(file)) {
            assertThat(store.changes("manual")).isEqualTo(new PeerChanges(List.of(CAROL, BOB), Set.of("gone")));
            assertThat(store.changes("nano")).isEqualTo(new PeerChanges(List.of(BOB), Set.of()));
            assertThat(store.changes("other")).isEqualTo(PeerChanges.NONE);
        }
    }

    @Test
    @DisplayName("the file is readable, and nothing but it and its lock is left in the folder")
    void fileForm() throws Exception {
        try (PeerStore store = PeerStore.open(file)) {
            store.change("manual", changes -> changes.add(CAROL).remove("gone", true));
        }
        assertThat(file).hasContent("""
                {
                  "version" : 1,
                  "networks" : {
                    "manual" : {
                      "added" : [
                        {
                          "key" : "CHfU",
                          "addresses" : [
                            "192.0.2.7:14666",
                            "carol.example:1"
                          ],
                          "alias" : "Carol \\"C\\""
                        }
                      ],
                      "removed" : [
                        "gone"
                      ]
                    }
                  }
                }
                """);
        assertThat(names()).containsExactlyInAnyOrder("peers.json", ".peers.json.lock");
    }

    @Test
    @DisplayName("opening alone writes nothing")
    void openingWritesNothing() throws Exception {
        PeerStore.open(file).close();
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"version\": 2, \"networks\": {}}",
                "{\"version\": \"1\", \"networks\": {}}",
                "{\"networks\": {}}",
                "{\"version\": 1}",
                "{\"version\": 1, \"networks\": {}, \"more\": 1}",
                "{\"version\": 1, \"networks\": {\"manual\": {\"added\": []}}}",
                "{\"version\": 1, \"networks\": {\"manual\": {\"added\": [{}], \"removed\": []}}}",
                "{\"version\": 1, \"networks\": {\"manual\": {\"added\": [], \"removed\": [1]}}}",
                "{\"version\": 1, \"networks\": {}} trailing",
            })
    @DisplayName("a damaged file is refused with its place and a remedy, and stays as it is")
    void damaged(String content) throws Exception {
        Files.writeString(file, content);
        assertThatThrownBy(() -> PeerStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageMatching(
                        "(?s)the peer store is damaged, .*peers.json:\\d+:\\d+.*Nothing was changed: restore it from a backup, or move it away.*");
        assertThat(file).content().isEqualTo(content);
        // The lock went with the failed opening.
        Files.delete(file);
        PeerStore.open(file).close();
    }

    @Test
    @DisplayName("an empty file is told as such, with what to do")
    void empty() throws Exception {
        Files.writeString(file, "\n");
        assertThatThrownBy(() -> PeerStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageMatching(
                        "the peer store .*peers.json is empty, .*: restore it from a backup, or move it away.*");
        assertThat(file).content().isEqualTo("\n");
    }

    @Test
    @DisplayName("a number that this program never writes is shown with its bounds")
    void negative() throws Exception {
        Files.writeString(file, """
                {"version": 1, "networks": {"opendex": {"added": [], "removed": [], "records": [
                  {"key": "k", "banned": false, "score": "0", "failures": -7, "lastAddress": "", "addresses": [], "deeds": []}
                ]}}}""");
        assertThatThrownBy(() -> PeerStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a whole number from 0 to 999999999 is expected, this is -7");
    }

    @Test
    @DisplayName("a file longer than the limit is refused before it is read whole")
    void tooLong() throws IOException {
        Files.write(file, new byte[PeerStore.MAX_LENGTH + 2]);
        assertThatThrownBy(() -> PeerStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    @DisplayName("a change that would grow past the limit is refused; file and memory stay as they were")
    void bounded() throws Exception {
        try (PeerStore store = PeerStore.open(file)) {
            store.change("manual", changes -> changes.add(CAROL));
            String before = Files.readString(file);
            StoredPeer huge = new StoredPeer("x".repeat(PeerStore.MAX_LENGTH), List.of(), "");
            assertThatThrownBy(() -> store.change("manual", changes -> changes.add(huge)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("would grow past");
            assertThat(file).content().isEqualTo(before);
            assertThat(store.changes("manual").added()).containsExactly(CAROL);
        }
        Set<String> tooMany = new HashSet<>();
        IntStream.rangeClosed(0, PeerChanges.MAX_ENTRIES).forEach(i -> tooMany.add("k" + i));
        assertThatThrownBy(() -> new PeerChanges(List.of(), tooMany)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("two at a time are refused; after the first is closed the second may")
    void oneAtATime() throws Exception {
        try (PeerStore first = PeerStore.open(file)) {
            assertThat(first.changes("manual")).isEqualTo(PeerChanges.NONE);
            assertThatThrownBy(() -> PeerStore.open(file))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another process uses the peer store");
        }
        PeerStore.open(file).close();
    }

    @Test
    @DisplayName("a link stays a link, and the file at its end is replaced")
    void throughLink() throws Exception {
        Path real = Files.createDirectory(folder.resolve("data")).resolve("real.json");
        Files.writeString(real, "{\"version\": 1, \"networks\": {}}");
        Files.createSymbolicLink(file, real);
        try (PeerStore store = PeerStore.open(file)) {
            store.change("manual", changes -> changes.add(BOB));
        }
        assertThat(Files.isSymbolicLink(file)).isTrue();
        assertThat(real).content().contains("3ogU");
    }

    @Test
    @DisplayName("a missing folder and one that cannot be written to are told with a remedy")
    void folders() throws Exception {
        assertThatThrownBy(() -> PeerStore.open(folder.resolve("no/peers.json")))
                .hasMessageContaining("does not exist: make it first");
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
        Assumptions.assumeFalse(Files.isWritable(closed), "this user may write everywhere");
        assertThatThrownBy(() -> PeerStore.open(closed.resolve("peers.json")))
                .hasMessageContaining("cannot be written to");
    }

    @Test
    @DisplayName("a leftover of a killed process is taken away by the next write")
    void leftover() throws Exception {
        Files.writeString(folder.resolve(".peers.json.new"), "half of som");
        try (PeerStore store = PeerStore.open(file)) {
            store.change("manual", changes -> changes.add(BOB));
        }
        assertThat(names()).doesNotContain(".peers.json.new");
    }

    @Test
    @DisplayName("what was done last wins over the configuration")
    void precedence() {
        List<String> configured = List.of("a@1", "b@1", "c@1");
        PeerChanges changes = PeerChanges.NONE
                .remove("b", true)
                .add(new StoredPeer("c", List.of("2"), ""))
                .add(new StoredPeer("d", List.of("2"), ""));
        assertThat(over(changes, configured)).containsExactly("a@1", "c@2", "d@2");
        // Added again after it was removed, and removed after it was added.
        assertThat(over(changes.add(new StoredPeer("b", List.of("3"), "")), configured))
                .containsExactly("a@1", "b@3", "c@2", "d@2");
        PeerChanges withoutD = changes.remove("d", false);
        assertThat(over(withoutD, configured)).containsExactly("a@1", "c@2");
        assertThat(withoutD.removed()).containsExactly("b");
    }

    private static List<String> over(PeerChanges changes, List<String> configured) {
        return changes
                .over(
                        configured,
                        peer -> peer.substring(0, 1),
                        stored -> stored.key() + "@" + stored.addresses().get(0))
                .stream()
                .sorted()
                .toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
