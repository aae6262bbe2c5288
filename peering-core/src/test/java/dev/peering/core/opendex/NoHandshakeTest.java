package dev.peering.core.opendex;

import static dev.peering.core.opendex.ByHand.A;
import static dev.peering.core.opendex.ByHand.B;
import static dev.peering.core.opendex.ByHand.claim;
import static dev.peering.core.opendex.ByHand.key;
import static dev.peering.core.opendex.ByHand.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.DisconnectReason;
import dev.peering.wire.opendex.Disconnecting;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionInit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every way a handshake breaks off, with what the other end is told. */
@DisplayName("12 Input that is no handshake, or not the whole of one")
class NoHandshakeTest {

    @Test
    @DisplayName(
            "another protocol, another network, a wrong checksum, an unknown type: plain reason 13 with a short text of ours")
    void wireErrors() {
        Bytes init = ByHand.PLAIN.encode(signed(A, claim(A, B, key(3))));
        for (Bytes bent : List.of(
                Bytes.of("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                Bytes.concat(Bytes.hex("0b110907"), init.slice(4, init.length())),
                Bytes.concat(init.slice(0, 12), Bytes.hex("01020304"), init.slice(16, init.length())),
                Bytes.concat(init.slice(0, 8), Bytes.hex("0e000000"), init.slice(12, init.length())),
                Bytes.concat(init.slice(0, 8), Bytes.hex("63000000"), init.slice(12, init.length())),
                Bytes.concat(init.slice(0, 4), Bytes.hex("ffffffff"), init.slice(8, init.length())),
                Bytes.concat(init.slice(0, 4), Bytes.hex("01004000"), init.slice(8, init.length())))) {
            ByHand us = ByHand.dialing();
            us.sayRaw(bent);
            Disconnecting said = us.assertRefused(Reason.MALFORMED, DisconnectReason.WIRE_PROTOCOL_ERROR);
            assertThat(said.payload()).hasSizeBetween(5, 60).doesNotContain("GET", "offset");
        }
    }

    @Test
    @DisplayName("broken protobuf closes without a word")
    void silent() {
        ByHand us = ByHand.dialing();
        us.sayRaw(Bytes.hex("f9beb4d9" + "02000000" + "00000000" + "00000000" + "0aff"));
        assertThat(us.end().refusal().orElseThrow().reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(us.end().everWritten()).isEmpty();
    }

    @Test
    @DisplayName(
            "a Ping, and an answer to a question named 0, before the introduction are passed over; the handshake works then")
    void tooEarly() {
        ByHand us = ByHand.dialing();
        us.say(new Ping("early"));
        us.say(new SessionAck("ack", "0", key(9).publicText()));
        assertThat(us.end().everWritten()).isEmpty();
        us.acknowledge(us.introduce());
        us.say(new Ping("now"));
        assertThat(us.end().proven()).isPresent();
    }

    @Test
    @DisplayName("but not without end")
    void tooMany() {
        ByHand us = ByHand.dialing();
        for (int i = 0; i <= Ignored.MOST; i++) {
            us.say(new Ping("early " + i));
        }
        us.assertRefused(Reason.MALFORMED, DisconnectReason.WIRE_PROTOCOL_ERROR);
    }

    @Test
    @DisplayName(
            "silence: plain reason 1 about 0 at 10 s; encrypted, about our introduction, when only the acknowledgement is missing")
    void silence() {
        ByHand us = ByHand.dialing();
        us.end().pass(Duration.ofSeconds(10));
        assertThat(us.assertRefused(Reason.TIMEOUT, DisconnectReason.RESPONSE_STALLING)
                        .payload())
                .isEqualTo("0");
        us = ByHand.dialing();
        SessionInit theirs = us.introduce();
        us.end().pass(Duration.ofSeconds(10));
        assertThat(us.assertRefused(Reason.TIMEOUT, DisconnectReason.RESPONSE_STALLING)
                        .payload())
                .isEqualTo(theirs.id());
    }

    @Test
    @DisplayName("a bad key in the SessionAck, which kills the original, is refused: encrypted reason 13")
    void badAck() {
        ByHand us = ByHand.dialing();
        SessionInit theirs = us.introduce();
        us.say(new SessionAck("ack", theirs.id(), "04" + "ff".repeat(64)));
        us.assertRefused(Reason.BAD_KEY, DisconnectReason.WIRE_PROTOCOL_ERROR);
    }

    @Test
    @DisplayName("a SessionAck that answers something else is passed over")
    void otherAck() {
        ByHand us = ByHand.dialing();
        us.introduce();
        us.say(new SessionAck("ack", "guessed", key(4).publicText()));
        us.end().pass(Duration.ofSeconds(10));
        assertThat(us.end().proven()).isEmpty();
        assertThat(us.end().refusal().orElseThrow().reason()).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    @DisplayName("a plain frame where encrypted ones are due: encrypted reason 13")
    void plainAfterAck() {
        ByHand us = ByHand.dialing();
        us.acknowledge(us.introduce());
        us.heard();
        us.sayRaw(ByHand.PLAIN.encode(new Ping("plain")));
        us.assertRefused(Reason.MALFORMED, DisconnectReason.WIRE_PROTOCOL_ERROR);
    }

    @Test
    @DisplayName("the peer's own goodbye ends it with the peer's reason, and is not answered")
    void theirGoodbye() {
        for (DisconnectReason code : DisconnectReason.values()) {
            ByHand us = ByHand.dialing();
            us.say(new Disconnecting("id", code));
            Refusal why = us.end().refusal().orElseThrow();
            assertThat(why.byPeer()).isTrue();
            assertThat(why.detail()).isEqualTo(code.name());
            assertThat(us.end().everWritten()).isEmpty();
        }
        ByHand us = ByHand.dialing();
        us.say(new Disconnecting("id", 99, "\u0007 strange"));
        assertThat(us.end().refusal().orElseThrow().toString())
                .isEqualTo("peer says UNKNOWN: code 99, \\u0007 strange");
    }
}
