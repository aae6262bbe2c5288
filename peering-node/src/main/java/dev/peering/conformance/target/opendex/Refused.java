package dev.peering.conformance.target.opendex;

import dev.peering.wire.opendex.DisconnectReason;

/** The connection is to end, with this reason, or without a word. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final int reason;

    private Refused(int reason, String text) {
        super(text, null, false, false);
        this.reason = reason;
    }

    static Refused because(DisconnectReason reason, String text) {
        return new Refused(reason.code(), text);
    }

    static Refused wire(String text) {
        return because(DisconnectReason.WIRE_PROTOCOL_ERROR, text);
    }

    static Refused silently() {
        return new Refused(0, "");
    }

    /** 0 when nothing is to be said. */
    int reason() {
        return reason;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
