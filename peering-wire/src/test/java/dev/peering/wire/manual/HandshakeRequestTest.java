package dev.peering.wire.manual;

import static dev.peering.wire.manual.Packets.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.5.3 The request")
class HandshakeRequestTest {

    private static final HandshakeRequest REQUEST = new HandshakeRequest(0, "127.0.0.1:14666", 1_636_000_000L);

    @ParameterizedTest
    @CsvSource({
        "0, '', 0",
        "-1, '', 9223372036854775807",
        "7, '', -9223372036854775808",
        "0, '[2001:db8::1]:14666', -5",
        "0, 'größer-€-😀:1', 1",
    })
    @DisplayName("what was written is read back, for all versions and times")
    void roundTrip(int version, String to, long timestamp) throws MalformedException {
        HandshakeRequest request = new HandshakeRequest(version, to, timestamp);
        assertThat(HandshakeRequest.parse(request.encode())).isEqualTo(request);
    }

    @Test
    @DisplayName("default values are left out when written and taken for granted when absent")
    void defaults() throws MalformedException {
        assertThat(new HandshakeRequest(0, "", 0).encode()).isEqualTo(Bytes.EMPTY);
        assertThat(HandshakeRequest.parse(Bytes.EMPTY)).isEqualTo(new HandshakeRequest(0, "", 0));
        assertThat(HandshakeRequest.parse(Bytes.hex("0800" + "1200" + "1800")))
                .isEqualTo(new HandshakeRequest(0, "", 0));
    }

    @Test
    @DisplayName("of a repeated field the last one counts")
    void lastOneWins() throws MalformedException {
        assertThat(HandshakeRequest.parse(Bytes.concat(field(1, 1), REQUEST.encode(), field(1, 0))))
                .isEqualTo(REQUEST);
        assertThat(HandshakeRequest.parse(Bytes.concat(field(2, Bytes.utf8("x")), REQUEST.encode())))
                .isEqualTo(REQUEST);
    }

    @Test
    @DisplayName("unknown fields are accepted, so that a later version may add some")
    void unknownFields() throws MalformedException {
        Bytes data = Bytes.concat(field(15, Packets.KEY), REQUEST.encode(), field(16, 1));
        assertThat(HandshakeRequest.parse(data)).isEqualTo(REQUEST);
    }

    @Test
    @DisplayName("a version above 32 bits is refused instead of being cut to 0")
    void longVersion() {
        refused(field(1, 0x1_0000_0000L), "version", 0);
    }

    @Test
    @DisplayName("a negative time of ten bytes is read, an eleventh bit beyond 64 is refused")
    void longTime() throws MalformedException {
        assertThat(HandshakeRequest.parse(Bytes.hex("18ffffffffffffffffff01")))
                .isEqualTo(new HandshakeRequest(0, "", -1));
        refused(Bytes.hex("18ffffffffffffffffff02"), "timestamp", 0);
        refused(Bytes.hex("18ffffffffffffffffff8100"), "timestamp", 0);
    }

    @Test
    @DisplayName("a tag above 32 bits is refused")
    void longTag() {
        refused(Bytes.hex("888080801000"), "tag", 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c080", "eda080", "f4908080", "c3", "61e282"})
    @DisplayName("text that is not UTF-8 is refused, also if a good one follows")
    void badText(String hex) {
        refused(Bytes.concat(field(1, 0), field(2, Bytes.hex(hex)), field(2, Bytes.utf8("good"))), "to", 2);
    }

    @ParameterizedTest
    @CsvSource({"1, 2, version", "1, 5, version", "2, 0, to", "3, 1, timestamp", "3, 2, timestamp"})
    @DisplayName(
            "a known field in a foreign wire type is refused, such as the type byte of a UDP message of the network")
    void foreignWireType(int number, int wireType, String name) {
        refused(Bytes.concat(Packets.tag(number, wireType), Packets.repeat(0, 9)), name, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0b", "0c", "0e", "0f", "00", "05"})
    @DisplayName("groups, wire types that do not exist and field number 0 are refused")
    void badTag(String hex) {
        refused(Bytes.concat(REQUEST.encode(), Bytes.hex(hex)), "tag", 23);
    }

    @Test
    @DisplayName("data cut off inside a field is refused, at every byte")
    void truncated() throws MalformedException {
        Bytes data = REQUEST.encode();
        for (int k = 1; k < data.length(); k++) {
            if (k == 17) {
                assertThat(HandshakeRequest.parse(data.slice(0, k)).timestamp()).isZero();
            } else {
                refused(data.slice(0, k), "tag", k < 17 ? 0 : 17);
            }
        }
    }

    @Test
    @DisplayName("153 bytes are read, 154 do not fit any packet and are refused")
    void limit() throws MalformedException {
        Bytes longest = new HandshakeRequest(0, "a".repeat(144), 1_636_000_000L).encode();
        assertThat(longest.length()).isEqualTo(153);
        assertThat(HandshakeRequest.parse(longest).to()).hasSize(144);
        refused(Bytes.concat(Packets.repeat(0x78, 154)), "length", 0);
    }

    @Test
    @DisplayName("a request that fits no packet cannot be made, counted in bytes, not characters")
    void cannotBeMade() {
        assertThat(new HandshakeRequest(0, "a".repeat(150), 0).encode().length())
                .isEqualTo(153);
        assertThatThrownBy(() -> new HandshakeRequest(0, "a".repeat(151), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HandshakeRequest(0, "a".repeat(145), 1_636_000_000L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("145 characters");
        assertThatThrownBy(() -> new HandshakeRequest(0, "€".repeat(51), 0))
                .isInstanceOf(IllegalArgumentException.class);
        for (String half : new String[] {"\ud800", "a\udfff", "😀\udc00", "\udc00\ud800"}) {
            assertThatThrownBy(() -> new HandshakeRequest(0, half, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("surrogate");
        }
        assertThat(new HandshakeRequest(0, "😀a\ue000😀", 0).to()).hasSize(6);
    }

    @Test
    @DisplayName("whatever a stranger puts into the address is safe to print")
    void printing() throws MalformedException {
        HandshakeRequest request = HandshakeRequest.parse(field(2, Bytes.utf8("\u001b[2J\n")));
        assertThat(request.printableTo()).isEqualTo("\\u001b[2J\\u000a");
        assertThat(request).hasToString("HandshakeRequest[version=0, to=\\u001b[2J\\u000a, timestamp=0]");
        assertThat(new HandshakeRequest(-1, "", 0).toString()).contains("version=4294967295");
    }

    private static void refused(Bytes data, String field, int offset) {
        MalformedException refusal = catchThrowableOfType(MalformedException.class, () -> HandshakeRequest.parse(data));
        assertThat(refusal).as("%s", data).isNotNull();
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.offset()).isEqualTo(offset);
    }
}
