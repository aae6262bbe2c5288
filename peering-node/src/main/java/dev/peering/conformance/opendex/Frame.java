package dev.peering.conformance.opendex;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.PacketCodec;
import java.util.Optional;

/**
 * One whole frame from the target.
 *
 * @param encrypted it came encrypted
 * @param type code of the packet
 * @param payload protobuf bytes
 * @param checksum of a plain frame, else 0
 * @param iv of an encrypted frame, else empty
 */
record Frame(boolean encrypted, int type, Bytes payload, int checksum, Bytes iv) {

    /** What is in it, unless it is no packet. */
    Optional<Packet> packet() {
        try {
            return Optional.of(PacketCodec.decode(type, payload));
        } catch (MalformedException wrong) {
            return Optional.empty();
        }
    }

    /** For people. */
    String text() {
        return (encrypted ? "encrypted " : "plain ")
                + packet().map(Words::of).orElse("packet of type " + type + " that cannot be read");
    }
}
