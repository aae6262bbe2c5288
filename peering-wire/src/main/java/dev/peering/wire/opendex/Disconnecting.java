package dev.peering.wire.opendex;

import dev.peering.wire.Printable;
import java.util.Optional;

/**
 * Why the sender is about to close. {@code opendex.md}, sections 3.2 and 7.
 *
 * @param id names this packet
 * @param reason an unsigned 32-bit number that is not 0; see {@link DisconnectReason} for those that mean something
 * @param payload more about it, or empty; any text up to a whole frame, because the original echoes what it did not like
 */
public record Disconnecting(String id, long reason, String payload) implements Packet {

    /** A shown payload goes no further than this. */
    private static final int SHOWN_LENGTH = 200;

    /** Rejects an id that is empty or too long, 0, more than 32 bits, and a payload that fits no frame. */
    public Disconnecting {
        Require.id("id", id);
        Require.uint32("reason", reason);
        if (reason == 0) {
            throw new IllegalArgumentException("reason is 0, which is none");
        }
        Require.longText("payload", payload);
    }

    /** Without a payload. */
    public Disconnecting(String id, DisconnectReason reason) {
        this(id, reason.code(), "");
    }

    /** With a payload; empty is none. */
    public Disconnecting(String id, DisconnectReason reason, String payload) {
        this(id, reason.code(), payload);
    }

    /** The reason, unless it is a number nobody knows. */
    public Optional<DisconnectReason> known() {
        return DisconnectReason.ofCode(reason);
    }

    /** The payload's first 200 characters, with everything but printable ASCII escaped. */
    public String printablePayload() {
        return Printable.of(payload.length() <= SHOWN_LENGTH ? payload : payload.substring(0, SHOWN_LENGTH));
    }

    @Override
    public PacketType type() {
        return PacketType.DISCONNECTING;
    }

    /** All fields, safe to print. */
    @Override
    public String toString() {
        return "Disconnecting[id=" + Printable.of(id) + ", reason=" + reason + ", payload=" + printablePayload() + "]";
    }
}
