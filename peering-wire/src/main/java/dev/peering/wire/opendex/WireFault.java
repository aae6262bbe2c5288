package dev.peering.wire.opendex;

import dev.peering.wire.MalformedException;

/**
 * The ways bytes can be wrong, by xud's own error numbers, and what a peer is told. {@code opendex.md}, sections 2.3 and 9.
 *
 * <p>Every {@link MalformedException} of this room carries the number of one of these as its {@link MalformedException#code}; the silent
 * ones carry none.
 */
public enum WireFault {
    /** A field is missing, empty, or beyond a bound. */
    INVALID_PACKET("2.16", "invalid packet"),
    /** There is no such packet type. */
    UNKNOWN_PACKET_TYPE("2.17", "unknown packet type"),
    /** The checksum is not that of the packet. */
    DATA_INTEGRITY("2.18", "checksum mismatch"),
    /** Longer than anybody may send. */
    MAX_BUFFER_SIZE_EXCEEDED("2.19", "frame too long"),
    /** A plain frame where only encrypted ones may come. */
    NOT_ENCRYPTED("2.20", "frame is not encrypted"),
    /** A first field that belongs to no network; perhaps an encrypted frame, perhaps another protocol. */
    INVALID_NETWORK_MAGIC("2.21", "no network has this magic"),
    /** A frame of another network. */
    INCOMPATIBLE_NETWORK("2.22", "frame of another network"),
    /** Two lengths that contradict each other, or an empty frame. */
    INVALID_LENGTH("2.23", "wrong length"),
    /**
     * Bad padding, half blocks, broken protobuf: the original closes without a word, and so must we, since a word would tell an
     * attacker which of them it was.
     */
    UNREADABLE("", "unreadable");

    private final String code;
    private final String text;

    WireFault(String code, String text) {
        this.code = code;
        this.text = text;
    }

    /** xud's number; empty for {@link #UNREADABLE}. */
    public String code() {
        return code;
    }

    /** What to put into a Disconnecting packet with reason {@link DisconnectReason#WIRE_PROTOCOL_ERROR}: fixed and short. */
    public String text() {
        return text;
    }

    /** Whether the connection is closed without a word. */
    public boolean silent() {
        return this == UNREADABLE;
    }

    /** The fault behind a refusal of this room. */
    public static WireFault of(MalformedException refusal) {
        for (WireFault fault : values()) {
            if (fault.code.equals(refusal.code())) {
                return fault;
            }
        }
        return UNREADABLE;
    }

    MalformedException at(String field, int offset, String why) {
        return new MalformedException(code, field, offset, why);
    }
}
