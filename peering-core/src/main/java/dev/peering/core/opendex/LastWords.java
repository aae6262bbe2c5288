package dev.peering.core.opendex;

import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.wire.MalformedException;
import dev.peering.wire.opendex.DisconnectReason;
import dev.peering.wire.opendex.Disconnecting;
import dev.peering.wire.opendex.WireFault;
import java.util.Optional;

/** Our reasons as the network's codes, and back. Section 7. Texts we send are our own, short, and repeat nothing the peer said. */
final class LastWords {

    private LastWords() {}

    /** A fault that xud answers with silence must not be told from another by what we answer. */
    static Refusal refusal(MalformedException malformed) {
        WireFault fault = WireFault.of(malformed);
        return fault.silent()
                ? Reason.UNREADABLE.because(malformed.getMessage())
                : Reason.MALFORMED.because(fault.text() + " (" + malformed.getMessage() + ")");
    }

    /** What to tell the peer; empty when it is to hear nothing. */
    static Optional<DisconnectReason> code(Refusal why) {
        if (why.byPeer()) {
            return Optional.empty(); // it knows
        }
        return switch (why.reason()) {
            case TIMEOUT, STALLED -> Optional.of(DisconnectReason.RESPONSE_STALLING);
            case UNSUPPORTED_VERSION -> Optional.of(DisconnectReason.INCOMPATIBLE_PROTOCOL_VERSION);
            case MALFORMED_VERSION -> Optional.of(DisconnectReason.MALFORMED_VERSION);
            case UNEXPECTED_IDENTITY -> Optional.of(DisconnectReason.UNEXPECTED_IDENTITY);
            case IDENTITY_CHANGED -> Optional.of(DisconnectReason.FORBIDDEN_IDENTITY_UPDATE);
            case SELF -> Optional.of(DisconnectReason.CONNECTED_TO_SELF);
            case UNKNOWN_PEER, TOO_MANY_CONNECTIONS, NOT_ACCEPTING, REMOVED ->
                Optional.of(DisconnectReason.NOT_ACCEPTING_CONNECTIONS);
            case BANNED -> Optional.of(DisconnectReason.BANNED);
            case ALREADY_CONNECTED, REPLACED -> Optional.of(DisconnectReason.ALREADY_CONNECTED);
            case SHUTDOWN, DROPPED -> Optional.of(DisconnectReason.SHUTDOWN);
            case WRONG_TARGET -> Optional.of(DisconnectReason.AUTH_FAILURE_INVALID_TARGET);
            case BAD_SIGNATURE -> Optional.of(DisconnectReason.AUTH_FAILURE_INVALID_SIGNATURE);
            case MALFORMED, TOO_LARGE, BAD_KEY -> Optional.of(DisconnectReason.WIRE_PROTOCOL_ERROR);
            default -> Optional.empty();
        };
    }

    /** What goes with the code: for wire errors which one it was, without what stood in the packet. */
    static String payload(Refusal why) {
        if (why.reason() != Reason.MALFORMED && why.reason() != Reason.TOO_LARGE && why.reason() != Reason.BAD_KEY) {
            return "";
        }
        int details = why.detail().indexOf(" (");
        return details < 0 ? why.detail() : why.detail().substring(0, details);
    }

    /** What the peer told us. */
    static Refusal heard(Disconnecting goodbye) {
        Reason reason = goodbye.known().map(LastWords::reason).orElse(Reason.UNKNOWN);
        String detail = goodbye.known().map(DisconnectReason::name).orElse("code " + goodbye.reason());
        return reason.told(goodbye.payload().isEmpty() ? detail : detail + ", " + goodbye.printablePayload());
    }

    private static Reason reason(DisconnectReason code) {
        return switch (code) {
            case RESPONSE_STALLING -> Reason.TIMEOUT;
            case INCOMPATIBLE_PROTOCOL_VERSION -> Reason.UNSUPPORTED_VERSION;
            case MALFORMED_VERSION -> Reason.MALFORMED_VERSION;
            case UNEXPECTED_IDENTITY -> Reason.UNEXPECTED_IDENTITY;
            case FORBIDDEN_IDENTITY_UPDATE -> Reason.IDENTITY_CHANGED;
            case CONNECTED_TO_SELF -> Reason.SELF;
            case NOT_ACCEPTING_CONNECTIONS -> Reason.NOT_ACCEPTING;
            case BANNED -> Reason.BANNED;
            case ALREADY_CONNECTED -> Reason.ALREADY_CONNECTED;
            case SHUTDOWN -> Reason.SHUTDOWN;
            case AUTH_FAILURE_INVALID_TARGET -> Reason.WRONG_TARGET;
            case AUTH_FAILURE_INVALID_SIGNATURE -> Reason.BAD_SIGNATURE;
            case WIRE_PROTOCOL_ERROR -> Reason.MALFORMED;
        };
    }
}
