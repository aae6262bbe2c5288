package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("1.8 and 9.1 Public keys and their printed forms")
class PeerKeyTest {

    private static final String A = "FAe4sisG95oZ42w7buUn5qEE4TAnfTTFPiguZUHmhiF";
    private static final String B = "3ogUn1GNXoASaRbxPNeVJnVv5rG4EPBtmQmX61jVorUe";

    @ParameterizedTest
    @CsvSource({
        A + ", 03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8,"
                + " 56475aa75463474c0285df5dbf2bcab73da651358839e9b77481b2eab107708c, FS1gTW4vZ1u",
        B + ", 29acbae141bccaf0b22e1a94d34d0bc7361e526d0bfe12c89794bc9322966dd7,"
                + " 24f6ed6acbfe1009c030d7ca567c33ca4830911498236b5561a6c82abec5de28, 7BbwwKX7iMn",
    })
    @DisplayName("9.1 base58, raw bytes, ID and short ID belong together")
    void forms(String base58, String raw, String id, String shortId) throws KeyException {
        PeerKey key = PeerKey.parse(base58);
        assertThat(Vectors.hex(key.toByteArray())).isEqualTo(raw);
        assertThat(key)
                .hasToString(base58)
                .isEqualTo(PeerKey.of(Vectors.hex(raw)))
                .hasSameHashCodeAs(PeerKey.of(Vectors.hex(raw)));
        assertThat(Vectors.hex(key.id())).isEqualTo(id);
        assertThat(key.shortId()).isEqualTo(shortId);
    }

    @Test
    @DisplayName("9.1 the key of seed 001's example")
    void seedExample() throws KeyException {
        PeerKey key = PeerKey.parse("CHfU1NUf6ZvUKDQHTG2df53GR7CvuMFtyt7YymJ6DwS3");
        assertThat(Vectors.hex(key.toByteArray()))
                .isEqualTo("a7b557a4cf32fdbbf44a70c2ed0b5b27be5251d874c8d4c36f14120b29a00c14");
        assertThat(key.shortId()).isEqualTo("dAnF7pQ6k7a");
    }

    @Test
    @DisplayName("9.1 A is below B by raw bytes, though its base58 sorts after B's")
    void order() throws KeyException {
        PeerKey a = PeerKey.parse(A);
        PeerKey b = PeerKey.parse(B);
        assertThat(a).isLessThan(b);
        assertThat(b).isGreaterThan(a);
        assertThat(a).isEqualByComparingTo(PeerKey.parse(A));
        assertThat(A.compareTo(B)).isPositive();
    }

    @Test
    @DisplayName("1.8 bytes above 7f are large, not negative")
    void unsigned() throws KeyException {
        PeerKey low = PeerKey.parse(B);
        PeerKey high = PeerKey.parse("CHfU1NUf6ZvUKDQHTG2df53GR7CvuMFtyt7YymJ6DwS3");
        assertThat(low.toByteArray()[0]).isPositive();
        assertThat(high.toByteArray()[0]).isNegative();
        assertThat(low).isLessThan(high);
    }

    @Test
    @DisplayName("a key differs from another key and from anything else")
    void inequality() throws KeyException {
        assertThat(PeerKey.parse(A))
                .isNotEqualTo(PeerKey.parse(B))
                .isNotEqualTo(A)
                .isNotEqualTo(null);
    }

    @Test
    @DisplayName("neither the array that made a key nor one it gave out can change it")
    void immutable() throws KeyException {
        byte[] raw = PeerKey.parse(A).toByteArray();
        PeerKey key = PeerKey.of(raw);
        raw[0] ^= 1;
        key.toByteArray()[0] ^= 1;
        key.id()[0] ^= 1;
        assertThat(key).hasToString(A);
        assertThat(key.shortId()).isEqualTo("FS1gTW4vZ1u");
    }

    @ParameterizedTest
    @ValueSource(strings = {A + "0", A + " ", "0OIl", "\u00e9" + A, A + "\n"})
    @DisplayName("characters outside the alphabet are refused by position")
    void alphabet(String text) {
        assertThatThrownBy(() -> PeerKey.parse(text))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("that base58 does not know");
    }

    static Stream<String> wrongLength() {
        byte[] raw = new byte[33];
        raw[0] = 1;
        return Stream.of("1", A.substring(1), "1" + B, Base58.encode(raw), "z".repeat(44), "z".repeat(88));
    }

    @ParameterizedTest
    @MethodSource
    @DisplayName("1.8 exactly 32 decoded bytes: fewer and more are refused, where GoShimmer keeps the first 32 of more")
    void wrongLength(String text) {
        assertThatThrownBy(() -> PeerKey.parse(text))
                .isInstanceOf(KeyException.class)
                .hasMessageMatching("public key has \\d+ bytes, 32 are needed");
    }

    @Test
    @DisplayName("nothing, and far too much, are refused in a sentence")
    void extremes() {
        assertThatThrownBy(() -> PeerKey.parse(""))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("is empty");
        assertThatThrownBy(() -> PeerKey.parse("1".repeat(1_000_000)))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("1000000 characters");
    }

    @Test
    @DisplayName("2.2 the key of 32 ones, an empty entry in the original, is refused")
    void zeroKey() {
        assertThatThrownBy(() -> PeerKey.parse("1".repeat(32)))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("small order");
    }

    @Test
    @DisplayName("a refusal costs no stack trace: strangers cause them")
    void cheapRefusal() {
        assertThatThrownBy(() -> PeerKey.of(new byte[31]))
                .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());
    }
}
