package dev.peering.wire.opendex;

import java.util.List;

/** Packets as the plain objects that the original makes of them. {@code opendex.md}, section 6. Keys stand in sorted order. */
final class PacketJson {

    private PacketJson() {}

    static void packet(Packet packet, JsonText json) {
        json.open('{');
        body(packet, json);
        json.key("header").open('{').key("id").string(packet.id());
        // A swap failure that answers nothing has no request id.
        if (packet instanceof Packet.Response response && !response.requestId().isEmpty()) {
            json.key("reqId").string(response.requestId());
        }
        json.close('}').close('}');
    }

    /** With a signature the body of a SessionInit, without one the object that is signed. */
    static void claim(SessionClaim claim, String signature, JsonText json) {
        json.open('{');
        json.key("ephemeralPubKey").string(claim.ephemeralKey());
        json.key("nodePubKey").string(claim.nodeKey());
        state(claim.nodeState(), json.key("nodeState"));
        json.key("peerPubKey").string(claim.peerKey());
        if (!signature.isEmpty()) {
            json.key("sign").string(signature);
        }
        json.key("version").string(claim.version());
        json.close('}');
    }

    /** Pings, pongs and questions for nodes have none. */
    private static void body(Packet packet, JsonText json) {
        if (packet instanceof SessionInit init) {
            claim(init.claim(), init.signature(), json.key("body"));
        } else if (packet instanceof SessionAck ack) {
            json.key("body")
                    .open('{')
                    .key("ephemeralPubKey")
                    .string(ack.ephemeralKey())
                    .close('}');
        } else if (packet instanceof NodeStateUpdate update) {
            state(update.nodeState(), json.key("body"));
        } else if (packet instanceof Disconnecting disconnecting) {
            disconnecting(disconnecting, json.key("body"));
        } else if (packet instanceof Nodes nodes) {
            nodes(nodes.nodes(), json.key("body"));
        } else if (packet instanceof TradePacket trade) {
            TradeJson.body(trade, json.key("body"));
        }
    }

    private static void disconnecting(Disconnecting packet, JsonText json) {
        json.open('{');
        if (!packet.payload().isEmpty()) {
            json.key("payload").string(packet.payload());
        }
        json.key("reason").number(packet.reason()).close('}');
    }

    private static void nodes(List<NodeEntry> nodes, JsonText json) {
        json.open('[');
        for (NodeEntry node : nodes) {
            json.open('{');
            addresses(node.addresses(), json.key("addresses"));
            json.key("nodePubKey").string(node.nodeKey()).close('}');
        }
        json.close(']');
    }

    private static void state(NodeState state, JsonText json) {
        json.open('{');
        addresses(state.addresses(), json.key("addresses"));
        json.key("connextIdentifier").string(state.connextIdentifier());
        json.key("lndPubKeys").strings(state.lndPubKeys());
        json.key("lndUris").open('{');
        state.lndUris().forEach((currency, uris) -> json.key(currency).strings(uris));
        json.close('}');
        json.key("pairs").strings(state.pairs());
        json.key("tokenIdentifiers").strings(state.tokenIdentifiers());
        json.close('}');
    }

    private static void addresses(List<NodeAddress> addresses, JsonText json) {
        json.open('[');
        for (NodeAddress address : addresses) {
            json.open('{').key("host").string(address.host()).key("port").number(address.port());
            json.close('}');
        }
        json.close(']');
    }
}
