package dev.peering.core.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.News;
import dev.peering.core.Reason;
import dev.peering.core.rooms.OpenDexRoom;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.DisconnectReason;
import dev.peering.wire.opendex.Disconnecting;
import dev.peering.wire.opendex.GetNodes;
import dev.peering.wire.opendex.NodeAddress;
import dev.peering.wire.opendex.NodeEntry;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.NodeStateUpdate;
import dev.peering.wire.opendex.Nodes;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.Pong;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionInit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Proven neighbors, one of them by hand. */
@DisplayName("8 to 13 Sessions")
class ConversationTest {

    private final ByHand us = connected();

    @Test
    @DisplayName(
            "8.1 a Ping is answered; ours comes each 30 s, and without an answer within 10 s it is over: encrypted reason 1 about it")
    void ping() {
        us.say(new Ping("theirs"));
        assertThat(us.heard())
                .singleElement()
                .isInstanceOfSatisfying(
                        Pong.class, pong -> assertThat(pong.requestId()).isEqualTo("theirs"));
        us.end().pass(Duration.ofSeconds(30));
        Ping first = (Ping) us.heardFirst();
        us.say(new Pong("pong", first.id()));
        us.end().pass(Duration.ofSeconds(30));
        Ping second = (Ping) us.heardFirst();
        assertThat(second.id()).isNotEqualTo(first.id());
        us.end().pass(Duration.ofMillis(9_999));
        assertThat(us.end().refusal()).isEmpty();
        us.end().pass(Duration.ofMillis(1));
        assertOver(Reason.TIMEOUT, DisconnectReason.RESPONSE_STALLING, second.id());
    }

    @Test
    @DisplayName("13.1 flipped ciphertext ends it without a word, wherever the flip makes padding or content wrong")
    void flippedCiphertext() {
        for (int at : new int[] {20, 40, 60, 67}) {
            ByHand them = connected();
            byte[] frame =
                    them.frame(new Ping("00000000-0000-4000-8000-000000000000")).toByteArray();
            frame[at] ^= 1;
            them.sayRaw(Bytes.of(frame));
            assertThat(them.end().refusal().orElseThrow().reason()).isEqualTo(Reason.UNREADABLE);
            assertThat(them.end().takeAll()).isEmpty();
        }
    }

    @Test
    @DisplayName("13.1 a bit of the IV flipped changes what is said, which nobody can see")
    void flippedIv() {
        byte[] frame = us.frame(new Ping("malleable")).toByteArray();
        frame[8] ^= 0x0e;
        us.sayRaw(Bytes.of(frame));
        assertThat(us.heard()).singleElement().isInstanceOf(Nodes.class);
    }

    @Test
    @DisplayName("13.2 a frame played back ends it: reason 13")
    void frameReplayed() {
        Bytes frame = us.frame(new Ping("once"));
        us.sayRaw(frame);
        us.heard();
        us.sayRaw(frame);
        assertOver(Reason.MALFORMED, DisconnectReason.WIRE_PROTOCOL_ERROR, "invalid packet");
    }

    @Test
    @DisplayName("12 an unknown type ends it: encrypted reason 13")
    void unknownType() {
        us.sayRaw(us.encrypted(Bytes.hex("02000000" + "0e000000" + "0a00")));
        assertOver(Reason.MALFORMED, DisconnectReason.WIRE_PROTOCOL_ERROR, "unknown packet type");
    }

    @Test
    @DisplayName("12 answers to questions nobody asked are passed over, 32 of them")
    void unsolicited() {
        List<Packet> unasked =
                List.of(new Pong("a", "b"), new Nodes("c", "d", List.of()), new SessionAck("e", "f", "04"));
        for (int i = 0; i < Ignored.MOST; i++) {
            us.say(unasked.get(i % 3));
        }
        assertThat(us.end().refusal()).isEmpty();
        assertThat(us.end().news()).isEmpty();
        us.say(unasked.get(0));
        assertOver(Reason.MALFORMED, DisconnectReason.WIRE_PROTOCOL_ERROR, "too many packets that nobody asked for");
    }

    @Test
    @DisplayName(
            "9 of 300 nodes in one answer 256 are looked at, each with 16 addresses at most; unreadable keys and onion names are left out")
    void manyNodes() {
        ByHand them = connectedWithDiscovery();
        GetNodes question = (GetNodes) them.heardFirst();
        List<NodeEntry> nodes = new ArrayList<>();
        nodes.add(new NodeEntry("nonsense", List.of(new NodeAddress("192.0.2.1", 8885))));
        nodes.add(new NodeEntry(ByHand.A.key().toString(), List.of(new NodeAddress("abc.onion", 8885))));
        for (int i = 0; i < 298; i++) {
            List<NodeAddress> addresses = new ArrayList<>();
            for (int port = 1; port <= 40; port++) {
                addresses.add(new NodeAddress("192.0.2.1", port));
            }
            nodes.add(new NodeEntry(OpenDexRoom.identity(2).key().toString(), addresses));
        }
        them.say(new Nodes("answer", question.id(), nodes));
        assertThat(them.end().news()).singleElement().isInstanceOfSatisfying(News.Found.class, found -> {
            assertThat(found.peers()).hasSize(OpenDexConversation.MOST_NODES - 2);
            assertThat(found.peers())
                    .allSatisfy(peer -> assertThat(peer.addresses()).hasSize(16));
        });
        them.say(new Nodes("again", question.id(), nodes));
        assertThat(them.end().news()).as("one answer for one question").hasSize(1);
    }

