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
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.NodeStateUpdate;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.Pong;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionClaim;
import dev.peering.wire.opendex.SessionInit;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way a handshake is refused, with what the other end is told, and what an attacker gets out of it. */
@DisplayName("5 Handshake, 7 reasons, 12 and 13 attacks")
class RefusalsTest {

    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    @Nested
    @DisplayName("5.3 versions")
    class Versions {

        @ParameterizedTest
        @ValueSource(
                strings = {"1.0.0-rc.1", "1.0.0-rc.2", "1.0.0-rc.1-abcdef", "1.0.0", "1.2.4+build", "v1.2.4", "99.0.0"})
        @DisplayName("these are accepted")
        void accepted(String version) {
            ByHand us = ByHand.dialing();
            us.say(signed(A, withVersion(version)));
            assertThat(us.heardFirst()).isInstanceOf(SessionAck.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.0.0-beta.9", "0.9.9", "1.0.0-alpha", "1.0.0-0", "0.0.0"})
        @DisplayName("these are too low: reason 2")
        void incompatible(String version) {
            ByHand us = ByHand.dialing();
            us.say(signed(A, withVersion(version)));
            assertRefused(us, Reason.UNSUPPORTED_VERSION, DisconnectReason.INCOMPATIBLE_PROTOCOL_VERSION);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "1.2",
                    "abc",
                    "1.2.4-",
                    "01.2.4",
                    "=v1.2.4",
                    " 1.2.4 ",
                    "99999999999999999999.0.0",
                    "1.2.4-01",
                    "1.2.4+",
                    "1.2.4.5",
                    "vv1.2.4"
                })
        @DisplayName("these are none: reason 10")
        void malformed(String version) {
            ByHand us = ByHand.dialing();
            us.say(signed(A, withVersion(version)));
            assertRefused(us, Reason.MALFORMED_VERSION, DisconnectReason.MALFORMED_VERSION);
        }

        private SessionClaim withVersion(String version) {
            SessionClaim usual = claim(A, B, key(3));
            return new SessionClaim(usual.ephemeralKey(), usual.nodeKey(), usual.nodeState(), usual.peerKey(), version);
        }
    }

    @Nested
    @DisplayName("5.1 and 5.2 what a recipient checks, in this order")
    class Recipient {

        @Test
        @DisplayName("an introduction to somebody else, or to us in capitals, is refused: reason 11")
        void target() {
            for (String target : List.of(A.key().toString(), B.key().toString().toUpperCase(java.util.Locale.ROOT))) {
                SessionClaim usual = claim(A, B, key(3));
                ByHand us = ByHand.dialing();
                us.say(signed(
                        A,
                        new SessionClaim(
                                usual.ephemeralKey(), usual.nodeKey(), usual.nodeState(), target, usual.version())));
                assertRefused(us, Reason.WRONG_TARGET, DisconnectReason.AUTH_FAILURE_INVALID_TARGET);
            }
        }

        @Test
        @DisplayName(
                "a signature of somebody else, of another length, of no hex, or in the upper half is refused: reason 12")
        void signature() {
            SessionInit good = signed(A, claim(A, B, key(3)));
            BigInteger s = new BigInteger(good.signature().substring(64), 16);
            String highS = good.signature().substring(0, 64) + String.format("%064x", ORDER.subtract(s));
            for (String bad : List.of(
                    signed(B, good.claim()).signature(),
                    good.signature().substring(2),
                    good.signature() + "00",
                    "zz" + good.signature().substring(2),
                    good.signature().toUpperCase(java.util.Locale.ROOT) + "x",
                    highS)) {
                ByHand us = ByHand.dialing();
                us.say(new SessionInit("id", bad, good.claim()));
                assertRefused(us, Reason.BAD_SIGNATURE, DisconnectReason.AUTH_FAILURE_INVALID_SIGNATURE);
            }
        }

        @Test
        @DisplayName("a node key in capitals is not another identity, uncompressed it is none: reason 12, a ban holds")
        void spelling() {
            for (String spelling : List.of(
                    A.key().toString().toUpperCase(java.util.Locale.ROOT),
                    "0" + A.key().toString(),
                    key(1).publicText())) {
                SessionClaim usual = claim(A, B, key(3));
                SessionClaim spelled = new SessionClaim(
                        usual.ephemeralKey(), spelling, usual.nodeState(), usual.peerKey(), usual.version());
                ByHand us = ByHand.dialing();
                us.say(signed(A, spelled));
                assertRefused(us, Reason.BAD_SIGNATURE, DisconnectReason.AUTH_FAILURE_INVALID_SIGNATURE);
            }
        }

        @Test
        @DisplayName("our own key: reason 5")
        void self() {
            ByHand us = ByHand.dialing();
            us.say(signed(B, claim(B, B, key(3))));
            assertRefused(us, Reason.SELF, DisconnectReason.CONNECTED_TO_SELF);
        }

