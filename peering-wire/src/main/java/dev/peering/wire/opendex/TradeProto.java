package dev.peering.wire.opendex;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.peering.wire.opendex.proto.OpenDexProto;

/** Packets about orders and swaps as protobuf messages, and back. */
final class TradeProto {

    private TradeProto() {}

    static MessageLite message(TradePacket packet) {
        if (packet instanceof TradePacket.Order order) {
            return OpenDexProto.OrderPacket.newBuilder()
                    .setId(order.id())
                    .setOrder(offer(order.offer()))
                    .build();
        }
        if (packet instanceof TradePacket.OrderInvalidation gone) {
            return OpenDexProto.OrderInvalidation.newBuilder()
                    .setId(gone.id())
                    .setOrderId(gone.orderId())
                    .setPairId(gone.pair())
                    .setQuantity(gone.quantity())
                    .build();
        }
        if (packet instanceof TradePacket.GetOrders question) {
            return OpenDexProto.GetOrders.newBuilder()
                    .setId(question.id())
                    .addAllPairIds(question.pairs())
                    .build();
        }
        if (packet instanceof TradePacket.Orders orders) {
            return OpenDexProto.Orders.newBuilder()
                    .setId(orders.id())
                    .setReqId(orders.requestId())
                    .addAllOrders(
                            orders.offers().stream().map(TradeProto::offer).toList())
                    .build();
        }
        return swap(packet);
    }

    private static MessageLite swap(TradePacket packet) {
        if (packet instanceof TradePacket.SwapRequest request) {
            return OpenDexProto.SwapRequest.newBuilder()
                    .setId(request.id())
                    .setProposedQuantity(request.proposedQuantity())
                    .setPairId(request.pair())
                    .setOrderId(request.orderId())
                    .setRHash(request.paymentHash())
                    .setTakerCltvDelta((int) request.takerCltvDelta())
                    .build();
        }
        if (packet instanceof TradePacket.SwapAccepted accepted) {
            return OpenDexProto.SwapAccepted.newBuilder()
                    .setId(accepted.id())
                    .setReqId(accepted.requestId())
                    .setRHash(accepted.paymentHash())
                    .setQuantity(accepted.quantity())
                    .setMakerCltvDelta((int) accepted.makerCltvDelta())
                    .build();
        }
        if (packet instanceof TradePacket.SwapFailed failed) {
            return OpenDexProto.SwapFailed.newBuilder()
                    .setId(failed.id())
                    .setReqId(failed.requestId())
                    .setRHash(failed.paymentHash())
                    .setErrorMessage(failed.errorMessage())
                    .setFailureReason((int) failed.failureReason())
                    .build();
        }
        if (packet instanceof TradePacket.SanitySwap sanity) {
            return OpenDexProto.SanitySwap.newBuilder()
                    .setId(sanity.id())
                    .setCurrency(sanity.currency())
                    .setRHash(sanity.paymentHash())
                    .build();
        }
        if (packet instanceof TradePacket.SanitySwapAck ack) {
            return OpenDexProto.SanitySwapAck.newBuilder()
                    .setId(ack.id())
                    .setReqId(ack.requestId())
                    .build();
        }
        throw new AssertionError(packet.type());
    }

    static TradePacket packet(PacketType type, ByteString scanned) {
        return switch (type) {
            case ORDER -> order(FromProto.parse(OpenDexProto.OrderPacket.parser(), scanned));
            case ORDER_INVALIDATION -> gone(FromProto.parse(OpenDexProto.OrderInvalidation.parser(), scanned));
            case GET_ORDERS -> question(FromProto.parse(OpenDexProto.GetOrders.parser(), scanned));
            case ORDERS -> orders(FromProto.parse(OpenDexProto.Orders.parser(), scanned));
            case SWAP_REQUEST -> request(FromProto.parse(OpenDexProto.SwapRequest.parser(), scanned));
            case SWAP_ACCEPTED -> accepted(FromProto.parse(OpenDexProto.SwapAccepted.parser(), scanned));
            case SWAP_FAILED -> failed(FromProto.parse(OpenDexProto.SwapFailed.parser(), scanned));
            case SANITY_SWAP -> sanity(FromProto.parse(OpenDexProto.SanitySwap.parser(), scanned));
            case SANITY_SWAP_ACK -> ack(FromProto.parse(OpenDexProto.SanitySwapAck.parser(), scanned));
            default -> throw new AssertionError(type);
        };
    }

    private static TradePacket order(OpenDexProto.OrderPacket message) {
        return new TradePacket.Order(message.getId(), offer(message.getOrder()));
    }

    private static TradePacket gone(OpenDexProto.OrderInvalidation message) {
        return new TradePacket.OrderInvalidation(
                message.getId(), message.getOrderId(), message.getPairId(), message.getQuantity());
    }

    private static TradePacket question(OpenDexProto.GetOrders message) {
        return new TradePacket.GetOrders(message.getId(), message.getPairIdsList());
    }

    private static TradePacket orders(OpenDexProto.Orders message) {
        return new TradePacket.Orders(
                message.getId(),
                message.getReqId(),
                message.getOrdersList().stream().map(TradeProto::offer).toList());
    }

    private static TradePacket request(OpenDexProto.SwapRequest message) {
        return new TradePacket.SwapRequest(
                message.getId(),
                message.getProposedQuantity(),
                message.getPairId(),
                message.getOrderId(),
                message.getRHash(),
                Integer.toUnsignedLong(message.getTakerCltvDelta()));
    }

    private static TradePacket accepted(OpenDexProto.SwapAccepted message) {
        return new TradePacket.SwapAccepted(
                message.getId(),
                message.getReqId(),
                message.getRHash(),
                message.getQuantity(),
                Integer.toUnsignedLong(message.getMakerCltvDelta()));
    }

    private static TradePacket failed(OpenDexProto.SwapFailed message) {
        return new TradePacket.SwapFailed(
                message.getId(),
                message.getReqId(),
                message.getRHash(),
                message.getErrorMessage(),
                Integer.toUnsignedLong(message.getFailureReason()));
    }

    private static TradePacket sanity(OpenDexProto.SanitySwap message) {
        return new TradePacket.SanitySwap(message.getId(), message.getCurrency(), message.getRHash());
    }

    private static TradePacket ack(OpenDexProto.SanitySwapAck message) {
        return new TradePacket.SanitySwapAck(message.getId(), message.getReqId());
    }

    private static OpenDexProto.Order offer(TradePacket.Offer offer) {
        return OpenDexProto.Order.newBuilder()
                .setId(offer.id())
                .setPairId(offer.pair())
                .setPrice(offer.price())
                .setQuantity(offer.quantity())
                .setIsBuy(offer.buy())
                .setReplaceOrderId(offer.replaces())
                .build();
    }

    private static TradePacket.Offer offer(OpenDexProto.Order order) {
        return new TradePacket.Offer(
                order.getId(),
                order.getPairId(),
                order.getPrice(),
                order.getQuantity(),
                order.getIsBuy(),
                order.getReplaceOrderId());
    }
}
