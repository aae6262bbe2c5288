package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Wycheproof: a written verdict for each case of secp256k1 and AES-CBC")
class Secp256k1WycheproofTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({"ecdsa-compact, 252", "ecdsa-der, 463", "ecdh, 752", "aes-cbc, 216"})
    @DisplayName("each case has the verdict that stands in our file")
    void written(String file, int cases) throws IOException {
        assertThat(Secp256k1Wycheproof.lines(file))
                .hasSize(cases)
                .isEqualTo(Vectors.secp256k1(file + ".txt")
                        .lines()
                        .filter(line -> !line.startsWith("#") && !line.isBlank())
                        .toList());
    }

    @Test
    @DisplayName("signatures: never another verdict than theirs, but for those in the upper half")
    void signatures() throws IOException {
        for (String file : List.of("ecdsa-compact", "ecdsa-der")) {
            assertThat(Secp256k1Wycheproof.lines(file)).allSatisfy(line -> {
                String[] words = words(line);
                if (!words[1].equals(words[2])) {
                    assertThat(line).contains("invalid valid      high-s");
                }
            });
        }
        assertThat(notes("ecdsa-der")).doesNotContainKeys("DER").containsEntry("high-s", 9L);
    }

    @Test
    @DisplayName("agreement: every valid point gives their secret, no invalid one gives any")
    void agreement() throws IOException {
        assertThat(Secp256k1Wycheproof.lines("ecdh")).allSatisfy(line -> {
            String[] words = words(line);
            assertThat(words[2]).as(line).isNotEqualTo(words[1].equals("valid") ? "invalid" : "valid");
        });
        assertThat(notes("ecdh")).doesNotContainKey("another-secret");
    }

    @Test
    @DisplayName("AES: all cases of the only key length there is, paddings included")
    void cipher() throws IOException {
        assertThat(Secp256k1Wycheproof.lines("aes-cbc"))
                .filteredOn(line -> !line.contains("key-length"))
                .hasSize(72)
                .allSatisfy(line -> assertThat(words(line)[1]).isEqualTo(words(line)[2]));
    }

    private static Map<String, Long> notes(String file) throws IOException {
        return Secp256k1Wycheproof.lines(file).stream()
                .map(Secp256k1WycheproofTest::words)
                .filter(words -> words.length > 3)
                .collect(Collectors.groupingBy(words -> words[3], Collectors.counting()));
    }

    private static String[] words(String line) {
        return line.strip().split("\\s+");
    }
}
