package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("2.2 AES-256-CBC as the network uses it")
class AesCbcTest {

    private final AesCbc aes =
            AesCbc.of(Vectors.hex("2ffd60a0027c6baad2a81dd700089e089d9a7da8154236d5a6b5b00989072484"));
    private final byte[] iv = filled(16, 0xa1);

    @Test
    @DisplayName("the ping of the recorded session, both ways")
    void ping() {
        byte[] plaintext = Vectors.hex(
                "26000000040000000a2430303030303031332d303030302d313030302d383030302d303030303030303030303064");
        String ciphertext =
                "47ea99ddfa767388c113f4fd06da45f9ed5a5fcc7ce1e72e4019b91e463dcb95ca467291f01555819dfa7510cb775128";
        assertThat(Vectors.hex(aes.encrypt(iv, plaintext))).isEqualTo(ciphertext);
        assertThat(aes.decrypt(iv, Vectors.hex(ciphertext))).hasValue(plaintext);
    }

    @Test
    @DisplayName("every length comes back, in the length that was announced")
    void lengths() {
        for (int length = 0; length <= 100; length++) {
            byte[] plaintext = filled(length, length);
            byte[] ciphertext = aes.encrypt(iv, plaintext);
            assertThat(ciphertext).hasSize(AesCbc.encryptedLength(length));
            assertThat(aes.decrypt(iv, ciphertext)).hasValue(plaintext);
        }
    }

    @Test
    @DisplayName("no blocks, half blocks and wrong padding are one and the same no, and the cipher goes on")
    void refused() {
        byte[] good = aes.encrypt(iv, filled(20, 7));
        for (int length : new int[] {0, 1, 8, 15, 17, 31}) {
            assertThat(aes.decrypt(iv, Arrays.copyOf(good, length))).isEmpty();
        }
        byte[] changed = good.clone();
        changed[31] ^= 1;
        Optional<byte[]> garbled = aes.decrypt(iv, changed);
        assertThat(garbled).isEmpty();
        assertThat(aes.decrypt(iv, good)).hasValue(filled(20, 7));
    }

    @Test
    @DisplayName("other key and IV lengths are our own mistake")
    void ours() {
        for (int length : new int[] {0, 16, 24, 31, 33}) {
            assertThatThrownBy(() -> AesCbc.of(new byte[length])).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> aes.encrypt(new byte[15], new byte[1])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> aes.decrypt(new byte[17], new byte[16])).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
