package dev.peering.wire.opendex;

/**
 * First words of either end; answered by {@link SessionAck}. {@code opendex.md}, sections 3.2 and 5.
 *
 * <pre>
 *   0a 24 3030...3062   id (1)                    2a 19 1a0e...5443   node_state (5)
 *   12 80 01 3766...64  sign (2), 128 hex digits  32 05 312e322e34    version (6) = 1.2.4
 *   1a 42 3032...3636   peer_pub_key (3)          3a 42 3033...3866   node_pub_key (7)
 *   22 82 01 3034...38  ephemeral_pub_key (4), 130 hex digits
 * </pre>
 *
 * <p>Vector: {@code vectors/opendex/v1.json}, first frame.
 *
 * @param id names this packet
 * @param signature over {@link CanonicalJson#of(SessionClaim)}, hex, unchecked
 * @param claim what is signed
 */
public record SessionInit(String id, String signature, SessionClaim claim) implements Packet {

    /** Rejects what is empty or too long. */
    public SessionInit {
        Require.id("id", id);
        Require.word("sign", signature);
    }

    @Override
    public PacketType type() {
        return PacketType.SESSION_INIT;
    }
}
