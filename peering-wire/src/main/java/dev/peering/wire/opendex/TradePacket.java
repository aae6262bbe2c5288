package dev.peering.wire.opendex;

import java.util.List;

/**
 * The packets about orders and swaps. They are read, checked as the original checks them, and handed on; nothing in this house trades.
 * {@code opendex.md}, section 3.2.
 *
 * <p>A node must never answer them with a protocol error. Quantities are unsigned 64-bit numbers in a {@code long}; the original keeps
 * them as doubles, so above 2^53 it sees a rounded one.
 */
public sealed interface TradePacket extends Packet
        permits TradePacket.Order,
                TradePacket.OrderInvalidation,
                TradePacket.GetOrders,
                TradePacket.Orders,
                TradePacket.SwapRequest,
                TradePacket.SwapAccepted,
                TradePacket.SwapFailed,
                TradePacket.SanitySwap,
                TradePacket.SanitySwapAck {

    /**
     * What somebody offers.
     *
     * @param id of the order, not empty
     * @param pair "BASE/QUOTE", not empty
     * @param price above 0
     * @param quantity unsigned, not 0
     * @param buy whether BASE is bought
     * @param replaces the order it replaces, or empty
     */
    record Offer(String id, String pair, double price, long quantity, boolean buy, String replaces) {

        /** Rejects what the original would refuse. */
        public Offer {
            Require.id("id", id);
            Require.word("pair_id", pair);
            Require.positive("price", price);
            Require.notZero("quantity", quantity);
            Require.text("replace_order_id", replaces, 0, OpenDexWire.MAX_ID_LENGTH);
        }
    }

    /**
     * An order for everybody.
     *
     * @param id names this packet
     * @param offer the order
     */
    record Order(String id, Offer offer) implements TradePacket {

        /** Rejects an id that is empty or too long. */
        public Order {
            Require.id("id", id);
        }

        @Override
        public PacketType type() {
            return PacketType.ORDER;
        }
    }

    /**
     * An order is gone, in whole or in part.
     *
     * @param id names this packet
     * @param orderId of the order
     * @param pair of the order
     * @param quantity unsigned, not 0: how much of it is gone
     */
    record OrderInvalidation(String id, String orderId, String pair, long quantity) implements TradePacket {

        /** Rejects what the original would refuse. */
        public OrderInvalidation {
            Require.id("id", id);
            Require.id("order_id", orderId);
            Require.word("pair_id", pair);
            Require.notZero("quantity", quantity);
        }

        @Override
        public PacketType type() {
            return PacketType.ORDER_INVALIDATION;
        }
    }

    /**
     * Asks for orders; answered by {@link Orders}.
     *
     * @param id names this packet
     * @param pairs 1 to {@value OpenDexWire#MAX_PAIRS}
     */
    record GetOrders(String id, List<String> pairs) implements TradePacket {

        /** Rejects none, and too many. */
        public GetOrders {
            Require.id("id", id);
            pairs = List.copyOf(pairs);
            Require.count("pair_ids", pairs.size(), 1, OpenDexWire.MAX_PAIRS);
            for (String pair : pairs) {
                Require.text("pair_ids", pair, 0, OpenDexWire.MAX_WORD_LENGTH);
            }
        }

        @Override
        public PacketType type() {
            return PacketType.GET_ORDERS;
        }
    }

    /**
     * The answer to {@link GetOrders}. The original knows no replaced orders here and leaves them out of the text it sums.
     *
     * @param id names this packet
     * @param requestId the id of the question
     * @param offers at most {@value OpenDexWire#MAX_ORDERS}; may be empty
     */
    record Orders(String id, String requestId, List<Offer> offers) implements TradePacket, Packet.Response {

        /** Rejects too many. */
        public Orders {
            Require.id("id", id);
            Require.id("req_id", requestId);
            offers = List.copyOf(offers);
            Require.count("orders", offers.size(), 0, OpenDexWire.MAX_ORDERS);
        }

        @Override
        public PacketType type() {
            return PacketType.ORDERS;
        }
    }

    /**
     * Proposes a swap; answered by {@link SwapAccepted} or {@link SwapFailed}.
     *
     * @param id names this packet
     * @param proposedQuantity unsigned, not 0
     * @param pair of the order
     * @param orderId of the order
     * @param paymentHash {@code r_hash}, hex
     * @param takerCltvDelta unsigned 32 bits, not 0
     */
    record SwapRequest(
            String id, long proposedQuantity, String pair, String orderId, String paymentHash, long takerCltvDelta)
            implements TradePacket {

        /** Rejects what the original would refuse. */
        public SwapRequest {
            Require.id("id", id);
            Require.notZero("proposed_quantity", proposedQuantity);
            Require.word("pair_id", pair);
            Require.id("order_id", orderId);
            Require.word("r_hash", paymentHash);
            Require.uint32("taker_cltv_delta", takerCltvDelta);
            Require.notZero("taker_cltv_delta", takerCltvDelta);
        }

        @Override
        public PacketType type() {
            return PacketType.SWAP_REQUEST;
        }
    }

    /**
     * Agrees to a swap.
     *
     * @param id names this packet
     * @param requestId the id of the proposal
     * @param paymentHash {@code r_hash}, hex
     * @param quantity neither 0 nor no number at all
     * @param makerCltvDelta unsigned 32 bits, not 0
     */
    record SwapAccepted(String id, String requestId, String paymentHash, double quantity, long makerCltvDelta)
            implements TradePacket, Packet.Response {

        /** Rejects what the original would refuse. */
        public SwapAccepted {
            Require.id("id", id);
            Require.id("req_id", requestId);
            Require.word("r_hash", paymentHash);
            if (quantity == 0 || Double.isNaN(quantity)) {
                throw new IllegalArgumentException("quantity is " + quantity);
            }
            Require.uint32("maker_cltv_delta", makerCltvDelta);
            Require.notZero("maker_cltv_delta", makerCltvDelta);
        }

        @Override
        public PacketType type() {
            return PacketType.SWAP_ACCEPTED;
        }
    }

    /**
     * Refuses a swap, or gives one up.
     *
     * @param id names this packet
     * @param requestId the id of the proposal, or empty when it answers none
     * @param paymentHash {@code r_hash}, hex
     * @param errorMessage more about it, or empty
     * @param failureReason unsigned 32 bits; {@link #SWAP_CLIENT_NOT_SETUP} is a polite no
     */
    record SwapFailed(String id, String requestId, String paymentHash, String errorMessage, long failureReason)
            implements TradePacket, Packet.Response {

        /** The failure reason of a node that cannot swap. */
        public static final long SWAP_CLIENT_NOT_SETUP = 3;

        /** Rejects what the original would refuse. */
        public SwapFailed {
            Require.id("id", id);
            Require.text("req_id", requestId, 0, OpenDexWire.MAX_ID_LENGTH);
            Require.word("r_hash", paymentHash);
            Require.longText("error_message", errorMessage);
            Require.uint32("failure_reason", failureReason);
        }

        @Override
        public PacketType type() {
            return PacketType.SWAP_FAILED;
        }
    }

    /**
     * Announces a swap of next to nothing; answered by {@link SanitySwapAck}.
     *
     * @param id names this packet
     * @param currency not empty
     * @param paymentHash {@code r_hash}, hex
     */
    record SanitySwap(String id, String currency, String paymentHash) implements TradePacket {

        /** Rejects what the original would refuse. */
        public SanitySwap {
            Require.id("id", id);
            Require.word("currency", currency);
            Require.word("r_hash", paymentHash);
        }

        @Override
        public PacketType type() {
            return PacketType.SANITY_SWAP;
        }
    }

    /**
     * Ready for a {@link SanitySwap}.
     *
     * @param id names this packet
     * @param requestId the id of the announcement
     */
    record SanitySwapAck(String id, String requestId) implements TradePacket, Packet.Response {

        /** Rejects ids that are empty or too long. */
        public SanitySwapAck {
            Require.id("id", id);
            Require.id("req_id", requestId);
        }

        @Override
        public PacketType type() {
            return PacketType.SANITY_SWAP_ACK;
        }
    }
}
