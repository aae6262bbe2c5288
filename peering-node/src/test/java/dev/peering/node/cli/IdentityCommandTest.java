package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.crypto.Identity;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Secp256k1IdentityFile;
import dev.peering.node.json.Json;
import dev.peering.node.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("peering identity")
class IdentityCommandTest {

    /** A's seed of the worked examples. */
    private static final String SEED_OF_A = "base64:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir
    Path folder;

    @Test
    @DisplayName("new makes a file only its owner can read, show reads it back")
    void newAndShow() throws Exception {
        Path file = folder.resolve("identity.key");
        Shell.Result made = Shell.run("identity", "new", "--file", file.toString());
        assertThat(made.code()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Shell.Result shown = Shell.run("identity", "show", "--file", file.toString());
        assertThat(made.out()).startsWith(shown.out()).contains("Give the public key to the operators of your peers");
        assertThat(shown.out()).doesNotContain(Files.readString(file).trim());
    }

    @Test
    @DisplayName("new never overwrites")
    void neverOverwrites() throws Exception {
        Path file = folder.resolve("identity.key");
        Files.writeString(file, "precious");
        Shell.Result result = Shell.run("identity", "new", "--file", file.toString());
        assertThat(result.code()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).contains("an identity is never overwritten: choose another path");
        assertThat(file).content().isEqualTo("precious");
    }

    @Test
    @DisplayName("show prints the forms of the worked examples, the seed only when asked")
    void show() throws Exception {
        Path file = identityOfA();
        assertThat(Shell.run("identity", "show", "--file", file.toString()).out())
                .isEqualTo("""
                        public key  FAe4sisG95oZ42w7buUn5qEE4TAnfTTFPiguZUHmhiF
                        hex         03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8
                        short id    FS1gTW4vZ1u
                        file        %s
                        """.formatted(file));
        assertThat(Shell.run("identity", "show", "--file", file.toString(), "--reveal-seed")
                        .out())
                .contains("seed        " + SEED_OF_A);
    }

    @Test
    @DisplayName("show --json is one object")
    void json() throws Exception {
        Json json = JsonReader.read(
                Shell.run("identity", "show", "--json", "--file", identityOfA().toString())
                        .out(),
                "");
        Json network = ((Json.Members) json).find("network").orElseThrow();
        assertThat(((Json.Text) network).value()).isEqualTo("manual");
        Json key = ((Json.Members) json).find("publicKey").orElseThrow();
        assertThat(((Json.Text) key).value()).isEqualTo("FAe4sisG95oZ42w7buUn5qEE4TAnfTTFPiguZUHmhiF");
    }

    @Test
    @DisplayName("a file others can read, a missing one and a damaged one are told with a remedy, with 2")
    void faults() throws Exception {
        Path file = identityOfA();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(show(file)).contains("run chmod 600 " + file);
        assertThat(show(folder.resolve("no.key"))).contains("there is no such identity file: check the path");
        Path damaged = folder.resolve("damaged.key");
        Files.createFile(damaged, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(damaged, "base64:secretsecret");
        assertThat(show(damaged)).contains("damaged.key").doesNotContain("secretsecret");
    }

    @Test
    @DisplayName("an OpenDEX key is made in xud's form, and shown without being told what it is")
    void openDex() throws Exception {
        Path file = folder.resolve("nodekey.dat");
        Shell.Result made = Shell.run("identity", "new", "--protocol", "opendex", "--file", file.toString());
        assertThat(made.code()).isZero();
        assertThat(file).hasSize(32);
        Shell.Result shown = Shell.run("identity", "show", "--file", file.toString());
        assertThat(made.out()).startsWith(shown.out());
        try (Secp256k1Identity identity = Secp256k1IdentityFile.load(file)) {
            assertThat(shown.out()).startsWith("public key  " + identity.key());
        }
        assertThat(Shell.run("identity", "show", "--json", "--file", file.toString())
                        .out())
                .contains("\"network\" : \"opendex\"");
        Shell.Result revealed = Shell.run("identity", "show", "--reveal-seed", "--file", file.toString());
        assertThat(revealed.code()).isEqualTo(Exit.USAGE);
        assertThat(revealed.err()).contains("copy the file instead");
    }

    @Test
    @DisplayName("an unknown protocol is told with those there are")
    void unknownProtocol() {
        Shell.Result result = Shell.run("identity", "new", "--protocol", "nano", "--file", "x");
        assertThat(result.code()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).contains("MANUAL").contains("OPENDEX");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity new --file", "identity show --file", "run --config"})
    @DisplayName("an empty path, as from a variable that is not set, is wrong usage")
    void emptyPath(String command) {
        Shell.Result result = Shell.run((command + " ").split(" ", -1));
        assertThat(result.code()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).contains("it is empty, give a path");
    }

    private static String show(Path file) {
        Shell.Result result = Shell.run("identity", "show", "--file", file.toString());
        assertThat(result.code()).isEqualTo(Exit.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1);
        return result.err();
    }

    private Path identityOfA() throws Exception {
        Path file = folder.resolve("a.key");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, SEED_OF_A + "\n");
        Identity.parse(SEED_OF_A).close();
        return file;
    }
}
