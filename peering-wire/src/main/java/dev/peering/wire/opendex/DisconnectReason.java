package dev.peering.wire.opendex;

import java.util.Optional;

/** Why a node closes, as {@link Disconnecting} says it. {@code opendex.md}, section 7. Other numbers are legal and mean nothing to us. */
public enum DisconnectReason {
    /** A request got no response in time; the payload is its id. */
    RESPONSE_STALLING(1),
    /** The peer's version is below the least that works. */
    INCOMPATIBLE_PROTOCOL_VERSION(2),
    /** Another node answered than the one that was dialed. */
    UNEXPECTED_IDENTITY(3),
    /** The peer named itself anew; never sent by xud. */
    FORBIDDEN_IDENTITY_UPDATE(4),
    /** The peer is the node itself. */
    CONNECTED_TO_SELF(5),
    /** The node is about to stop. */
    NOT_ACCEPTING_CONNECTIONS(6),
    /** The peer is banned. */
    BANNED(7),
    /** There is a connection already. */
    ALREADY_CONNECTED(8),
    /** The node stops. */
    SHUTDOWN(9),
    /** The peer's version is no version. */
    MALFORMED_VERSION(10),
    /** The first words were for somebody else. */
    AUTH_FAILURE_INVALID_TARGET(11),
    /** The first words were not signed by the key in them. */
    AUTH_FAILURE_INVALID_SIGNATURE(12),
    /** The peer's bytes were wrong; the payload says how. */
    WIRE_PROTOCOL_ERROR(13);

    private final int code;

    DisconnectReason(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The reason with this number, an unsigned 32-bit one; empty for a number nobody knows. */
    public static Optional<DisconnectReason> ofCode(long code) {
        for (DisconnectReason reason : values()) {
            if (reason.code == code) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
