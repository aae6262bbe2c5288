package dev.peering.wire.opendex;

/**
 * The answer to {@link Ping}. {@code opendex.md}, section 3.2.
 *
 * @param id names this packet
 * @param requestId the id of the ping
 */
public record Pong(String id, String requestId) implements Packet.Response {

    /** Rejects ids that are empty or too long. */
    public Pong {
        Require.id("id", id);
        Require.id("req_id", requestId);
    }

    @Override
    public PacketType type() {
        return PacketType.PONG;
    }
}
