package dev.peering.wire.opendex;

/** The bodies of packets about orders and swaps, as the original makes them. Keys stand in sorted order. */
final class TradeJson {

    private TradeJson() {}

    static void body(TradePacket packet, JsonText json) {
        if (packet instanceof TradePacket.Order order) {
            offer(order.offer(), order.offer().replaces(), json);
        } else if (packet instanceof TradePacket.OrderInvalidation gone) {
            json.open('{').key("id").string(gone.orderId()).key("pairId").string(gone.pair());
            quantity(gone.quantity(), json.key("quantity"));
            json.close('}');
        } else if (packet instanceof TradePacket.GetOrders question) {
            json.open('{').key("pairIds").strings(question.pairs()).close('}');
        } else if (packet instanceof TradePacket.Orders orders) {
            json.open('[');
            orders.offers().forEach(offer -> offer(offer, "", json));
            json.close(']');
        } else {
            swap(packet, json);
        }
    }

    private static void swap(TradePacket packet, JsonText json) {
        json.open('{');
        if (packet instanceof TradePacket.SwapRequest request) {
            json.key("orderId").string(request.orderId()).key("pairId").string(request.pair());
            quantity(request.proposedQuantity(), json.key("proposedQuantity"));
            json.key("rHash").string(request.paymentHash());
            json.key("takerCltvDelta").number(request.takerCltvDelta());
        } else if (packet instanceof TradePacket.SwapAccepted accepted) {
            json.key("makerCltvDelta").number(accepted.makerCltvDelta());
            json.key("quantity").number(accepted.quantity());
            json.key("rHash").string(accepted.paymentHash());
        } else if (packet instanceof TradePacket.SwapFailed failed) {
            if (!failed.errorMessage().isEmpty()) {
                json.key("errorMessage").string(failed.errorMessage());
            }
            json.key("failureReason").number(failed.failureReason());
            json.key("rHash").string(failed.paymentHash());
        } else if (packet instanceof TradePacket.SanitySwap sanity) {
            json.key("currency").string(sanity.currency()).key("rHash").string(sanity.paymentHash());
        }
        json.close('}');
    }

    private static void offer(TradePacket.Offer offer, String replaces, JsonText json) {
        json.open('{').key("id").string(offer.id()).key("isBuy").bool(offer.buy());
        json.key("pairId").string(offer.pair()).key("price").number(offer.price());
        quantity(offer.quantity(), json.key("quantity"));
        if (!replaces.isEmpty()) {
            json.key("replaceOrderId").string(replaces);
        }
        json.close('}');
    }

    /** Unsigned, and rounded as the original rounds it. */
    private static void quantity(long quantity, JsonText json) {
        json.number(JavaScriptNumber.ofUnsigned(quantity));
    }
}
