package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.peering.core.PeerId;
import dev.peering.core.PeerRecord;
import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Secp256k1Key;
import dev.peering.node.store.PeerStore;
import dev.peering.node.store.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("What a node notes about peers")
@Timeout(60)
class NotesTest {

    private static final String NETWORK = "opendex";
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("peering");

    private PeerStore store;
    private PeerId peer;

    @BeforeEach
    void open() throws Exception {
        said.start();
        logger.addAppender(said);
        logger.setLevel(Level.WARN); // a command that an earlier test ran may have left the log with less
        store = PeerStore.open(folder.resolve("peers.json"));
        try (Secp256k1Identity identity = Secp256k1Identity.create(new SecureRandom())) {
            peer = OpenDexPeering.id(identity.key());
        }
    }

    @AfterEach
    void close() {
        store.close();
        logger.detachAppender(said);
        logger.setLevel(null);
    }

    @Test
    @DisplayName("a ban that the disk did not take is written as soon as it does, and told once meanwhile")
    void retried() throws Exception {
        Path obstacle = obstacle();
        try (Notes notes = new Notes(store, NETWORK, SOON)) {
            notes.remember(record(true, 1));
            await().until(() -> !said.list.isEmpty());
            Thread.sleep(5 * SOON.toMillis());
            clear(obstacle);
            await().until(() -> kept().isPresent());
        }
        assertThat(said.list.stream().filter(line -> line.getLevel() == Level.WARN))
                .hasSize(1);
        assertThat(kept().orElseThrow().banned()).isTrue();
        assertThat(said.list.get(0).getFormattedMessage())
                .startsWith("what was noted about 1 peers is not kept yet, it is tried again: the peer store ");
    }

    @Test
    @DisplayName("what the disk did not take is written at the end at the latest; the newest note wins")
    void atTheEnd() throws Exception {
        Path obstacle = obstacle();
        try (Notes notes = new Notes(store, NETWORK, NEVER)) {
            notes.remember(record(true, 1));
            await().until(() -> !said.list.isEmpty());
            notes.remember(record(true, 2));
            clear(obstacle);
        }
        assertThat(kept().orElseThrow().failures()).isEqualTo(2);
        assertThat(kept().orElseThrow().banned()).isTrue();
    }

    @Test
    @DisplayName("what cannot be written at the end either is told as lost")
    void lost() throws Exception {
        obstacle();
        try (Notes notes = new Notes(store, NETWORK, NEVER)) {
            notes.remember(record(true, 1));
        }
        assertThat(said.list.get(said.list.size() - 1).getFormattedMessage())
                .startsWith("what was noted about 1 peers is lost: the peer store ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "NaN"})
    @DisplayName("a note whose score is no number stops the start")
    void unreadable(String score) throws Exception {
        StoredRecord bad = new StoredRecord(peer.toString(), List.of(), "", 0, List.of(), score, false);
        store.change(NETWORK, changes -> changes.note(List.of(bad)));
        try (Notes notes = new Notes(store, NETWORK)) {
            assertThatThrownBy(() -> notes.earlier(text -> OpenDexPeering.id(Secp256k1Key.parse(text))))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("holds a note about " + peer + " that cannot be read");
        }
    }

    /** In the way of the file that a change is written to first, as a full disk would be. */
    private Path obstacle() throws IOException {
        return Files.createFile(
                Files.createDirectory(folder.resolve(".peers.json.new")).resolve("x"));
    }

    private static void clear(Path obstacle) throws IOException {
        Files.delete(obstacle);
        Files.delete(obstacle.getParent());
    }

    private Optional<StoredRecord> kept() {
        return store.changes(NETWORK).records().stream().findFirst();
    }

    private PeerRecord record(boolean banned, int failures) {
        return new PeerRecord(
                peer,
                List.of(),
                Optional.empty(),
                failures,
                banned ? List.of(new PeerRecord.Deed(0, Instant.EPOCH)) : List.of(),
                banned ? Double.NEGATIVE_INFINITY : 0,
                banned);
    }
}