    @Test
    @DisplayName("5.5 the question for nodes is asked once more, then it is over")
    void lostQuestion() {
        ByHand them = connectedWithDiscovery();
        GetNodes first = (GetNodes) them.heardFirst();
        them.end().pass(Duration.ofSeconds(10));
        GetNodes second = (GetNodes) them.heardFirst();
        assertThat(second.id()).isNotEqualTo(first.id());
        them.end().pass(Duration.ofSeconds(10));
        assertThat(them.end().refusal().orElseThrow().reason()).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    @DisplayName(
            "11 the state is replaced as a whole; a flood of updates is heard once a second, the last one for certain")
    void updates() {
        for (int i = 0; i < 100; i++) {
            us.say(new NodeStateUpdate("u" + i, NodeState.of(List.of(), List.of("P" + i + "/BTC"))));
        }
        assertThat(us.end().news()).hasSize(1);
        us.end().pass(Duration.ofSeconds(1));
        assertThat(us.end().news())
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(
                        News.Changed.class,
                        changed -> assertThat(changed.profile().facts().get("pairs"))
                                .containsExactly("P99/BTC"));
    }

    @Test
    @DisplayName("11 the same introduction again means nothing; another identity in it is reason 4")
    void introducedAgain() {
        SessionInit again = ByHand.signed(ByHand.A, ByHand.claim(ByHand.A, ByHand.B, ByHand.key(9)));
        us.say(again);
        assertThat(us.end().refusal()).isEmpty();
        us.say(ByHand.signed(ByHand.B, ByHand.claim(ByHand.B, ByHand.A, ByHand.key(9))));
        assertOver(Reason.IDENTITY_CHANGED, DisconnectReason.FORBIDDEN_IDENTITY_UPDATE, "");
    }

    @Test
    @DisplayName("7 why we leave, as the network says it")
    void reasons() {
        record Case(Reason why, DisconnectReason code) {}
        for (Case one : List.of(
                new Case(Reason.SHUTDOWN, DisconnectReason.SHUTDOWN),
                new Case(Reason.BANNED, DisconnectReason.BANNED),
                new Case(Reason.ALREADY_CONNECTED, DisconnectReason.ALREADY_CONNECTED),
                new Case(Reason.REPLACED, DisconnectReason.ALREADY_CONNECTED),
                new Case(Reason.REMOVED, DisconnectReason.NOT_ACCEPTING_CONNECTIONS),
                new Case(Reason.DROPPED, DisconnectReason.SHUTDOWN))) {
            ByHand them = connected();
            them.end().close(one.why().because("nobody's business"));
            Disconnecting goodbye = (Disconnecting) them.heardFirst();
            assertThat(goodbye.known()).contains(one.code());
            assertThat(goodbye.payload()).isEmpty();
        }
        us.end().close(Reason.INTERNAL.because("a fault"));
        assertThat(us.end().takeAll()).isEmpty();
    }

    @Test
    @DisplayName("when another connection of it appears, a neighbor is asked for a sign of life, once at a time")
    void probe() {
        us.end().takeFrom(us.end().session().probe(ByHand.START));
        us.end().takeFrom(us.end().session().probe(ByHand.START));
        assertThat(us.heard()).singleElement().isInstanceOf(Ping.class);
        us.end().pass(Duration.ofSeconds(10));
        assertThat(us.end().refusal().orElseThrow().reason()).isEqualTo(Reason.TIMEOUT);
    }

    private void assertOver(Reason reason, DisconnectReason code, String payload) {
        assertThat(us.end().refusal().orElseThrow().reason()).isEqualTo(reason);
        List<Packet> said = us.heard();
        Disconnecting goodbye = (Disconnecting) said.get(said.size() - 1);
        assertThat(goodbye.known()).contains(code);
        assertThat(goodbye.payload()).isEqualTo(payload);
    }

    private static ByHand connected() {
        return ByHand.connected(OpenDexRoom.options(1));
    }

    private static ByHand connectedWithDiscovery() {
        return ByHand.connected(OpenDexRoom.options(1).withDiscovery(true, Duration.ofHours(12)));
    }
}
