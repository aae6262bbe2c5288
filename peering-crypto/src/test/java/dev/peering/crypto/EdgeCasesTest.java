package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Our own edge cases: keys and signatures we take or refuse")
class EdgeCasesTest {

    @Test
    @DisplayName("the files hold exactly what their inputs make")
    void remade() {
        assertThat(Vectors.text("keys.txt")).isEqualTo(EdgeVectors.keys());
        assertThat(Vectors.text("signatures.txt")).isEqualTo(EdgeVectors.signatures());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    @DisplayName("a key is taken or refused on entry, with the reason in the message")
    void key(Vectors.Block block) throws KeyException {
        byte[] raw = block.hex("key");
        if (block.text("verdict").equals("taken")) {
            assertThat(PeerKey.of(raw).toByteArray()).isEqualTo(raw);
        } else {
            assertThat(block.text("verdict")).isEqualTo("refused");
            assertThatThrownBy(() -> PeerKey.of(raw))
                    .isInstanceOf(KeyException.class)
                    .hasMessageContaining(expected(block.toString()));
        }
    }

    private static String expected(String name) {
        if (name.endsWith("bytes")) {
            return "public key has " + name + ", 32 are needed";
        }
        if (name.startsWith("y = p")) {
            return "non-canonical";
        }
        return name.equals("y = 2") ? "not a point on the curve" : "small order";
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("signatures")
    @DisplayName("a signature becomes evidence, or it does not, alike for every provider")
    void signature(Vectors.Block block, Ed25519 ed25519) {
        boolean accepted = Providers.accepts(ed25519, block.hex("key"), block.hex("data"), block.hex("signature"));
        assertThat(accepted ? "valid" : "invalid").isEqualTo(block.text("verdict"));
    }

    @Test
    @DisplayName("the eight small-order points have five values of y, and the list knows them all and no other")
    void smallOrder() {
        List<byte[]> encoded = Stream.iterate(Curve.NEUTRAL, point -> point.plus(Curve.TORSION))
                .limit(8)
                .map(Curve.Point::encode)
                .toList();
        assertThat(encoded)
                .allMatch(point -> PointEncoding.isSmallOrder(point, 0))
                .doesNotHaveDuplicates();
        assertThat(Curve.TORSION.times(8)).isEqualTo(Curve.NEUTRAL);
        assertThat(Curve.TORSION.times(4)).isNotEqualTo(Curve.NEUTRAL);
        assertThat(PointEncoding.isSmallOrder(Curve.BASE.encode(), 0)).isFalse();
        assertThat(PointEncoding.isSmallOrder(Curve.BASE.plus(Curve.TORSION).encode(), 0))
                .isFalse();
    }

    @Test
    @DisplayName("y is canonical up to p - 1 and not from p on")
    void canonical() {
        for (int i = 1; i < 300; i++) {
            byte[] below = Curve.littleEndian(Curve.P.subtract(BigInteger.valueOf(i)));
            assertThat(PointEncoding.isCanonical(below, 0)).as("p - %d", i).isTrue();
        }
        for (int i = 0; i < 19; i++) {
            byte[] beyond = Curve.littleEndian(Curve.P.add(BigInteger.valueOf(i)));
            assertThat(PointEncoding.isCanonical(beyond, 0)).as("p + %d", i).isFalse();
        }
        // One byte short of ff anywhere in the middle is enough to be below p.
        for (int i = 1; i < 31; i++) {
            byte[] below = Curve.littleEndian(Curve.P);
            below[i] = (byte) 0xfe;
            assertThat(PointEncoding.isCanonical(below, 0)).as("byte %d", i).isTrue();
        }
    }

    @Test
    @DisplayName("S is taken up to L - 1 and not from L on, in every byte")
    void scalarBound() {
        byte[] r = Curve.BASE.encode();
        assertThat(SignaturePolicy.allows(Curve.signature(r, Curve.L.subtract(BigInteger.ONE))))
                .isTrue();
        assertThat(SignaturePolicy.allows(Curve.signature(r, BigInteger.ZERO))).isTrue();
        assertThat(SignaturePolicy.allows(Curve.signature(r, Curve.L))).isFalse();
        assertThat(SignaturePolicy.allows(Curve.signature(r, Curve.L.add(BigInteger.ONE))))
                .isFalse();
        for (int bit = 0; bit < 256; bit++) {
            BigInteger single = BigInteger.ONE.shiftLeft(bit);
            assertThat(SignaturePolicy.allows(Curve.signature(r, single)))
                    .as("2^%d", bit)
                    .isEqualTo(bit <= 252);
            BigInteger above = Curve.L.or(single);
            assertThat(SignaturePolicy.allows(Curve.signature(r, above)))
                    .as("L | 2^%d", bit)
                    .isFalse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("present")
    @DisplayName("no bytes at all make a provider throw")
    void neverThrows(Ed25519 ed25519) throws KeyException {
        PeerKey key = PeerKey.of(Curve.BASE.encode());
        for (int length = 0; length < 200; length++) {
            byte[] signature = new byte[length];
            Arrays.fill(signature, (byte) 0x42);
            assertThatCode(() -> assertThat(ed25519.verify(key, new byte[0], signature))
                            .isFalse())
                    .doesNotThrowAnyException();
        }
    }

    static List<Vectors.Block> keys() {
        return Vectors.blocks("keys.txt");
    }

    static Stream<Ed25519> present() {
        return Providers.present().stream();
    }

    static Stream<Arguments> signatures() {
        return present()
                .flatMap(ed25519 ->
                        Vectors.blocks("signatures.txt").stream().map(block -> Arguments.of(block, ed25519)));
    }
}
