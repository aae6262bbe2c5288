package dev.peering.conformance.opendex;

import dev.peering.wire.Printable;
import dev.peering.wire.opendex.Disconnecting;
import dev.peering.wire.opendex.Nodes;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionInit;

/** Packets in a few words, for timelines and outcomes. */
final class Words {

    private static final int SHOWN = 60;

    private Words() {}

    static String of(Packet packet) {
        if (packet instanceof Disconnecting leaving) {
            return "Disconnecting(" + leaving.reason() + " "
                    + leaving.known().map(Enum::name).orElse("?")
                    + (leaving.payload().isEmpty() ? "" : ", '" + shown(leaving.payload()) + "'") + ")";
        }
        if (packet instanceof SessionInit init) {
            return "SessionInit from " + shown(init.claim().nodeKey()) + ", version "
                    + shown(init.claim().version());
        }
        if (packet instanceof SessionAck ack) {
            return "SessionAck for " + shown(ack.requestId());
        }
        if (packet instanceof Nodes nodes) {
            return "Nodes with " + nodes.nodes().size() + " entries";
        }
        return packet.type().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                + (packet instanceof Packet.Response response ? " for " + shown(response.requestId()) : "");
    }

    /** A stranger's text, made safe and short. */
    static String shown(String text) {
        return Printable.of(text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...");
    }
}
