package dev.peering.wire.manual;

import static dev.peering.wire.manual.Packets.field;
import static dev.peering.wire.manual.Packets.repeat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.5.3 The response")
class HandshakeResponseTest {

    private static final HandshakeResponse RESPONSE = new HandshakeResponse(repeat(7, 32));

    @Test
    @DisplayName("it is the hash and nothing else")
    void minimal() {
        assertThat(RESPONSE.encode()).isEqualTo(Bytes.concat(Bytes.hex("0a20"), repeat(7, 32)));
    }

    @Test
    @DisplayName("unknown fields are accepted up to the size that fits a packet, so that a later version may add some")
    void unknownFields() throws MalformedException {
        Bytes data = Bytes.concat(field(15, repeat(1, 115)), field(1, RESPONSE.requestHash()));
        assertThat(data.length()).isEqualTo(151);
        assertThat(HandshakeResponse.parse(data)).isEqualTo(RESPONSE);
    }

    @Test
    @DisplayName("of two hashes the last one counts")
    void lastOneWins() throws MalformedException {
        assertThat(HandshakeResponse.parse(Bytes.concat(field(1, repeat(9, 32)), RESPONSE.encode())))
                .isEqualTo(RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    @DisplayName("a hash that is not 32 bytes long is refused")
    void hashLength(int length) {
        refused(field(1, repeat(7, length)), "req_hash", length + " bytes, must be 32");
        refused(Bytes.concat(field(1, repeat(7, length)), RESPONSE.encode()), "req_hash", "must be 32");
        assertThatThrownBy(() -> new HandshakeResponse(repeat(7, length)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("req_hash has " + length + " bytes, must have 32");
    }

    @Test
    @DisplayName("a missing hash is refused")
    void missing() {
        refused(Bytes.EMPTY, "req_hash", "missing");
        refused(field(15, 1), "req_hash", "missing");
    }

    @Test
    @DisplayName("a request is no response, and bytes cut off anywhere are none either")
    void somethingElse() {
        refused(field(1, 0), "req_hash", "wire type 0, must be 2");
        for (int k = 1; k < 34; k++) {
            refused(RESPONSE.encode().slice(0, k), "tag", "cut off");
        }
    }

    private static void refused(Bytes data, String field, String why) {
        MalformedException refusal =
                catchThrowableOfType(MalformedException.class, () -> HandshakeResponse.parse(data));
        assertThat(refusal).as("%s", data).isNotNull();
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.why()).contains(why);
    }
}
