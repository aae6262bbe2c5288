package dev.peering.wire.opendex;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.peering.wire.opendex.proto.OpenDexProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Packets out of protobuf messages. Behind {@link MessageScanner}, so there is nothing left to object to. */
final class FromProto {

    private FromProto() {}

    static Packet packet(PacketType type, ByteString scanned) {
        return switch (type) {
            case SESSION_INIT -> sessionInit(parse(OpenDexProto.SessionInit.parser(), scanned));
            case SESSION_ACK -> sessionAck(parse(OpenDexProto.SessionAck.parser(), scanned));
            case NODE_STATE_UPDATE -> update(parse(OpenDexProto.NodeStateUpdate.parser(), scanned));
            case DISCONNECTING -> disconnecting(parse(OpenDexProto.Disconnecting.parser(), scanned));
            case PING -> new Ping(parse(OpenDexProto.Ping.parser(), scanned).getId());
            case PONG -> pong(parse(OpenDexProto.Pong.parser(), scanned));
            case GET_NODES ->
                new GetNodes(parse(OpenDexProto.GetNodes.parser(), scanned).getId());
            case NODES -> nodes(parse(OpenDexProto.Nodes.parser(), scanned));
            default -> TradeProto.packet(type, scanned);
        };
    }

    static <M> M parse(Parser<M> parser, ByteString scanned) {
        CodedInputStream input = scanned.newCodedInput();
        try {
            return parser.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("the scanner accepted what protobuf refuses", e);
        }
    }

    private static SessionInit sessionInit(OpenDexProto.SessionInit message) {
        SessionClaim claim = new SessionClaim(
                message.getEphemeralPubKey(),
                message.getNodePubKey(),
                state(message.getNodeState()),
                message.getPeerPubKey(),
                message.getVersion());
        return new SessionInit(message.getId(), message.getSign(), claim);
    }

    private static SessionAck sessionAck(OpenDexProto.SessionAck message) {
        return new SessionAck(message.getId(), message.getReqId(), message.getEphemeralPubKey());
    }

    private static NodeStateUpdate update(OpenDexProto.NodeStateUpdate message) {
        return new NodeStateUpdate(message.getId(), state(message.getNodeState()));
    }

    private static Disconnecting disconnecting(OpenDexProto.Disconnecting message) {
        return new Disconnecting(message.getId(), Integer.toUnsignedLong(message.getReason()), message.getPayload());
    }

    private static Pong pong(OpenDexProto.Pong message) {
        return new Pong(message.getId(), message.getReqId());
    }

    private static Nodes nodes(OpenDexProto.Nodes message) {
        List<NodeEntry> nodes = message.getNodesList().stream()
                .map(node -> new NodeEntry(node.getNodePubKey(), addresses(node.getAddressesList())))
                .toList();
        return new Nodes(message.getId(), message.getReqId(), nodes);
    }

    private static NodeState state(OpenDexProto.NodeState message) {
        Map<String, List<String>> uris = new LinkedHashMap<>();
        message.getLndUrisMap().forEach((currency, list) -> uris.put(currency, list.getLndUriList()));
        return new NodeState(
                addresses(message.getAddressesList()),
                message.getPairsList(),
                message.getConnextIdentifier(),
                message.getLndPubKeysMap(),
                uris,
                message.getTokenIdentifiersMap());
    }

    private static List<NodeAddress> addresses(List<OpenDexProto.Address> addresses) {
        return addresses.stream()
                .map(address -> new NodeAddress(address.getHost(), Integer.toUnsignedLong(address.getPort())))
                .toList();
    }
}
