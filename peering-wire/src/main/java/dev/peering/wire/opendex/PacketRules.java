package dev.peering.wire.opendex;

import static dev.peering.wire.opendex.MessageRule.Kind.DOUBLE;
import static dev.peering.wire.opendex.MessageRule.Kind.POSITIVE_DOUBLE;
import static dev.peering.wire.opendex.MessageRule.Kind.UINT32;
import static dev.peering.wire.opendex.MessageRule.Kind.UINT64;
import static dev.peering.wire.opendex.MessageRule.nonZero;
import static dev.peering.wire.opendex.MessageRule.number;
import static dev.peering.wire.opendex.MessageRule.part;
import static dev.peering.wire.opendex.MessageRule.parts;
import static dev.peering.wire.opendex.MessageRule.text;
import static dev.peering.wire.opendex.MessageRule.texts;
import static dev.peering.wire.opendex.MessageRule.word;

import java.util.List;

/** What each packet must hold and may hold: the original's validators, and our bounds. {@code opendex.md}, sections 3.1 and 3.2. */
final class PacketRules {

    private static final int WORD = OpenDexWire.MAX_WORD_LENGTH;
    private static final int TEXT = OpenDexWire.MAX_TEXT_LENGTH;

    private static final MessageRule ID = word(1, "id", OpenDexWire.MAX_ID_LENGTH);
    private static final MessageRule REQUEST_ID = word(2, "req_id", OpenDexWire.MAX_ID_LENGTH);

    /** In a node's own state the port is not looked at. */
    private static final List<MessageRule> OWN_ADDRESS =
            List.of(word(1, "host", OpenDexWire.MAX_HOST_LENGTH), number(2, "port", UINT32));

    private static final List<MessageRule> ADDRESS =
            List.of(word(1, "host", OpenDexWire.MAX_HOST_LENGTH), nonZero(2, "port", UINT32));

    private static final List<MessageRule> NODE =
            List.of(word(1, "node_pub_key", WORD), parts(2, "addresses", 1, OpenDexWire.MAX_ADDRESSES, ADDRESS));

    private static final List<MessageRule> STRING_ENTRY = List.of(text(1, "key", WORD), text(2, "value", TEXT));

    private static final List<MessageRule> URIS_ENTRY = List.of(
            text(1, "key", WORD),
            parts(2, "value", 0, 1, List.of(texts(1, "lnd_uri", TEXT, 0, OpenDexWire.MAX_LND_URIS))));

    private static final List<MessageRule> STATE = List.of(
            parts(3, "addresses", 0, OpenDexWire.MAX_ADDRESSES, OWN_ADDRESS),
            texts(4, "pairs", WORD, 0, OpenDexWire.MAX_PAIRS),
            parts(6, "lnd_pub_keys", 0, OpenDexWire.MAX_CURRENCIES, STRING_ENTRY),
            parts(7, "token_identifiers", 0, OpenDexWire.MAX_CURRENCIES, STRING_ENTRY),
            parts(8, "lnd_uris", 0, OpenDexWire.MAX_CURRENCIES, URIS_ENTRY),
            text(9, "connext_identifier", TEXT));

    private static final List<MessageRule> OFFER = List.of(
            word(1, "id", OpenDexWire.MAX_ID_LENGTH),
            word(2, "pair_id", WORD),
            nonZero(3, "price", POSITIVE_DOUBLE),
            nonZero(4, "quantity", UINT64),
            number(5, "is_buy", UINT64),
            text(6, "replace_order_id", OpenDexWire.MAX_ID_LENGTH));

    private PacketRules() {}

    static List<MessageRule> of(PacketType type) {
        return switch (type) {
            case SESSION_INIT -> SESSION_INIT;
            case SESSION_ACK -> SESSION_ACK;
            case NODE_STATE_UPDATE -> NODE_STATE_UPDATE;
            case DISCONNECTING -> DISCONNECTING;
            case PING, GET_NODES -> QUESTION;
            case PONG, SANITY_SWAP_ACK -> ANSWER;
            case NODES -> NODES;
            case ORDER -> ORDER;
            case ORDER_INVALIDATION -> ORDER_INVALIDATION;
            case GET_ORDERS -> GET_ORDERS;
            case ORDERS -> ORDERS;
            case SWAP_REQUEST -> SWAP_REQUEST;
            case SWAP_ACCEPTED -> SWAP_ACCEPTED;
            case SWAP_FAILED -> SWAP_FAILED;
            case SANITY_SWAP -> SANITY_SWAP;
        };
    }

    private static final List<MessageRule> SESSION_INIT = List.of(
            ID,
            word(2, "sign", WORD),
            word(3, "peer_pub_key", WORD),
            word(4, "ephemeral_pub_key", WORD),
            part(5, "node_state", STATE),
            word(6, "version", WORD),
            word(7, "node_pub_key", WORD));

    private static final List<MessageRule> SESSION_ACK = List.of(ID, REQUEST_ID, word(3, "ephemeral_pub_key", WORD));

    private static final List<MessageRule> NODE_STATE_UPDATE = List.of(ID, part(5, "node_state", STATE));

    private static final List<MessageRule> DISCONNECTING =
            List.of(ID, nonZero(2, "reason", UINT32), text(3, "payload", Require.MAX_LONG_TEXT_LENGTH));

    private static final List<MessageRule> QUESTION = List.of(ID);

    private static final List<MessageRule> ANSWER = List.of(ID, REQUEST_ID);

    private static final List<MessageRule> NODES =
            List.of(ID, REQUEST_ID, parts(3, "nodes", 0, OpenDexWire.MAX_NODES, NODE));

    private static final List<MessageRule> ORDER = List.of(ID, part(2, "order", OFFER));

    private static final List<MessageRule> ORDER_INVALIDATION = List.of(
            ID,
            word(2, "order_id", OpenDexWire.MAX_ID_LENGTH),
            word(3, "pair_id", WORD),
            nonZero(4, "quantity", UINT64));

    private static final List<MessageRule> GET_ORDERS =
            List.of(ID, texts(2, "pair_ids", WORD, 1, OpenDexWire.MAX_PAIRS));

    private static final List<MessageRule> ORDERS =
            List.of(ID, REQUEST_ID, parts(3, "orders", 0, OpenDexWire.MAX_ORDERS, OFFER));

    private static final List<MessageRule> SWAP_REQUEST = List.of(
            ID,
            nonZero(2, "proposed_quantity", UINT64),
            word(3, "pair_id", WORD),
            word(4, "order_id", OpenDexWire.MAX_ID_LENGTH),
            word(5, "r_hash", WORD),
            nonZero(6, "taker_cltv_delta", UINT32));

    private static final List<MessageRule> SWAP_ACCEPTED = List.of(
            ID,
            REQUEST_ID,
            word(3, "r_hash", WORD),
            nonZero(4, "quantity", DOUBLE),
            nonZero(5, "maker_cltv_delta", UINT32));

    private static final List<MessageRule> SWAP_FAILED = List.of(
            ID,
            text(2, "req_id", OpenDexWire.MAX_ID_LENGTH),
            word(3, "r_hash", WORD),
            text(4, "error_message", Require.MAX_LONG_TEXT_LENGTH),
            number(5, "failure_reason", UINT32));

    private static final List<MessageRule> SANITY_SWAP =
            List.of(ID, word(2, "currency", WORD), word(3, "r_hash", WORD));
}
