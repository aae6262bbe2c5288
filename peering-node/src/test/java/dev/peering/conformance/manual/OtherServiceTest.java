package dev.peering.conformance.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Another service than peering")
class OtherServiceTest {

    @ParameterizedTest(name = "{0}")
    @DisplayName("is told by what it says, as far as it is one line of text")
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request", "SSH-2.0-OpenSSH_9.2", "220 mail ESMTP", "-ERR unknown"})
    void text(String said) {
        byte[] answer = (said + "\r\nand more").getBytes(StandardCharsets.US_ASCII);
        assertThat(OtherService.in(answer)).hasValue("the text \"" + said + "\"");
    }

    @Test
    @DisplayName("may be long in the word and is cut")
    void longText() {
        assertThat(OtherService.in("x".repeat(5000).getBytes(StandardCharsets.US_ASCII))
                        .orElseThrow())
                .hasSize("the text \"\"".length() + 60);
    }

    @Test
    @DisplayName("speaks TLS")
    void tls() {
        assertThat(OtherService.in(new byte[] {0x15, 3, 1, 0, 2, 2, 80})).hasValue("an alert of TLS");
    }

    @Test
    @DisplayName("is not seen in an answer of peering, a spoiled one, noise or nothing")
    void peering() {
        byte[] packet =
                new Packet("data that is text".getBytes(StandardCharsets.US_ASCII), new byte[32], new byte[64]).bytes();
        assertThat(OtherService.in(packet)).isEmpty();
        assertThat(OtherService.in(new byte[] {'a', 'b', 'c', 0})).isEmpty();
        assertThat(OtherService.in(new byte[] {0x15})).isEmpty();
        assertThat(OtherService.in(new byte[0])).isEmpty();
    }
}
