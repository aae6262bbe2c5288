package dev.peering.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Addresses as operators write them")
class PeerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7:14666, 192.0.2.7:14666, false",
        "[2001:db8::1]:14666, [2001:db8::1]:14666, false",
        "[2001:DB8:0:0:0:0:0:1]:14666, [2001:db8::1]:14666, false",
        "[::1]:1, [::1]:1, false",
        "node.example:65535, node.example:65535, true",
        "localhost:14666, localhost:14666, true",
    })
    @DisplayName("are read, told apart from names, and written in one spelling")
    void read(String text, String spelled, boolean name) {
        PeerAddress address = PeerAddress.parse(text);
        assertThat(address).hasToString(spelled);
        assertThat(address.isName()).isEqualTo(name);
        assertThat(PeerAddress.parse(spelled)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ":14666", "192.0.2.7", "192.0.2.7:", "192.0.2.7:0", "192.0.2.7:65536", "192.0.2.7:-1",
                        "192.0.2.7:http",
                "2001:db8::1:14666", "[2001:db8::1]", "[nonsense]:1", "a b:1", "a/b:1", "x\n:1",
                        "192.0.2.7:99999999999", "192.0.2.7:٣"
            })
    @DisplayName("are refused with a sentence when they can never be dialed")
    void refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeerAddress.parse(text))
                .withMessageMatching("(?s).{10,}");
    }
}
