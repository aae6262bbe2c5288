package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SHA-256")
class Sha256Test {

    @Test
    @DisplayName("FIPS 180-4 examples, whole and in parts")
    void known() {
        assertThat(Vectors.hex(Sha256.of()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(Vectors.hex(Sha256.of(ascii("abc")))).isEqualTo(abc);
        assertThat(Vectors.hex(Sha256.of(ascii("a"), ascii(""), ascii("bc")))).isEqualTo(abc);
        assertThat(Sha256.of(ascii("abc"))).hasSize(Sha256.LENGTH);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
