package dev.peering.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Printable: text from a peer, safe to show")
class PrintableTest {

    @Test
    @DisplayName("printable ASCII stays as it is")
    void ascii() {
        assertThat(Printable.of("[2001:db8::1]:14666 ~")).isEqualTo("[2001:db8::1]:14666 ~");
    }

    @Test
    @DisplayName("line breaks, terminal commands and invisible or right-to-left characters are spelled out")
    void escapes() {
        assertThat(Printable.of("a\r\n\u001b[2J\u007f\u202e\u200bé"))
                .isEqualTo("a\\u000d\\u000a\\u001b[2J\\u007f\\u202e\\u200b\\u00e9");
    }

    @Test
    @DisplayName("a backslash is doubled, so that no text can pretend to be an escaped one")
    void backslash() {
        assertThat(Printable.of("\\u000a")).isEqualTo("\\\\u000a").isNotEqualTo(Printable.of("\n"));
    }
}