        @ParameterizedTest
        @CsvSource({
            "BANNED, BANNED",
            "UNKNOWN_PEER, NOT_ACCEPTING_CONNECTIONS",
            "NOT_ACCEPTING, NOT_ACCEPTING_CONNECTIONS"
        })
        @DisplayName("whom the hall does not want hears why, before anything is acknowledged")
        void unwanted(Reason reason, DisconnectReason code) {
            ByHand us = ByHand.dialing(ByHand.unwelcoming(reason.because("")));
            us.say(signed(A, claim(A, B, key(3))));
            assertRefused(us, reason, code);
        }

        @Test
        @DisplayName("a node that stops takes nobody in: reason 6, not 9")
        void stopping() {
            ByHand us = ByHand.dialing(ByHand.unwelcoming(Reason.SHUTDOWN.because("stopping")));
            us.say(signed(A, claim(A, B, key(3))));
            assertRefused(us, Reason.NOT_ACCEPTING, DisconnectReason.NOT_ACCEPTING_CONNECTIONS);
        }

        @Test
        @DisplayName("the version is looked at before the hall is, the signature before both")
        void order() {
            SessionClaim usual = claim(A, B, key(3));
            SessionClaim noVersion =
                    new SessionClaim(usual.ephemeralKey(), usual.nodeKey(), usual.nodeState(), usual.peerKey(), "none");
            ByHand us = ByHand.dialing(ByHand.unwelcoming(Reason.BANNED.because("")));
            us.say(signed(A, noVersion));
            assertRefused(us, Reason.MALFORMED_VERSION, DisconnectReason.MALFORMED_VERSION);
            us = ByHand.dialing(ByHand.unwelcoming(Reason.BANNED.because("")));
            us.say(signed(B, noVersion));
            assertRefused(us, Reason.BAD_SIGNATURE, DisconnectReason.AUTH_FAILURE_INVALID_SIGNATURE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"04", "zz", "00", "02ff", "040000"})
        @DisplayName("an ephemeral key that is no point: reason 13, nothing is acknowledged")
        void ephemeralKey(String text) {
            SessionClaim usual = claim(A, B, key(3));
            ByHand us = ByHand.dialing();
            us.say(signed(
                    A, new SessionClaim(text, usual.nodeKey(), usual.nodeState(), usual.peerKey(), usual.version())));
            assertRefused(us, Reason.BAD_KEY, DisconnectReason.WIRE_PROTOCOL_ERROR);
        }
    }

    @Nested
    @DisplayName("12 bytes that are no handshake")
    class Bent {

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
                Disconnecting said = assertRefused(us, Reason.MALFORMED, DisconnectReason.WIRE_PROTOCOL_ERROR);
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
            assertRefused(us, Reason.MALFORMED, DisconnectReason.WIRE_PROTOCOL_ERROR);
        }

        @Test
        @DisplayName(
                "silence: plain reason 1 about 0 at 10 s; encrypted, about our introduction, when only the acknowledgement is missing")
        void silence() {
            ByHand us = ByHand.dialing();
            us.end().pass(Duration.ofSeconds(10));
            assertThat(assertRefused(us, Reason.TIMEOUT, DisconnectReason.RESPONSE_STALLING)
                            .payload())
                    .isEqualTo("0");
            us = ByHand.dialing();
            SessionInit theirs = us.introduce();
            us.end().pass(Duration.ofSeconds(10));
            assertThat(assertRefused(us, Reason.TIMEOUT, DisconnectReason.RESPONSE_STALLING)
                            .payload())
                    .isEqualTo(theirs.id());
        }

