package dev.peering.wire.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("6 Numbers in canonical JSON are those JavaScript prints")
class JavaScriptNumberTest {

    @Test
    @DisplayName("the same text as V8 for 1,354 doubles: edges, powers of two, all magnitudes, decimal fractions")
    void sameAsV8() {
        List<String> wrong = new ArrayList<>();
        List<String> lines = Blocks.text("numbers.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        for (String line : lines) {
            String[] words = line.split(" ", 2);
            double value = Double.longBitsToDouble(Long.parseUnsignedLong(words[0], 16));
            if (!JavaScriptNumber.text(value).equals(words[1])) {
                wrong.add(line + ", not " + JavaScriptNumber.text(value));
            }
        }
        assertThat(lines).hasSize(1354);
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("every double reads back as itself, in no more digits than the JDK takes")
    void readsBack() {
        RandomGenerator random = new Random(4);
        for (int i = 0; i < 3_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String text = JavaScriptNumber.text(value);
                assertThat(Double.parseDouble(text)).isEqualTo(value);
                assertThat(digits(text)).isLessThanOrEqualTo(digits(Double.toString(value)));
            }
        }
    }

    @Test
    @DisplayName("quantities are rounded to doubles as the original rounds them, once")
    void unsigned() {
        assertThat(JavaScriptNumber.text(JavaScriptNumber.ofUnsigned(-1))).isEqualTo("18446744073709552000");
        assertThat(JavaScriptNumber.text(JavaScriptNumber.ofUnsigned((1L << 53) + 1)))
                .isEqualTo("9007199254740992");
        assertThat(JavaScriptNumber.text(JavaScriptNumber.ofUnsigned(Long.MIN_VALUE)))
                .isEqualTo("9223372036854776000");
        RandomGenerator random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            long value = random.nextLong() >>> random.nextInt(64);
            assertThat(JavaScriptNumber.ofUnsigned(value))
                    .isEqualTo(new BigDecimal(Long.toUnsignedString(value)).doubleValue());
        }
    }

    private static int digits(String text) {
        return new BigDecimal(text).stripTrailingZeros().precision();
    }
}
