package dev.peering.wire.opendex;

import static dev.peering.wire.opendex.Fields.number;
import static dev.peering.wire.opendex.Fields.part;
import static dev.peering.wire.opendex.Fields.real;
import static dev.peering.wire.opendex.Fields.text;
import static dev.peering.wire.opendex.Fields.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3 What is no packet, and which of xud's errors says so")
class PacketRefusalTest {

    private static final Bytes ID = text(1, "i");
    private static final Bytes REQUEST_ID = text(2, "r");
    private static final Bytes ADDRESS = part(2, text(1, "h"), number(2, 1));
    private static final Bytes STATE = part(5);
    private static final Bytes OFFER = part(3, text(1, "o"), text(2, "A/B"), real(3, 0.5), number(4, 1));

    @ParameterizedTest
    @ValueSource(ints = {14, 18, 19, 255, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    @DisplayName("2.17 for type 14, which is gone, and for every type above 17")
    void unknownType(int type) {
        assertFault(WireFault.UNKNOWN_PACKET_TYPE, type, ID);
    }

    @Test
    @DisplayName("2.16 for every packet without its id, or with an empty one")
    void noId() {
        for (PacketType type : PacketType.values()) {
            assertRefused(WireFault.INVALID_PACKET, "id", type, Bytes.EMPTY);
            assertRefused(WireFault.INVALID_PACKET, "id", type, text(1, ""));
        }
    }

    @Test
    @DisplayName("2.16 for SessionInit without one of its fields, and none for an empty node state")
    void sessionInit() throws MalformedException {
        Bytes[] fields = {
            ID, text(2, "s"), text(3, "p"), text(4, "e"), STATE, text(6, "v"), text(7, "n"),
        };
        assertThat(decode(PacketType.SESSION_INIT, fields))
                .isEqualTo(new SessionInit("i", "s", new SessionClaim("e", "n", NodeState.EMPTY, "p", "v")));
        for (int i = 0; i < fields.length; i++) {
            Bytes[] rest = fields.clone();
            rest[i] = Bytes.EMPTY;
            assertFault(WireFault.INVALID_PACKET, 0, rest);
        }
    }

    @Test
    @DisplayName("2.16 for an answer that does not say what it answers")
    void noRequestId() {
        for (PacketType type :
                List.of(PacketType.PONG, PacketType.NODES, PacketType.ORDERS, PacketType.SANITY_SWAP_ACK)) {
            assertRefused(WireFault.INVALID_PACKET, "req_id", type, ID);
        }
        assertRefused(WireFault.INVALID_PACKET, "req_id", PacketType.SESSION_ACK, ID, text(3, "e"));
    }

    @Test
    @DisplayName("2.16 for a Disconnecting without a reason, and none for a reason nobody knows")
    void reason() throws MalformedException {
        assertRefused(WireFault.INVALID_PACKET, "reason", PacketType.DISCONNECTING, ID);
        assertRefused(WireFault.INVALID_PACKET, "reason", PacketType.DISCONNECTING, ID, number(2, 0));
        assertThat(decode(PacketType.DISCONNECTING, ID, number(2, 99))).isEqualTo(new Disconnecting("i", 99, ""));
    }

    @Test
    @DisplayName("2.16 for a node state in the field where the published text has it: nobody reads it there")
    void publishedNumbers() {
        assertRefused(WireFault.INVALID_PACKET, "node_state", PacketType.NODE_STATE_UPDATE, ID, part(2));
    }

    @Test
    @DisplayName("2.16 for a node without a key, an address, a host or a port")
    void nodes() throws MalformedException {
        Bytes key = text(1, "k");
        assertThat(decode(PacketType.NODES, ID, REQUEST_ID, part(3, key, ADDRESS)))
                .isEqualTo(new Nodes("i", "r", List.of(new NodeEntry("k", List.of(new NodeAddress("h", 1))))));
        assertRefused(WireFault.INVALID_PACKET, "node_pub_key", PacketType.NODES, ID, REQUEST_ID, part(3, ADDRESS));
        assertRefused(WireFault.INVALID_PACKET, "addresses", PacketType.NODES, ID, REQUEST_ID, part(3, key));
        assertRefused(
                WireFault.INVALID_PACKET,
                "host",
                PacketType.NODES,
                ID,
                REQUEST_ID,
                part(3, key, part(2, number(2, 1))));
        assertRefused(
                WireFault.INVALID_PACKET,
                "port",
                PacketType.NODES,
                ID,
                REQUEST_ID,
                part(3, key, ADDRESS, part(2, text(1, "h"))));
    }

    @Test
    @DisplayName("a node's own state may have port 0, but no address without a host")
    void ownAddresses() throws MalformedException {
        assertThat(decode(PacketType.NODE_STATE_UPDATE, ID, part(5, part(3, text(1, "h")))))
                .isEqualTo(new NodeStateUpdate("i", NodeState.of(List.of(new NodeAddress("h", 0)), List.of())));
        assertRefused(
                WireFault.INVALID_PACKET, "host", PacketType.NODE_STATE_UPDATE, ID, part(5, part(3, number(2, 1))));
    }

    @Test
    @DisplayName("2.16 for orders without price or quantity, also when they are no number or below zero")
    void orders() throws MalformedException {
        assertThat(decode(PacketType.ORDERS, ID, REQUEST_ID, OFFER)).isInstanceOf(TradePacket.Orders.class);
        for (Bytes price : List.of(Bytes.EMPTY, real(3, 0), real(3, -1), real(3, Double.NaN), real(3, -0.0))) {
            Bytes offer = part(3, text(1, "o"), text(2, "A/B"), price, number(4, 1));
            assertRefused(WireFault.INVALID_PACKET, "price", PacketType.ORDERS, ID, REQUEST_ID, offer);
        }
        assertRefused(
                WireFault.INVALID_PACKET,
                "quantity",
                PacketType.ORDER,
                ID,
                part(2, text(1, "o"), text(2, "A/B"), real(3, 1), number(4, 0)));
        assertRefused(WireFault.INVALID_PACKET, "pair_ids", PacketType.GET_ORDERS, ID);
    }

    @Test
    @DisplayName("unknown fields are dropped, up to a bound that holds for all parts together")
    void unknownFields() throws MalformedException {
        Bytes some = Bytes.concat(number(1000, 1), text(1001, "?"), real(1002, 1), Bytes.hex("e53e01020304"));
        assertThat(decode(PacketType.PING, ID, some)).isEqualTo(new Ping("i"));
        Bytes half = times(64, number(99, 1));
        assertThat(decode(PacketType.NODE_STATE_UPDATE, ID, part(5, half), half))
                .isEqualTo(new NodeStateUpdate("i", NodeState.EMPTY));
        assertFault(WireFault.INVALID_PACKET, 2, ID, part(5, half), half, number(99, 1));
    }

    @Test
    @DisplayName(
            "a field that does not repeat is refused the second time, because the original and protobuf read it differently")
    void twice() {
        assertRefused(WireFault.INVALID_PACKET, "id", PacketType.PING, ID, ID);
        assertRefused(WireFault.INVALID_PACKET, "node_state", PacketType.NODE_STATE_UPDATE, ID, STATE, STATE);
    }

    @Test
    @DisplayName("the last of two equal map keys counts")
    void mapKeys() throws MalformedException {
        Bytes entries = Bytes.concat(part(6, text(1, "k"), text(2, "1")), part(6, text(1, "k"), text(2, "2")));
        NodeState state = new NodeState(List.of(), List.of(), "", Map.of("k", "2"), Map.of(), Map.of());
        assertThat(decode(PacketType.NODE_STATE_UPDATE, ID, part(5, entries)))
                .isEqualTo(new NodeStateUpdate("i", state));
    }

    @Test
    @DisplayName(
            "silence for what is no protobuf: cut off, groups, field 0, foreign wire types, numbers that do not fit")
    void unreadable() {
        List<Bytes> broken = List.of(
                Bytes.hex("0a05"),
                Bytes.hex("0a"),
                Bytes.hex("80"),
                Bytes.hex("0affffffffffffffffff01"),
                Bytes.hex("7b"),
                Bytes.hex("7c"),
                Bytes.hex("7f"),
                Bytes.hex("00"),
                Bytes.hex("0801"),
                Bytes.hex("0a02ff00"),
                Bytes.hex("88808080808080808080808001"),
                Bytes.hex("8080808080808080808001"));
        for (Bytes bytes : broken) {
            assertFault(WireFault.UNREADABLE, 4, bytes);
        }
        assertFault(WireFault.UNREADABLE, 3, ID, number(2, 1L << 32));
        assertFault(WireFault.UNREADABLE, 2, ID, Bytes.hex("2a0a1a"));
        assertThat(WireFault.UNREADABLE.silent()).isTrue();
    }

    @Test
    @DisplayName("silence for text that is not UTF-8, surrogates in three bytes included")
    void utf8() {
        for (String bytes : List.of("ff", "c080", "eda080", "f4908080", "e280")) {
            assertFault(WireFault.UNREADABLE, 4, Fields.bytes(1, Bytes.hex(bytes)));
        }
    }

    @Test
    @DisplayName("2.16 beyond the bounds: long texts, many entries, and nothing is made of them before")
    void bounds() throws MalformedException {
        assertThat(decode(PacketType.PING, text(1, "x".repeat(256)))).isEqualTo(new Ping("x".repeat(256)));
        assertRefused(WireFault.INVALID_PACKET, "id", PacketType.PING, text(1, "x".repeat(257)));
        assertRefused(WireFault.INVALID_PACKET, "id", PacketType.PING, text(1, "\u00e9".repeat(129)));
        Bytes node = part(3, text(1, "k"), ADDRESS);
        assertThat(decode(PacketType.NODES, ID, REQUEST_ID, times(OpenDexWire.MAX_NODES, node)))
                .isInstanceOf(Nodes.class);
        assertRefused(
                WireFault.INVALID_PACKET,
                "nodes",
                PacketType.NODES,
                ID,
                REQUEST_ID,
                times(OpenDexWire.MAX_NODES + 1, node));
        assertState("addresses", times(OpenDexWire.MAX_ADDRESSES, part(3, text(1, "h"))), part(3, text(1, "h")));
        assertState("pairs", times(OpenDexWire.MAX_PAIRS, text(4, "")), text(4, ""));
        assertState("lnd_pub_keys", times(OpenDexWire.MAX_CURRENCIES, part(6)), part(6));
        assertState("token_identifiers", times(OpenDexWire.MAX_CURRENCIES, part(7)), part(7));
        assertState("lnd_uris", times(OpenDexWire.MAX_CURRENCIES, part(8)), part(8));
        Bytes uris = times(OpenDexWire.MAX_LND_URIS, text(1, "u"));
        assertState("lnd_uri", part(8, part(2, uris)), part(8, part(2, uris, text(1, "u"))));
    }

    /** The first is as much as there may be, and one more is too much. */
    private static void assertState(String field, Bytes most, Bytes more) throws MalformedException {
        assertThat(decode(PacketType.NODE_STATE_UPDATE, ID, part(5, most))).isInstanceOf(NodeStateUpdate.class);
        assertRefused(WireFault.INVALID_PACKET, field, PacketType.NODE_STATE_UPDATE, ID, part(5, most, more));
    }

    @Test
    @DisplayName("records refuse what decoders refuse")
    void records() {
        assertThatThrownBy(() -> new Ping("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ping("x".repeat(257))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ping("\ud83d")).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> new Disconnecting("i", 0, "")).hasMessageContaining("reason");
        assertThatThrownBy(() -> new Disconnecting("i", 1L << 32, "")).hasMessageContaining("reason");
        assertThatThrownBy(() -> new NodeEntry("k", List.of())).hasMessageContaining("addresses");
        assertThatThrownBy(() -> new NodeEntry("k", List.of(new NodeAddress("h", 0))))
                .hasMessageContaining("port");
        assertThatThrownBy(() -> new TradePacket.Offer("o", "p", Double.NaN, 1, true, ""))
                .hasMessageContaining("price");
        assertThatThrownBy(() -> new TradePacket.GetOrders("i", List.of())).hasMessageContaining("pair_ids");
    }

    @Test
    @DisplayName("what a peer says of its reason is shown cut and escaped")
    void printable() {
        Disconnecting loud = new Disconnecting("i", 13, "\u001b[2J" + "x".repeat(500));
        assertThat(loud.printablePayload()).startsWith("\\u001b[2Jxx").hasSizeLessThan(250);
        assertThat(loud.toString()).doesNotContain("\u001b");
    }

    private static Packet decode(PacketType type, Bytes... fields) throws MalformedException {
        return PacketCodec.decode(type.code(), Bytes.concat(fields));
    }

    private static void assertFault(WireFault fault, int type, Bytes... fields) {
        MalformedException refusal =
                catchThrowableOfType(MalformedException.class, () -> PacketCodec.decode(type, Bytes.concat(fields)));
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(WireFault.of(refusal)).as(refusal.getMessage()).isEqualTo(fault);
    }

    private static void assertRefused(WireFault fault, String field, PacketType type, Bytes... fields) {
        MalformedException refusal = catchThrowableOfType(MalformedException.class, () -> decode(type, fields));
        assertThat(refusal).as("a refusal of " + field).isNotNull();
        assertThat(WireFault.of(refusal)).as(refusal.getMessage()).isEqualTo(fault);
        assertThat(refusal.field()).as(refusal.getMessage()).isEqualTo(field);
    }
}
