package dev.peering.conformance.control;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** GoShimmer's JSON for peers: {@code publicKey}, {@code address}, and in answers {@code connectionDirection}, {@code connectionStatus}. */
final class PeerJson {

    /** What a target or an adapter says is bounded in depth and length. */
    static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxStringLength(65_536)
                            .maxDocumentLength(8_000_000)
                            .build())
                    .build())
            .build();

    private PeerJson() {}

    static ArrayNode write(List<ListedPeer> peers) {
        ArrayNode array = MAPPER.createArrayNode();
        for (ListedPeer peer : peers) {
            ObjectNode node = array.addObject().put("publicKey", peer.publicKey());
            // Never both: who knows only one address must not take the first of several for all there is.
            if (peer.addresses().size() > 1) {
                ArrayNode all = node.putArray("addresses");
                peer.addresses().forEach(all::add);
            } else if (!peer.addresses().isEmpty()) {
                node.put("address", peer.addresses().get(0));
            }
        }
        return array;
    }

    /** With direction and status. */
    static ArrayNode writeTold(List<ListedPeer> peers) {
        ArrayNode array = write(peers);
        for (int i = 0; i < peers.size(); i++) {
            ((ObjectNode) array.get(i))
                    .put("connectionDirection", peers.get(i).direction())
                    .put("connectionStatus", peers.get(i).status());
        }
        return array;
    }

    static List<ListedPeer> read(JsonNode array) throws ControlException {
        if (!array.isArray()) {
            throw new ControlException(ControlException.Kind.BROKEN, "the list of peers is not a JSON array");
        }
        List<ListedPeer> peers = new ArrayList<>();
        for (JsonNode node : array) {
            List<String> addresses = new ArrayList<>();
            node.path("addresses").forEach(one -> addresses.add(one.asString("")));
            peers.add(new ListedPeer(
                    node.path("publicKey").asString(""),
                    addresses.isEmpty() ? List.of(node.path("address").asString("")) : addresses,
                    node.path("connectionDirection").asString(""),
                    node.path("connectionStatus").asString("")));
        }
        return peers;
    }
}
