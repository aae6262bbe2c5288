package dev.peering.wire.opendex;

/**
 * The other half of a key agreement. Not signed. Behind it its sender encrypts. {@code opendex.md}, sections 3.2 and 5.
 *
 * @param id names this packet
 * @param requestId the id of the {@link SessionInit} it answers
 * @param ephemeralKey of the sender, hex ({@code ephemeral_pub_key}, 3)
 */
public record SessionAck(String id, String requestId, String ephemeralKey) implements Packet.Response {

    /** Rejects what is empty or too long. */
    public SessionAck {
        Require.id("id", id);
        Require.id("req_id", requestId);
        Require.word("ephemeral_pub_key", ephemeralKey);
    }

    @Override
    public PacketType type() {
        return PacketType.SESSION_ACK;
    }
}
