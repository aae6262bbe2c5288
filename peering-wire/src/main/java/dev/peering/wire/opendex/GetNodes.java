package dev.peering.wire.opendex;

/**
 * Asks whom the other end is connected to; answered by {@link Nodes}. {@code opendex.md}, section 3.2.
 *
 * @param id names this packet
 */
public record GetNodes(String id) implements Packet {

    /** Rejects an id that is empty or too long. */
    public GetNodes {
        Require.id("id", id);
    }

    @Override
    public PacketType type() {
        return PacketType.GET_NODES;
    }
}
