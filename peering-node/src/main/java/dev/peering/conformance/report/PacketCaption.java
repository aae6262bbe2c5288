package dev.peering.conformance.report;

import dev.peering.conformance.manual.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Says in words what a packet of manual peering holds, so that nobody has to read protobuf by eye. */
final class PacketCaption {

    private PacketCaption() {}

    /** Empty when the bytes are no envelope. */
    static String of(byte[] bytes) {
        Optional<byte[]> data = Fields.bytesIn(bytes, 2);
        if (data.isEmpty() || !Fields.wellFormed(bytes)) {
            return "";
        }
        String key =
                Fields.bytesIn(bytes, 3).map(value -> value.length + " bytes").orElse("absent");
        String signature =
                Fields.bytesIn(bytes, 4).map(value -> value.length + " bytes").orElse("absent");
        return "envelope: data " + data.get().length + " bytes (" + inside(data.get()) + "), public_key " + key
                + ", signature " + signature;
    }

    private static String inside(byte[] data) {
        Optional<byte[]> hash = Fields.bytesIn(data, 1);
        if (hash.isPresent()) {
            return "response: req_hash of " + hash.get().length + " bytes";
        }
        if (Fields.bytesIn(data, 2).isEmpty() && Fields.varintIn(data, 3).isEmpty() && data.length > 0) {
            return "neither request nor response";
        }
        String version = Fields.varintIn(data, 1).isPresent()
                ? String.valueOf(Fields.varintIn(data, 1).getAsLong())
                : "absent, so 0";
        String to = Fields.bytesIn(data, 2)
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .orElse("absent");
        String stamp = Fields.varintIn(data, 3).isPresent()
                ? String.valueOf(Fields.varintIn(data, 3).getAsLong())
                : "absent";
        return "request: version " + version + ", to " + to + ", timestamp " + stamp;
    }
}
