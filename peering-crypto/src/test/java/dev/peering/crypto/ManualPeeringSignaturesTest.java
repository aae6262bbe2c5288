package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Signatures of the manual peering examples, made and checked by every provider")
class ManualPeeringSignaturesTest {

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("examples")
    @DisplayName("9.2-9.10 the same bytes are signed to the same signature, which is then accepted")
    void example(Vectors.Block block, Ed25519 ed25519) {
        try (Identity identity = Identity.fromSeed(block.hex("seed"))) {
            byte[] signature = ed25519.sign(identity, block.hex("data"));
            assertThat(Vectors.hex(signature)).isEqualTo(block.text("signature"));
            assertThat(SignedPayload.verify(ed25519, identity.key(), block.hex("data"), signature))
                    .isPresent();
        }
    }

    @Test
    @DisplayName("1.2 a response's data end with the SHA-256 of the request's data")
    void requestHash() {
        List<Vectors.Block> blocks = Vectors.blocks("manual-peering.txt");
        List<Vectors.Block> responses = blocks.stream()
                .filter(block -> block.values().containsKey("answers"))
                .toList();
        assertThat(responses).hasSize(5);
        for (Vectors.Block response : responses) {
            Vectors.Block request = blocks.stream()
                    .filter(block -> block.toString().equals(response.text("answers")))
                    .findFirst()
                    .orElseThrow();
            assertThat(response.text("data")).isEqualTo("0a20" + Vectors.hex(Sha256.of(request.hex("data"))));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("present")
    @DisplayName("9.6 EX5, the malleated EX1, is refused")
    void malleated(Ed25519 ed25519) {
        Vectors.Block first = Vectors.blocks("manual-peering.txt").get(0);
        byte[] malleated = Vectors.hex("3919551bf9fa2539f294803dec64f4fca11abdbc08203f428fc8930f8b6a17e8"
                + "16d876d24485b44f6eb9dfcd9f8b3101aef4288ba452b63946974e1aa462d516");
        PeerKey signer = signer(first);
        assertThat(ed25519.verify(signer, first.hex("data"), malleated)).isFalse();
        assertThat(ed25519.verify(signer, first.hex("data"), first.hex("signature")))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("present")
    @DisplayName(
            "9.7 EX6 carries EX1's signature in another order: as old fields are read it is refused, as the data it is for it is accepted")
    void oldOrder(Ed25519 ed25519) {
        Vectors.Block first = Vectors.blocks("manual-peering.txt").get(0);
        // Field 3 of EX6 is the data, 23 bytes where a key should be.
        assertThat(Providers.accepts(ed25519, first.hex("data"), signer(first).toByteArray(), first.hex("signature")))
                .isFalse();
        assertThat(ed25519.verify(signer(first), first.hex("data"), first.hex("signature")))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("present")
    @DisplayName("9.8 EX7: the largest request, 256 bytes, has the known hash")
    void largest(Ed25519 ed25519) {
        byte[] to = "a".repeat(144).getBytes(StandardCharsets.US_ASCII);
        byte[] data = join(Vectors.hex("129001"), to, Vectors.hex("1880c28d8c06"));
        try (Identity a =
                Identity.fromSeed(Vectors.hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"))) {
            byte[] signature = ed25519.sign(a, data);
            byte[] packet = join(
                    Vectors.hex("129901"),
                    data,
                    Vectors.hex("1a20"),
                    a.key().toByteArray(),
                    Vectors.hex("2240"),
                    signature);
            assertThat(packet).hasSize(256);
            assertThat(Vectors.hex(Sha256.of(packet)))
                    .isEqualTo("0793562dd4eba024af889eec7b3255058affae3f9adef4e645d8119c58577907");
            assertThat(SignedPayload.verify(ed25519, a.key(), data, signature)).isPresent();
        }
    }

    private static PeerKey signer(Vectors.Block block) {
        try (Identity identity = Identity.fromSeed(block.hex("seed"))) {
            return identity.key();
        }
    }

    private static byte[] join(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    static Stream<Ed25519> present() {
        return Providers.present().stream();
    }

    static Stream<Arguments> examples() {
        return present()
                .flatMap(ed25519 ->
                        Vectors.blocks("manual-peering.txt").stream().map(block -> Arguments.of(block, ed25519)));
    }
}
