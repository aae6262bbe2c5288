package dev.peering.wire.opendex;

/**
 * Asks whether the other end is still there; answered by {@link Pong}. {@code opendex.md}, section 3.2.
 *
 * @param id names this packet
 */
public record Ping(String id) implements Packet {

    /** Rejects an id that is empty or too long. */
    public Ping {
        Require.id("id", id);
    }

    @Override
    public PacketType type() {
        return PacketType.PING;
    }
}
