package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Base58, Bitcoin's alphabet")
class Base58Test {

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "00, 1",
        "0000, 11",
        "39, z",
        "3a, 21",
        "003a, 121",
        "ff, 5Q",
        "0000ff, 115Q",
        "48656c6c6f20576f726c6421, 2NEpo7TZRRrLZSi2U",
        "000000287fb4cd, 111233QC4",
    })
    @DisplayName("known pairs, both ways")
    void known(String hex, String text) throws KeyException {
        assertThat(Base58.encode(Vectors.hex(hex))).isEqualTo(text);
        assertThat(Vectors.hex(decode(text))).isEqualTo(hex);
    }

    @Test
    @DisplayName("every length up to the limit comes back, and the digits are those of long division")
    void roundTrip() throws KeyException {
        SplittableRandom random = new SplittableRandom(58);
        for (int length = 0; length <= Base58.MAX_BYTES; length++) {
            for (int zeros = 0; zeros <= Math.min(3, length); zeros++) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                Arrays.fill(bytes, 0, zeros, (byte) 0);
                String text = Base58.encode(bytes);
                assertThat(decode(text)).isEqualTo(bytes);
                assertThat(value(text)).isEqualTo(new BigInteger(1, bytes));
            }
        }
    }

    @Test
    @DisplayName("the largest bytes need exactly the most characters")
    void limits() throws KeyException {
        byte[] largest = new byte[Base58.MAX_BYTES];
        Arrays.fill(largest, (byte) 0xff);
        String text = Base58.encode(largest);
        assertThat(text).hasSize(Base58.MAX_CHARACTERS);
        assertThat(decode(text)).isEqualTo(largest);
        assertThatThrownBy(() -> Base58.encode(new byte[Base58.MAX_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> decode(text + "1")).isInstanceOf(KeyException.class);
    }

    private static byte[] decode(String text) throws KeyException {
        return Base58.decode("text", text.getBytes(StandardCharsets.US_ASCII));
    }

    private static BigInteger value(String text) {
        String alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            value = value.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(alphabet.indexOf(text.charAt(i))));
        }
        return value;
    }
}
