package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A secret file that cannot be used is told with its name and a remedy")
class SecretFileTest {

    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsModes() {
        FileModes.areNeeded();
    }

    @Test
    @DisplayName("a full disk: the file is named, and nothing is left behind")
    void fullDisk() throws Exception {
        Assumptions.assumeTrue(Files.exists(FULL), "this system has no device that is always full");
        Path file = Files.createFile(
                folder.resolve("id"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel full = FileChannel.open(FULL, StandardOpenOption.WRITE)) {
            assertThatThrownBy(() -> SecretFile.write(file, full, new byte[32]))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageStartingWith(file + ": it cannot be written (")
                    .hasMessageEndingWith("): make room, or choose another folder");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    @DisplayName("an empty path is no file")
    void emptyPath() {
        try (Identity identity = Identity.fromSeed(new byte[Identity.SEED_LENGTH])) {
            assertThatThrownBy(() -> IdentityFile.store(Path.of(""), identity))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessage("the path of the identity file is empty: give a file");
        }
        assertThatThrownBy(() -> IdentityFile.load(Path.of("")))
                .isInstanceOf(FileSystemException.class)
                .hasMessage("the path of the identity file is empty: give a file");
    }

    @Test
    @DisplayName("an empty file is no beginning of a seed")
    void emptyFile() throws Exception {
        Path file = Files.createFile(
                folder.resolve("id"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        assertThatThrownBy(() -> IdentityFile.load(file))
                .isInstanceOf(KeyException.class)
                .hasMessage(
                        "identity file " + file + ": seed is empty: restore it from a backup, or make a new identity");
    }
}
