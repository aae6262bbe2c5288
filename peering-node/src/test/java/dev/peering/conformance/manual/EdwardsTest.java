package dev.peering.conformance.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.conformance.manual.Edwards.Kind;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Questionable signatures")
class EdwardsTest {

    private static final byte[] SEED = new byte[32];
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);

    @Test
    @DisplayName("there are eight keys of small order, the neutral element first")
    void smallOrder() {
        List<byte[]> keys = Edwards.smallOrderKeys();
        Set<String> texts = new HashSet<>();
        keys.forEach(key -> texts.add(HexFormat.of().formatHex(key)));
        assertThat(texts)
                .hasSize(8)
                .contains(
                        "0100000000000000000000000000000000000000000000000000000000000000",
                        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                        "0000000000000000000000000000000000000000000000000000000000000000",
                        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
    }

    @Test
    @DisplayName("S + L, reduced again, is the signature of RFC 8032")
    void malleated() {
        try (Identity identity = Identity.fromSeed(SEED)) {
            byte[] right = identity.sign(DATA);
            byte[] malleated = Edwards.sign(SEED, DATA, Kind.MALLEATED);
            assertThat(malleated).isEqualTo(Edwards.malleate(right));
            assertThat(Edwards.reduce(malleated)).isEqualTo(right);
            assertThat(Ed25519.bouncyCastle().verify(identity.key(), DATA, malleated))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("every kind satisfies the cofactored equation, and none does over other data")
    void equation() {
        byte[] key = Identity.fromSeed(SEED).key().toByteArray();
        for (Kind kind : Kind.values()) {
            byte[] signature = Edwards.sign(SEED, DATA, kind);
            assertThat(Edwards.equationHolds(key, DATA, signature))
                    .as(kind.name())
                    .isTrue();
            assertThat(Edwards.equationHolds(key, new byte[] {1}, signature))
                    .as(kind.name())
                    .isFalse();
        }
    }

    @Test
    @DisplayName("one nonce makes valid signatures with the same R")
    void oneNonce() {
        try (Identity identity = Identity.fromSeed(SEED)) {
            byte[] one = Edwards.signWithOneNonce(SEED, DATA);
            byte[] two = Edwards.signWithOneNonce(SEED, new byte[] {1});
            assertThat(Ed25519.bouncyCastle().verify(identity.key(), DATA, one)).isTrue();
            assertThat(Arrays.copyOf(one, 32)).isEqualTo(Arrays.copyOf(two, 32));
            assertThat(one).isNotEqualTo(two);
        }
    }
}
