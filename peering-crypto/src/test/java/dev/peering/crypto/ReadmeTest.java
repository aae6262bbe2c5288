package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The ten lines of the README")
class ReadmeTest {

    @TempDir
    private Path folder;

    private final byte[] data = {1, 2, 3};

    @Test
    @DisplayName("compile, run, and do what they say")
    void run() throws Exception {
        // README
        Path file = folder.resolve("identity");
        try (Identity made = Identity.create(new SecureRandom())) {
            IdentityFile.store(file, made); // mode 0600, never overwrites
        }
        Ed25519 ed25519 = Ed25519.named("auto"); // the fastest provider present, after its self-test
        try (Identity identity = IdentityFile.load(file)) {
            PeerKey peer = PeerKey.parse(identity.key().toString()); // base58, as GoShimmer prints it
            byte[] signature = ed25519.sign(identity, data);
            SignedPayload evidence =
                    SignedPayload.verify(ed25519, peer, data, signature).orElseThrow();
            System.out.println(evidence.signer().shortId() + " signed " + evidence.data().length + " bytes");
        }
        // end
    }

    @Test
    @DisplayName("for OpenDEX compile, run, and do what they say")
    void runOpenDex() throws Exception {
        SecureRandom random = new SecureRandom();
        byte[] iv = new byte[AesCbc.IV_LENGTH];
        // README OpenDEX
        Path file = folder.resolve("nodekey.dat");
        try (Secp256k1Identity made = Secp256k1Identity.create(random)) {
            Secp256k1IdentityFile.store(file, made); // 32 raw bytes, mode 0600, never overwrites
        }
        Secp256k1Identity identity = Secp256k1IdentityFile.load(file);
        Secp256k1Key peer = Secp256k1Key.parse(identity.key().toString()); // 66 lowercase hex digits
        String signature = HexFormat.of().formatHex(identity.sign(data)); // r, then s, low-S, RFC 6979
        Secp256k1Payload evidence =
                Secp256k1Payload.verify(peer, data, signature).orElseThrow();
        EphemeralKey ours = EphemeralKey.create(random);
        EphemeralKey theirs = EphemeralKey.create(random);
        AesCbc cipher = AesCbc.of(ours.agree(theirs.publicText())); // one per direction
        byte[] ciphertext = cipher.encrypt(iv, evidence.data()); // 16 random bytes of IV for every frame
        byte[] plaintext = cipher.decrypt(iv, ciphertext).orElseThrow();
        // end
        assertThat(plaintext).isEqualTo(data);
    }

    @ParameterizedTest
    @CsvSource({"// README, 0", "// README OpenDEX, 1"})
    @DisplayName("are the lines above")
    void same(String mark, int block) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String source = Files.readString(Path.of("src/test/java/dev/peering/crypto/ReadmeTest.java"));
        String lines = between(source, mark + "\n", "        // end\n")
                .lines()
                .map(line -> line.substring(8))
                .collect(Collectors.joining("\n", "", "\n"));
        String written = readme.split("```java\n", -1)[1 + block];
        assertThat(written.substring(0, written.indexOf("```"))).isEqualTo(lines);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
