package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    @DisplayName("are the lines above")
    void same() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String source = Files.readString(Path.of("src/test/java/dev/peering/crypto/ReadmeTest.java"));
        String lines = between(source, "// README\n", "        // end\n")
                .lines()
                .map(line -> line.substring(8))
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(between(readme, "```java\n", "```")).isEqualTo(lines);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
