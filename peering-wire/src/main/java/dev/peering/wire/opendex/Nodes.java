package dev.peering.wire.opendex;

import java.util.List;

/**
 * Whom the sender is connected to, as far as they said where they listen; the answer to {@link GetNodes}. {@code opendex.md}, sections
 * 3.2 and 9. Hearsay: neither keys nor addresses are checked by anybody.
 *
 * @param id names this packet
 * @param requestId the id of the question
 * @param nodes at most {@value OpenDexWire#MAX_NODES}; may be empty ({@code nodes}, 3; the published text has another number)
 */
public record Nodes(String id, String requestId, List<NodeEntry> nodes) implements Packet.Response {

    /** Rejects ids that are empty or too long, and too many nodes. */
    public Nodes {
        Require.id("id", id);
        Require.id("req_id", requestId);
        nodes = List.copyOf(nodes);
        Require.count("nodes", nodes.size(), 0, OpenDexWire.MAX_NODES);
    }

    @Override
    public PacketType type() {
        return PacketType.NODES;
    }
}
