package dev.peering.conformance.manual;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** A handshake request in the making; what is not said otherwise is right. Immutable. */
@SuppressWarnings("ArrayRecordComponent") // Never compared; its arrays are never changed after they were handed in.
record Draft(TesterKey from, OptionalLong version, byte[] to, OptionalLong timestamp, byte[] extra) {

    static Draft right(TesterKey from, String to, long timestamp) {
        return new Draft(
                from,
                OptionalLong.empty(),
                to.getBytes(StandardCharsets.UTF_8),
                OptionalLong.of(timestamp),
                new byte[0]);
    }

    Draft version(long number) {
        return new Draft(from, OptionalLong.of(number), to, timestamp, extra);
    }

    Draft to(String text) {
        return to(text.getBytes(StandardCharsets.UTF_8));
    }

    Draft to(byte[] bytes) {
        return new Draft(from, version, bytes, timestamp, extra);
    }

    Draft at(long seconds) {
        return new Draft(from, version, to, OptionalLong.of(seconds), extra);
    }

    Draft later(long seconds) {
        return at(timestamp.orElseThrow() + seconds);
    }

    Draft withoutStamp() {
        return new Draft(from, version, to, OptionalLong.empty(), extra);
    }

    /** Fields nobody knows, behind the known ones. */
    Draft extra(byte[] fields) {
        return new Draft(from, version, to, timestamp, fields);
    }

    /** What is signed. */
    byte[] data() {
        Fields fields = new Fields();
        version.ifPresent(number -> fields.varint(1, number));
        if (to.length > 0) {
            fields.bytes(2, to);
        }
        timestamp.ifPresent(seconds -> fields.varint(3, seconds));
        return fields.raw(extra).toByteArray();
    }

    /** Signed by whom it says. */
    Packet sealed() {
        return Packet.signed(from, data());
    }

    /** The right packet. */
    byte[] bytes() {
        return sealed().bytes();
    }
}
