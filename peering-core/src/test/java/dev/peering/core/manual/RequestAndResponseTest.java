package dev.peering.core.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Admission;
import dev.peering.core.Endpoints;
import dev.peering.core.KnownPeer;
import dev.peering.core.Moment;
import dev.peering.core.PeerAddress;
import dev.peering.core.Protocol;
import dev.peering.core.Reason;
import dev.peering.core.Session;
import dev.peering.core.VerifiedPeer.Warning;
import dev.peering.core.rooms.ManualRoom;
import dev.peering.core.rooms.TwoEnds;
import dev.peering.core.rooms.TwoEnds.End;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.wire.Bytes;
import dev.peering.wire.manual.Envelope;
import dev.peering.wire.manual.EnvelopeCodec;
import dev.peering.wire.manual.HandshakeRequest;
import dev.peering.wire.manual.HandshakeResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The handshake sentence by sentence, with the worked examples of section 9 of the protocol file. */
@DisplayName("3.5.3 Request and response")
class RequestAndResponseTest {

    private static final String TO = "127.0.0.1:14666";
    private static final long STAMP = TwoEnds.T0.getEpochSecond();
    private static final Moment NOW = new Moment(TwoEnds.T0, 0);
    private static final Ed25519 ED25519 = Ed25519.bouncyCastle();

    private static final Bytes EX1_REQUEST = Bytes.hex(
            "1217120f3132372e302e302e313a31343636361880c28d8c061a2003a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
                    + "22403919551bf9fa2539f294803dec64f4fca11abdbc08203f428fc8930f8b6a17e8290481752a22a2f7971ce82ac19152ecadf4288ba452b63946974e1aa462d506");
    private static final Bytes EX1_RESPONSE = Bytes.hex(
            "12220a2034f94d58c7d4013effb71262f458438353534ffe89a2bb383fa721a0d461ef121a2029acbae141bccaf0b22e1a94d34d0bc7361e526d0bfe12c89794bc9322966dd7"
                    + "22404bd4f9dcc4cd3095f7b2ae7995fbf4b894f18e217f3c33eed730aa9a65d5d6124d21f1588843dae1a42094026a2135ac16cc155fe64d3a265cc73be806e3dc05");

    @Nested
    @DisplayName("worked examples")
    class WorkedExamples {

        @Test
        @DisplayName("EX1: A's request and B's response are these bytes")
        void ex1() {
            TwoEnds ends = TwoEnds.dial(new ManualRoom());
            ends.deliverAll();
            assertThat(ends.initiator().everWritten()).containsExactly(EX1_REQUEST);
            assertThat(ends.responder().everWritten()).containsExactly(EX1_RESPONSE);
            assertThat(ends.bothTalk()).isTrue();
        }

        @ParameterizedTest
        @CsvSource({
            // EX3: version 1, signed; EX9: a UDP ping of the same key; EX5: S + L; EX6: fields in the order of before
            // 2020-03
            "UNSUPPORTED_VERSION, 12190801120f3132372e302e302e313a31343636361880c28d8c061a2003a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b82240353cff2ddd8e08d1b67a72f385715893aaa1bd4381196ef9a34ac5bc3132c4d06f9a3311ba92a45586ef95a2ae4d6fce69d482688fcf10b24f072330261c2b0b",
            "MALFORMED, 12220a102a1880c28d8c062207302e302e302e3028a272320b3230332e302e3131332e371a2003a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b822406e0a41eee20b39c8633399b507f3905078618817a51817c59214c9fc520f2d41975fa133b38d853a48b0f9876d4f676fb257829af9560692b344dae3d657d309",
            "BAD_SIGNATURE, 1217120f3132372e302e302e313a31343636361880c28d8c061a2003a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b822403919551bf9fa2539f294803dec64f4fca11abdbc08203f428fc8930f8b6a17e816d876d24485b44f6eb9dfcd9f8b3101aef4288ba452b63946974e1aa462d516",
            "MALFORMED, 0a2003a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b812403919551bf9fa2539f294803dec64f4fca11abdbc08203f428fc8930f8b6a17e8290481752a22a2f7971ce82ac19152ecadf4288ba452b63946974e1aa462d5061a17120f3132372e302e302e313a31343636361880c28d8c06",
        })
        @DisplayName("EX3, EX5, EX6 and EX9 are refused without an answer")
        void refused(Reason reason, String packet) {
            assertRefused(reason, responder(options()), Bytes.hex(packet));
        }

        @Test
        @DisplayName("EX4 has no data, which may still come; it is over at the time limit")
        void ex4() {
            End responder = responder(options());
            responder.receive(
                    Bytes.hex(
                            "1a2003a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b822409ca53579530654d5c3df77089ef45eda613e2fedf670e96bedac4639504e5845ef4b95d5793077233dd16817b2532e9c5525872a73a4ad74b759369a9e05c102"));
            responder.pass(Duration.ofSeconds(2));
            assertThat(responder.refusal().orElseThrow().reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(responder.everWritten()).isEmpty();
        }
    }

