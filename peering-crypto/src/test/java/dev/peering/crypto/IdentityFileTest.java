package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An identity on disk is for its owner alone")
class IdentityFileTest {

    private static final String SEED = "base64:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String KEY = "FAe4sisG95oZ42w7buUn5qEE4TAnfTTFPiguZUHmhiF";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void needsModes() {
        FileModes.areNeeded();
        file = folder.resolve("identity");
    }

    @Test
    @DisplayName("what is stored is loaded, and is one line in GoShimmer's form")
    void roundTrip() throws Exception {
        try (Identity identity = identity()) {
            IdentityFile.store(file, identity);
        }
        assertThat(file).hasContent(SEED + "\n");
        try (Identity loaded = IdentityFile.load(file)) {
            assertThat(loaded.key()).hasToString(KEY);
        }
    }

    @Test
    @DisplayName("a stored file has mode 0600")
    void mode() throws Exception {
        IdentityFile.store(file, identity());
        assertThat(FileModes.of(file)).isEqualTo("rw-------");
    }

    @Test
    @DisplayName("a file that exists is never overwritten, whatever is in it")
    void neverOverwritten() throws Exception {
        Files.writeString(file, "something dear");
        assertThatThrownBy(() -> IdentityFile.store(file, identity()))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("never overwritten: choose another path");
        assertThat(file).hasContent("something dear");
    }

    @Test
    @DisplayName("nothing is stored through a link, even one that leads nowhere")
    void noStoreThroughLink() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Files.createSymbolicLink(file, elsewhere);
        assertThatThrownBy(() -> IdentityFile.store(file, identity())).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    @DisplayName("a missing folder is named, not made")
    void noFolder() {
        assertThatThrownBy(() -> IdentityFile.store(folder.resolve("no/identity"), identity()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("make the folder first");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    @DisplayName("a closed identity leaves no file behind")
    void closed() {
        Identity identity = identity();
        identity.close();
        assertThatThrownBy(() -> IdentityFile.store(file, identity)).isInstanceOf(IllegalStateException.class);
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw--w----", "rw---x---", "rw----r--", "rw-----w-", "rw------x", "rw-rw-rw-"})
    @DisplayName("any right of group or others is refused, with the command that mends it")
    void openToOthers(String mode) throws Exception {
        write(SEED + "\n", mode);
        assertThatThrownBy(() -> IdentityFile.load(file))
                .isInstanceOf(KeyException.class)
                .hasMessage("identity file " + file.toRealPath() + " is open to others (" + mode + "): run chmod 600 "
                        + file.toRealPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
    @DisplayName("whatever the owner alone may do is fine")
    void ownersModes(String mode) throws Exception {
        write(SEED, mode);
        assertThat(IdentityFile.load(file).key()).hasToString(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SEED,
                SEED + "\n",
                SEED + "\r\n",
                "base58:1thX6LZfHDZZKUs92febYZhYRcXddmzfzF2NvTkPNE",
                "base58:1thX6LZfHDZZKUs92febYZhYRcXddmzfzF2NvTkPNE\n"
            })
    @DisplayName("9.1 either form, with one line end or none")
    void accepted(String content) throws Exception {
        write(content, "rw-------");
        assertThat(IdentityFile.load(file).key()).hasToString(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "base64:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==",
                "base64:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g",
                SEED + "\n\n",
                SEED + "\r",
                SEED + " ",
                SEED + "\nmore",
                " " + SEED,
                SEED + "\u0000",
                "\ufeff" + SEED,
                "# my key\n" + SEED
            })
    @DisplayName("a wrong length and anything around the seed are refused, without showing it")
    void rubbish(String content) throws Exception {
        write(content, "rw-------");
        assertThatThrownBy(() -> IdentityFile.load(file))
                .isInstanceOf(KeyException.class)
                .hasMessageStartingWith("identity file " + file + ": seed ")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("AAEC"));
    }

    @Test
    @DisplayName("a file above 64 bytes is refused by its size, however large")
    void tooLong() throws Exception {
        write(SEED + "\n".repeat(64), "rw-------");
        assertTooLong();
        // A hole: 8 GiB of zeros that take no space, and would take too much memory.
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(8L << 30);
        }
        assertTooLong();
    }

    private void assertTooLong() {
        assertThatThrownBy(() -> IdentityFile.load(file))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("is longer than 64 bytes");
    }

    @Test
    @DisplayName("a missing file is named with the remedy")
    void missing() {
        assertThatThrownBy(() -> IdentityFile.load(file))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("check the path, or make a new identity");
    }

    @Test
    @DisplayName("a folder or a device is no identity file")
    void notRegular() {
        Path device = Path.of("/dev/zero");
        for (Path path : Files.exists(device) ? List.of(folder, device) : List.of(folder)) {
            assertThatThrownBy(() -> IdentityFile.load(path))
                    .isInstanceOf(KeyException.class)
                    .hasMessageContaining("is not a regular file");
        }
    }

    @Test
    @DisplayName("a link is followed, and the file at its end is judged")
    void links() throws Exception {
        write(SEED, "rw-------");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertThat(IdentityFile.load(link).key()).hasToString(KEY);
        FileModes.set(file, "rw-r--r--");
        assertThatThrownBy(() -> IdentityFile.load(link))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("chmod 600 " + file.toRealPath(LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    @DisplayName("where access lists stand for modes, an entry that allows somebody else is refused")
    void accessList() throws Exception {
        UserPrincipal owner = () -> "owner";
        UserPrincipal guest = () -> "guest";
        OwnerOnly.requireList(file, owner, List.of(entry(AclEntryType.ALLOW, owner), entry(AclEntryType.DENY, guest)));
        assertThatThrownBy(() -> OwnerOnly.requireList(
                        file, owner, List.of(entry(AclEntryType.ALLOW, owner), entry(AclEntryType.ALLOW, guest))))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("is open to guest");
    }

    private static AclEntry entry(AclEntryType type, UserPrincipal who) {
        return AclEntry.newBuilder()
                .setType(type)
                .setPrincipal(who)
                .setPermissions(AclEntryPermission.READ_DATA)
                .build();
    }

    private void write(String content, String mode) throws IOException {
        FileModes.write(file, content.getBytes(StandardCharsets.UTF_8), mode);
    }

    private static Identity identity() {
        return Identity.fromSeed(Vectors.hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
    }
}
