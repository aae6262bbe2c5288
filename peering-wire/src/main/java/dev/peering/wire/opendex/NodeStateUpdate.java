package dev.peering.wire.opendex;

/**
 * The sender's state has changed; this is the whole of it, not a difference. {@code opendex.md}, sections 3.2 and 11.
 *
 * @param id names this packet
 * @param nodeState replaces the one before ({@code node_state}, 5; the published text has another number)
 */
public record NodeStateUpdate(String id, NodeState nodeState) implements Packet {

    /** Rejects an id that is empty or too long. */
    public NodeStateUpdate {
        Require.id("id", id);
    }

    @Override
    public PacketType type() {
        return PacketType.NODE_STATE_UPDATE;
    }
}