    @Nested
    @DisplayName("freshness")
    class Freshness {

        @ParameterizedTest
        @ValueSource(longs = {-19, -5, 0, 5, 20})
        @DisplayName("a request stamped up to 19 s back or 20 s ahead is answered, and the clock offset is told")
        void fresh(long offset) {
            End responder = responder(optionsOfOldNode());
            responder.receive(request(0, TO, STAMP + offset));
            assertThat(responder.proven().orElseThrow().clockOffset()).contains(Duration.ofSeconds(-offset));
        }

        @ParameterizedTest
        @CsvSource({
            "STALE_TIMESTAMP, 1635999980",
            "STALE_TIMESTAMP, 1",
            "STALE_TIMESTAMP, 0",
            "STALE_TIMESTAMP, -1",
            "STALE_TIMESTAMP, -9223372036854775808",
            "FUTURE_TIMESTAMP, 1636000021",
            "FUTURE_TIMESTAMP, 1636000000000",
            "FUTURE_TIMESTAMP, 9223372036854775807"
        })
        @DisplayName("older, later, negative, overflowing or in milliseconds: refused without an answer")
        void outsideTheWindow(Reason reason, long timestamp) {
            assertRefused(reason, responder(optionsOfOldNode()), request(0, TO, timestamp));
        }

        @Test
        @DisplayName("after a restart, a request stamped before the start is refused for one window and no longer")
        void beforeStart() {
            assertRefused(Reason.STAMPED_BEFORE_START, responder(options()), request(0, TO, STAMP - 1));
            End later = responderAt(
                    options(), new Moment(TwoEnds.T0, Duration.ofSeconds(40).toNanos()));
            later.receive(request(0, TO, STAMP - 1));
            assertThat(later.proven()).isPresent();
        }

        @Test
        @DisplayName("a clock offset of 5 s or more is let in with a warning")
        void clockWarning() {
            End responder = responder(optionsOfOldNode());
            responder.receive(request(0, TO, STAMP - 5));
            assertThat(warnings(responder)).containsExactly(Warning.Kind.CLOCK_OFFSET);
        }
    }

    @Nested
    @DisplayName("to: the address that was dialed")
    class Target {

        @Test
        @DisplayName("the address of our socket is familiar")
        void ownSocket() {
            End responder = responder(options());
            responder.receive(request(0, TO, STAMP));
            assertThat(warnings(responder)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"198.51.100.1:14666", "127.0.0.1:14667", "", "nonsense", "node.example:1"})
        @DisplayName("another target passes with a warning where no address is advertised (NAT)")
        void natWarning(String to) {
            End responder = responder(options());
            responder.receive(request(0, to, STAMP));
            assertThat(warnings(responder)).containsExactly(Warning.Kind.UNFAMILIAR_TARGET);
        }

        @ParameterizedTest
        @ValueSource(strings = {"198.51.100.1:14666", "127.0.0.1:14667", "", "nonsense", "node.example:1"})
        @DisplayName("another target is refused where addresses are advertised (relay)")
        void relayRefused(String to) {
            ManualOptions strict = options().withAdvertised(Set.of(PeerAddress.parse("203.0.113.5:14666")));
            assertRefused(Reason.WRONG_TARGET, responder(strict), request(0, to, STAMP));
        }

        @ParameterizedTest
        @ValueSource(strings = {"203.0.113.5:14666", "[2001:db8::1]:14666", "[2001:DB8:0:0::1]:14666", TO})
        @DisplayName("an advertised address, and the socket's own, pass in any spelling")
        void advertised(String to) {
            ManualOptions strict = options()
                    .withAdvertised(
                            Set.of(PeerAddress.parse("203.0.113.5:14666"), PeerAddress.parse("[2001:db8::1]:14666")));
            End responder = responder(strict);
            responder.receive(request(0, to, STAMP));
            assertThat(responder.proven()).isPresent();
        }
    }

    @Nested
    @DisplayName("who")
    class Who {

        @Test
        @DisplayName("our own key is refused before its signature is looked at")
        void self() {
            Bytes packet = seal(ManualRoom.B, new HandshakeRequest(0, TO, STAMP).encode());
            assertRefused(Reason.SELF, responder(options()), packet);
        }

