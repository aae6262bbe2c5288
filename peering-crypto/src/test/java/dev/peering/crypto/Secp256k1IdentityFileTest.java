package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("4 A node key on disk is 32 raw bytes for its owner alone")
class Secp256k1IdentityFileTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void needsModes() {
        FileModes.areNeeded();
        file = folder.resolve("nodekey.dat");
    }

    @Test
    @DisplayName("what is stored is loaded, and is the secret and nothing else, mode 0600")
    void roundTrip() throws Exception {
        try (Secp256k1Identity identity = identity()) {
            Secp256k1IdentityFile.store(file, identity);
        }
        assertThat(file).hasBinaryContent(secret());
        assertThat(FileModes.of(file)).isEqualTo("rw-------");
        assertThat(Secp256k1IdentityFile.load(file).key()).isEqualTo(identity().key());
    }

    @Test
    @DisplayName("a file that exists is never overwritten")
    void neverOverwritten() throws Exception {
        Files.writeString(file, "something dear");
        assertThatThrownBy(() -> Secp256k1IdentityFile.store(file, identity()))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("never overwritten");
        assertThat(file).hasContent("something dear");
    }

    @Test
    @DisplayName("a closed identity is not stored, and leaves no file")
    void closed() throws Exception {
        Secp256k1Identity identity = identity();
        identity.close();
        assertThatThrownBy(() -> Secp256k1IdentityFile.store(file, identity)).isInstanceOf(IllegalStateException.class);
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
    @DisplayName("a file that others may touch is refused, with the remedy")
    void openToOthers(String mode) throws Exception {
        Secp256k1IdentityFile.store(file, identity());
        FileModes.set(file, mode);
        assertThatThrownBy(() -> Secp256k1IdentityFile.load(file))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 63})
    @DisplayName("another length is refused")
    void otherLength(int length) throws Exception {
        write(Arrays.copyOf(secret(), length));
        assertThatThrownBy(() -> Secp256k1IdentityFile.load(file))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining(length + " bytes, 32 are needed");
    }

    @Test
    @DisplayName("more than 64 bytes are not read, 64 are named for what they are, 32 zeros are no secret")
    void odd() throws Exception {
        write(new byte[65]);
        assertThatThrownBy(() -> Secp256k1IdentityFile.load(file)).hasMessageContaining("longer than 64 bytes");
        write(new byte[64]);
        assertThatThrownBy(() -> Secp256k1IdentityFile.load(file)).hasMessageContaining("under a password");
        write(new byte[32]);
        assertThatThrownBy(() -> Secp256k1IdentityFile.load(file)).hasMessageContaining("restore it from a backup");
        assertThatThrownBy(() -> Secp256k1IdentityFile.load(folder)).hasMessageContaining("not a regular file");
        assertThatThrownBy(() -> Secp256k1IdentityFile.load(folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("make a new identity");
    }

    private void write(byte[] content) throws IOException {
        FileModes.write(file, content, "rw-------");
    }

    private static byte[] secret() {
        return "a secret that is 32 bytes long!!".getBytes(StandardCharsets.US_ASCII);
    }

    private static Secp256k1Identity identity() throws KeyException {
        return Secp256k1Identity.fromSecret(secret());
    }
}
