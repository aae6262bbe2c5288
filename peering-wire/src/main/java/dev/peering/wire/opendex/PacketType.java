package dev.peering.wire.opendex;

import java.util.Optional;

/** What a packet is, as the third field of a plain frame says it. {@code opendex.md}, section 3.2. */
public enum PacketType {
    /** First words of either end, signed. */
    SESSION_INIT(0),
    /** The other half of a key agreement; from then on its sender encrypts. */
    SESSION_ACK(1),
    /** What the sender says of itself has changed. */
    NODE_STATE_UPDATE(2),
    /** Why the sender is about to close. */
    DISCONNECTING(3),
    /** Are you there? */
    PING(4),
    /** Yes. */
    PONG(5),
    /** An order for everybody. */
    ORDER(6),
    /** An order is gone, in whole or in part. */
    ORDER_INVALIDATION(7),
    /** Which orders do you have? */
    GET_ORDERS(8),
    /** These. */
    ORDERS(9),
    /** Whom are you connected to? */
    GET_NODES(10),
    /** These. */
    NODES(11),
    /** Let us swap. */
    SWAP_REQUEST(12),
    /** Agreed. */
    SWAP_ACCEPTED(13),
    /** No, or no longer. Number 14 is gone. */
    SWAP_FAILED(15),
    /** A swap of next to nothing, to see whether swaps work. */
    SANITY_SWAP(16),
    /** Ready for it. */
    SANITY_SWAP_ACK(17);

    private final int code;

    PacketType(int code) {
        this.code = code;
    }

    /** The number on the wire, 0 to 17. */
    public int code() {
        return code;
    }

    /** The type with this number; empty for 14 and for everything above 17. */
    public static Optional<PacketType> ofCode(int code) {
        for (PacketType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