        @Test
        @DisplayName("a listed peer with the higher key waits for us; if it dials it is refused")
        void wrongDirection() {
            Protocol a = new ManualRoom().node(0, NOW);
            Protocol b = new ManualRoom().node(1, NOW);
            Endpoints ends = new Endpoints(TwoEnds.LISTENER, TwoEnds.DIALER);
            End end = new End(NOW, Session.inbound(a, ends, TwoEnds.only(new KnownPeer(b.self())), NOW));
            assertRefused(Reason.WRONG_DIRECTION, end, seal(ManualRoom.B, new HandshakeRequest(0, TO, STAMP).encode()));
        }

        @Test
        @DisplayName("in a crowd a stranger costs no signature check: the list is asked first")
        void crowded() {
            Bytes forged = flipLastBit(seal(ManualRoom.A, new HandshakeRequest(0, TO, STAMP).encode()));
            assertRefused(Reason.BAD_SIGNATURE, stranger(false), forged);
            assertRefused(Reason.UNKNOWN_PEER, stranger(true), forged);
        }

        @Test
        @DisplayName("small-order keys are refused even with a signature that fits")
        void smallOrder() {
            Bytes identity = Bytes.hex("01" + "00".repeat(31));
            Bytes universal = Bytes.hex("01" + "00".repeat(63));
            Bytes packet = EnvelopeCodec.encode(
                    new Envelope(new HandshakeRequest(0, TO, STAMP).encode(), identity, universal));
            assertRefused(Reason.BAD_KEY, stranger(false), packet);
        }
    }

    @Nested
    @DisplayName("the dialer's side")
    class Dialer {

        @Test
        @DisplayName("the answer must be about this request, by the peer we dialed, and signed")
        void answer() {
            Bytes hash = Bytes.hex("34f94d58c7d4013effb71262f458438353534ffe89a2bb383fa721a0d461ef12");
            Bytes wrongHash = Bytes.hex("00".repeat(32));
            assertAnswerRefused(
                    Reason.WRONG_REQUEST_HASH, seal(ManualRoom.B, new HandshakeResponse(wrongHash).encode()));
            assertAnswerRefused(Reason.UNEXPECTED_IDENTITY, seal(ManualRoom.A, new HandshakeResponse(hash).encode()));
            assertAnswerRefused(Reason.BAD_SIGNATURE, flipLastBit(EX1_RESPONSE));
            End accepted = initiator();
            accepted.receive(EX1_RESPONSE);
            assertThat(accepted.proven()).isPresent();
        }

        private void assertAnswerRefused(Reason reason, Bytes packet) {
            End end = initiator();
            end.receive(packet);
            assertThat(end.refusal().orElseThrow().reason()).isEqualTo(reason);
            assertThat(end.proven()).isEmpty();
        }

        private End initiator() {
            return TwoEnds.dial(new ManualRoom()).initiator();
        }
    }

    private static void assertRefused(Reason reason, End responder, Bytes packet) {
        responder.receive(packet);
        assertThat(responder.refusal().orElseThrow().reason()).isEqualTo(reason);
        assertThat(responder.proven()).isEmpty();
        assertThat(responder.everWritten()).as("nothing is answered").isEmpty();
    }

    private static java.util.List<Warning.Kind> warnings(End end) {
        return end.proven().orElseThrow().warnings().stream().map(Warning::kind).toList();
    }

    private static End responder(ManualOptions options) {
        return responderAt(options, NOW);
    }

    private static End responderAt(ManualOptions options, Moment now) {
        Protocol a = new ManualRoom().node(0, NOW);
        return end(options, TwoEnds.only(new KnownPeer(a.self())), now);
    }

    private static End stranger(boolean crowded) {
        return end(
                options(),
                new Admission() {
                    @Override
                    public Optional<KnownPeer> find(Bytes key) {
                        return Optional.empty();
                    }

                    @Override
                    public boolean crowded() {
                        return crowded;
                    }
                },
                NOW);
    }

    private static End end(ManualOptions options, Admission admission, Moment now) {
        Protocol b = new ManualPeering(ManualRoom.B, ED25519, options);
        return new End(now, Session.inbound(b, new Endpoints(TwoEnds.LISTENER, TwoEnds.DIALER), admission, now));
    }

    private static ManualOptions options() {
        return ManualOptions.startingAt(NOW);
    }

    private static ManualOptions optionsOfOldNode() {
        return ManualOptions.startingAt(
                new Moment(TwoEnds.T0.minusSeconds(3600), Duration.ofHours(-1).toNanos()));
    }

    private static Bytes request(int version, String to, long timestamp) {
        return seal(ManualRoom.A, new HandshakeRequest(version, to, timestamp).encode());
    }

    private static Bytes seal(Identity identity, Bytes data) {
        return new Speaker(identity, ED25519).seal(data);
    }

    private static Bytes flipLastBit(Bytes packet) {
        byte[] raw = packet.toByteArray();
        raw[raw.length - 1] ^= 1;
        return Bytes.of(raw);
    }
}
