package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("4 secp256k1: identities, signatures, agreement")
class Secp256k1Test {

    private static final BigInteger ORDER = Secp256k1.DOMAIN.getN();

    private final Secp256k1Identity alice = identity(1);
    private final Secp256k1Identity bob = identity(2);
    private final byte[] data = "some data".getBytes(StandardCharsets.UTF_8);

    @Test
    @DisplayName("secrets of the recorded session make its keys")
    void keys() {
        assertThat(alice.key()).hasToString("031b84c5567b126440995d3ed5aaba0565d71e1834604819ff9c17f5e9d5dd078f");
        assertThat(bob.key()).hasToString("024d4b6cd1361032ca9bd2aeb9d900aa4d45d9ead80ac9423374c451a7254d0766");
    }

    @Test
    @DisplayName("published RFC 6979 signatures come out bit for bit, in the lower half")
    void deterministic() throws KeyException {
        // Secret 1, as a vector many secp256k1 libraries share; s is already in the lower half there.
        byte[] one = new byte[32];
        one[31] = 1;
        try (Secp256k1Identity smallest = Secp256k1Identity.fromSecret(one)) {
            byte[] signature = smallest.sign("Satoshi Nakamoto".getBytes(StandardCharsets.UTF_8));
            assertThat(Vectors.hex(signature))
                    .isEqualTo("934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
                            + "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5");
            assertThat(smallest.key())
                    .hasToString("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
        }
    }

    @Test
    @DisplayName("every signature is low-S, holds for its key and its data, and for nothing else")
    void signatures() {
        for (int i = 0; i < 40; i++) {
            byte[] text = ("data " + i).getBytes(StandardCharsets.UTF_8);
            byte[] signature = alice.sign(text);
            assertThat(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)))
                    .isLessThanOrEqualTo(ORDER.shiftRight(1));
            assertThat(Secp256k1.verify(alice.key(), text, signature)).isTrue();
            assertThat(Secp256k1.verify(bob.key(), text, signature)).isFalse();
            assertThat(Secp256k1.verify(alice.key(), data, signature)).isFalse();
        }
    }

    @Test
    @DisplayName("the other half of a good signature, which anybody can make, is refused")
    void highS() {
        byte[] signature = alice.sign(data);
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        byte[] high = Arrays.copyOf(signature, 64);
        System.arraycopy(BigIntegers.asUnsignedByteArray(32, ORDER.subtract(s)), 0, high, 32, 32);
        assertThat(Secp256k1.verify(alice.key(), data, high)).isFalse();
    }

    @Test
    @DisplayName("r and s of 0, of the order and above, and every other length are refused without an exception")
    void range() {
        byte[] good = alice.sign(data);
        byte[] order = BigIntegers.asUnsignedByteArray(32, ORDER);
        byte[] most = new byte[32];
        Arrays.fill(most, (byte) 0xff);
        for (byte[] odd : List.of(new byte[32], order, most)) {
            for (int at : new int[] {0, 32}) {
                byte[] changed = good.clone();
                System.arraycopy(odd, 0, changed, at, 32);
                assertThat(Secp256k1.verify(alice.key(), data, changed)).isFalse();
            }
        }
        for (int length : new int[] {0, 1, 63, 65, 70, 128}) {
            assertThat(Secp256k1.verify(alice.key(), data, Arrays.copyOf(good, length)))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("evidence wants exactly 128 hex digits, in either case")
    void evidence() {
        String good = Vectors.hex(alice.sign(data));
        assertThat(Secp256k1Payload.verify(alice.key(), data, good)
                        .orElseThrow()
                        .signer())
                .isEqualTo(alice.key());
        assertThat(Secp256k1Payload.verify(alice.key(), data, good)
                        .orElseThrow()
                        .data())
                .isEqualTo(data);
        assertThat(Secp256k1Payload.verify(alice.key(), data, good.toUpperCase(Locale.ROOT)))
                .isPresent();
        String z = good.substring(0, 127) + "z";
        for (String bad : List.of("", good + "00", good + "z", good.substring(2), z, " " + good.substring(1))) {
            assertThat(Secp256k1Payload.verify(alice.key(), data, bad)).as(bad).isEmpty();
        }
    }

    @Test
    @DisplayName("identities are 66 lowercase digits of a point, and nothing else")
    void parse() throws KeyException {
        String good = alice.key().toString();
        assertThat(Secp256k1Key.parse(good)).isEqualTo(alice.key()).hasSameHashCodeAs(alice.key());
        assertThat(Secp256k1Key.of(alice.key().toByteArray())).isEqualTo(alice.key());
        String uncompressed = EphemeralKey.fromSecret(secret(1)).publicText();
        for (String bad : List.of(
                "",
                good.substring(2),
                good + "00",
                good.toUpperCase(Locale.ROOT),
                uncompressed,
                uncompressed.substring(0, 66),
                "05" + good.substring(2),
                "00" + good.substring(2),
                "02" + "f".repeat(64),
                "02" + "0".repeat(63) + "5",
                good.substring(0, 65) + "g")) {
            KeyException refusal = catchThrowableOfType(KeyException.class, () -> Secp256k1Key.parse(bad));
            assertThat(refusal).as(bad).isNotNull();
            assertThat(refusal.getMessage()).contains(": ").as("a remedy");
        }
    }

    @Test
    @DisplayName("the order of keys is that of their texts, by which crossing connections are settled")
    void order() {
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 20; i++) {
            Secp256k1Key one = Secp256k1Identity.create(random).key();
            Secp256k1Key two = Secp256k1Identity.create(random).key();
            assertThat(Integer.signum(one.compareTo(two)))
                    .isEqualTo(Integer.signum(one.toString().compareTo(two.toString())));
        }
    }

    @Test
    @DisplayName("both ends agree, on what the recorded session has, whatever form the key comes in")
    void agreement() throws KeyException {
        EphemeralKey a1 = EphemeralKey.fromSecret(secret(3));
        EphemeralKey b1 = EphemeralKey.fromSecret(secret(5));
        String agreed = "57cb04150a605f5a1fde7bb46f791485cc2768f34e6c7862f4cf7fd010c800cf";
        assertThat(Vectors.hex(a1.agree(b1.publicText()))).isEqualTo(agreed);
        assertThat(Vectors.hex(b1.agree(a1.publicText()))).isEqualTo(agreed);
        assertThat(Vectors.hex(b1.agree(a1.publicText().toUpperCase(Locale.ROOT))))
                .isEqualTo(agreed);
        assertThat(Vectors.hex(b1.agree(identity(3).key().toString()))).isEqualTo(agreed);
        assertThat(a1.publicText()).startsWith("04531fe6068134503d27").hasSize(130);
    }

    @Test
    @DisplayName("no agreement with what is no point: off the curve, infinity, hybrid, wrong lengths, no hex")
    void noPoint() throws KeyException {
        EphemeralKey ours = EphemeralKey.fromSecret(secret(3));
        String good = EphemeralKey.fromSecret(secret(5)).publicText();
        for (String bad : List.of(
                "",
                "00",
                "00".repeat(65),
                "00".repeat(33),
                "04" + "0".repeat(128),
                "06" + good.substring(2),
                "07" + good.substring(2),
                good.substring(0, 129) + (good.endsWith("0") ? "1" : "0"),
                good.substring(0, 66),
                good + "00",
                good.substring(0, 128) + "zz")) {
            assertThatThrownBy(() -> ours.agree(bad)).as(bad).isInstanceOf(KeyException.class);
        }
    }

    @Test
    @DisplayName("secrets of another length, of 0, and not below the order are refused")
    void secrets() {
        byte[] order = BigIntegers.asUnsignedByteArray(32, ORDER);
        for (byte[] bad : List.of(new byte[0], new byte[31], new byte[33], new byte[32], order)) {
            assertThatThrownBy(() -> Secp256k1Identity.fromSecret(bad)).isInstanceOf(KeyException.class);
            assertThatThrownBy(() -> EphemeralKey.fromSecret(bad)).isInstanceOf(KeyException.class);
        }
    }

    @Test
    @DisplayName("a draw that is no secret is drawn again")
    void drawnAgain() {
        byte[][] draws = {new byte[32], BigIntegers.asUnsignedByteArray(32, ORDER), secret(1)};
        SecureRandom random = new SecureRandom() {
            private static final long serialVersionUID = 1L;
            private int draw;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(draws[draw++], 0, bytes, 0, 32);
            }
        };
        assertThat(Secp256k1Identity.create(random).key()).isEqualTo(alice.key());
    }

    @Test
    @DisplayName(
            "a closed identity signs no more, a closed ephemeral key agrees no more, and neither prints its secret")
    void closed() throws KeyException {
        Secp256k1Identity identity = identity(7);
        EphemeralKey ephemeral = EphemeralKey.fromSecret(secret(7));
        assertThat(identity.toString() + ephemeral).doesNotContain("0707");
        identity.close();
        ephemeral.close();
        identity.close();
        assertThatThrownBy(() -> identity.sign(data)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ephemeral.agree(alice.key().toString())).isInstanceOf(IllegalStateException.class);
        assertThat(identity.key()).isEqualTo(identity(7).key());
        assertThat(ephemeral.publicText()).startsWith("04");
    }

    private static byte[] secret(int repeated) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) repeated);
        return secret;
    }

    private static Secp256k1Identity identity(int repeated) {
        try {
            return Secp256k1Identity.fromSecret(secret(repeated));
        } catch (KeyException e) {
            throw new AssertionError(e);
        }
    }
}
