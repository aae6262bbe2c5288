package dev.peering.wire.opendex;

import com.google.protobuf.MessageLite;
import dev.peering.wire.opendex.proto.OpenDexProto;
import java.util.List;

/** Packets as protobuf messages. */
final class ToProto {

    private ToProto() {}

    static MessageLite message(Packet packet) {
        if (packet instanceof SessionInit init) {
            return sessionInit(init);
        }
        if (packet instanceof SessionAck ack) {
            return OpenDexProto.SessionAck.newBuilder()
                    .setId(ack.id())
                    .setReqId(ack.requestId())
                    .setEphemeralPubKey(ack.ephemeralKey())
                    .build();
        }
        if (packet instanceof NodeStateUpdate update) {
            return OpenDexProto.NodeStateUpdate.newBuilder()
                    .setId(update.id())
                    .setNodeState(state(update.nodeState()))
                    .build();
        }
        if (packet instanceof Disconnecting disconnecting) {
            return OpenDexProto.Disconnecting.newBuilder()
                    .setId(disconnecting.id())
                    .setReason((int) disconnecting.reason())
                    .setPayload(disconnecting.payload())
                    .build();
        }
        if (packet instanceof Ping ping) {
            return OpenDexProto.Ping.newBuilder().setId(ping.id()).build();
        }
        if (packet instanceof Pong pong) {
            return OpenDexProto.Pong.newBuilder()
                    .setId(pong.id())
                    .setReqId(pong.requestId())
                    .build();
        }
        if (packet instanceof GetNodes question) {
            return OpenDexProto.GetNodes.newBuilder().setId(question.id()).build();
        }
        if (packet instanceof Nodes nodes) {
            return nodes(nodes);
        }
        if (packet instanceof TradePacket trade) {
            return TradeProto.message(trade);
        }
        throw new AssertionError(packet.type());
    }

    private static MessageLite sessionInit(SessionInit init) {
        SessionClaim claim = init.claim();
        return OpenDexProto.SessionInit.newBuilder()
                .setId(init.id())
                .setSign(init.signature())
                .setPeerPubKey(claim.peerKey())
                .setEphemeralPubKey(claim.ephemeralKey())
                .setNodeState(state(claim.nodeState()))
                .setVersion(claim.version())
                .setNodePubKey(claim.nodeKey())
                .build();
    }

    private static MessageLite nodes(Nodes nodes) {
        OpenDexProto.Nodes.Builder message =
                OpenDexProto.Nodes.newBuilder().setId(nodes.id()).setReqId(nodes.requestId());
        for (NodeEntry node : nodes.nodes()) {
            message.addNodes(OpenDexProto.Node.newBuilder()
                    .setNodePubKey(node.nodeKey())
                    .addAllAddresses(addresses(node.addresses())));
        }
        return message.build();
    }

    private static OpenDexProto.NodeState state(NodeState state) {
        OpenDexProto.NodeState.Builder message = OpenDexProto.NodeState.newBuilder()
                .addAllAddresses(addresses(state.addresses()))
                .addAllPairs(state.pairs())
                .putAllLndPubKeys(state.lndPubKeys())
                .putAllTokenIdentifiers(state.tokenIdentifiers())
                .setConnextIdentifier(state.connextIdentifier());
        state.lndUris()
                .forEach((currency, uris) -> message.putLndUris(
                        currency,
                        OpenDexProto.LndUris.newBuilder().addAllLndUri(uris).build()));
        return message.build();
    }

    private static List<OpenDexProto.Address> addresses(List<NodeAddress> addresses) {
        return addresses.stream()
                .map(address -> OpenDexProto.Address.newBuilder()
                        .setHost(address.host())
                        .setPort((int) address.port())
                        .build())
                .toList();
    }
}