        @Test
        @DisplayName("a bad key in the SessionAck, which kills the original, is refused: encrypted reason 13")
        void badAck() {
            ByHand us = ByHand.dialing();
            SessionInit theirs = us.introduce();
            us.say(new SessionAck("ack", theirs.id(), "04" + "ff".repeat(64)));
            assertRefused(us, Reason.BAD_KEY, DisconnectReason.WIRE_PROTOCOL_ERROR);
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
            assertRefused(us, Reason.MALFORMED, DisconnectReason.WIRE_PROTOCOL_ERROR);
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

    @Nested
    @DisplayName("5.1 what an initiator checks")
    class Initiator {

        @Test
        @DisplayName("somebody else at this address: plain reason 3")
        void unexpected() {
            ByHand us = ByHand.dialed();
            us.welcome();
            us.say(signed(A, claim(A, A, key(6))));
            assertRefused(us, Reason.UNEXPECTED_IDENTITY, DisconnectReason.UNEXPECTED_IDENTITY);
        }

        @Test
        @DisplayName("a SessionInit in front of the SessionAck, which the original takes, is passed over")
        void initFirst() {
            ByHand us = ByHand.dialed();
            us.heard();
            us.say(signed(B, claim(B, A, key(6))));
            us.end().pass(Duration.ofSeconds(10));
            assertThat(us.end().proven()).isEmpty();
        }

        @Test
        @DisplayName("a bad key in the SessionAck: plain reason 13")
        void badAck() {
            ByHand us = ByHand.dialed();
            SessionInit theirs = (SessionInit) us.heard().get(0);
            us.say(new SessionAck("ack", theirs.id(), "04" + "00".repeat(64)));
            assertRefused(us, Reason.BAD_KEY, DisconnectReason.WIRE_PROTOCOL_ERROR);
        }

        @Test
        @DisplayName(
                "5.5 nothing is said behind the SessionAck for a quarter of a second; a lost Ping is sent once more")
        void quiet() {
            ByHand us = ByHand.dialed();
            us.welcome();
            us.say(signed(B, claim(B, A, key(6))));
            us.acknowledged(key(6));
            us.end().pass(Duration.ofMillis(249));
            assertThat(us.heard()).isEmpty();
            us.end().pass(Duration.ofMillis(1));
            assertThat(us.heard()).singleElement().isInstanceOf(Ping.class);
            us.end().pass(Duration.ofSeconds(3));
            Ping second = (Ping) us.heardFirst();
            assertThat(us.end().proven()).isEmpty();
            us.say(new Pong("pong", second.id()));
            assertThat(us.end().proven()).isPresent();
        }

        @Test
        @DisplayName(
                "the peer's first packet lets us speak at once; what it said before the Pong is heard after it, its Ping is answered at once")
        void early() {
            ByHand us = ByHand.dialed();
            us.welcome();
            us.say(signed(B, claim(B, A, key(6))));
            us.acknowledged(key(6));
            us.say(new NodeStateUpdate("early", NodeState.of(List.of(), List.of("LTC/BTC"))));
            Ping confirmation = (Ping) us.heardFirst();
            us.say(new Ping("theirs"));
            assertThat(us.heard()).singleElement().isInstanceOf(Pong.class);
            assertThat(us.end().news()).isEmpty();
            us.say(new Pong("pong", confirmation.id()));
            assertThat(us.end().proven()).isPresent();
            assertThat(us.end().news()).hasSize(1);
        }

        @Test
        @DisplayName("13.3 who plays back an old SessionInit is never a neighbor, and nothing it says is heard")
        void replay() {
            // B signed this once, for A, with a key that the attacker does not have.
            SessionInit recorded = signed(B, claim(B, A, key(6)));
            ByHand attacker = ByHand.dialed();
            attacker.welcome();
            attacker.say(recorded);
            attacker.end().takeAll();
            attacker.say(new NodeStateUpdate("forged", NodeState.of(List.of(), List.of("LTC/BTC"))));
            for (int guess = 0; guess < 20; guess++) {
                attacker.say(new Pong("pong", "guess " + guess));
            }
            attacker.end().pass(Duration.ofSeconds(5));
            attacker.end().pass(Duration.ofSeconds(5));
            assertThat(attacker.end().proven()).isEmpty();
            assertThat(attacker.end().news()).isEmpty();
            assertThat(attacker.end().refusal().orElseThrow().reason()).isEqualTo(Reason.TIMEOUT);
        }
    }

    @Test
    @DisplayName("13.3 who plays back the SessionInit of an initiator gets no further than its own silence")
    void replayToRecipient() {
        SessionInit recorded = signed(A, claim(A, B, key(3)));
        ByHand attacker = ByHand.dialing();
        attacker.say(recorded);
        assertThat(attacker.end().takeAll()).hasSize(2);
        // Without key 3 the id of the second message cannot be read, so it can only be guessed.
        attacker.say(new SessionAck("ack", "00000022-0000-4000-8000-000000000006", key(4).publicText()));
        attacker.end().pass(Duration.ofSeconds(10));
        assertThat(attacker.end().proven()).isEmpty();
        assertThat(attacker.end().refusal().orElseThrow().reason()).isEqualTo(Reason.TIMEOUT);
    }

    /** Refused for this reason, with this as the one thing said; returns it. */
    private static Disconnecting assertRefused(ByHand us, Reason reason, DisconnectReason code) {
        Optional<Refusal> refusal = us.end().refusal();
        assertThat(refusal.map(Refusal::reason)).contains(reason);
        assertThat(us.end().proven()).isEmpty();
        List<Packet> said = us.heard();
        assertThat(said).hasSize(1);
        Disconnecting goodbye = (Disconnecting) said.get(0);
        assertThat(goodbye.known()).contains(code);
        us.say(new Ping("too late"));
        assertThat(us.end().takeAll()).as("silence afterwards").isEmpty();
        return goodbye;
    }
}
