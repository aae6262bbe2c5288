package dev.peering.core.vectors.opendex;

import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.CanonicalJson;
import dev.peering.wire.opendex.TradePacket;
import java.nio.charset.StandardCharsets;

/** Numbers as canonical JSON prints them; seen in a packet, because nothing else prints them. */
final class Numbers {

    private Numbers() {}

    /** A finite double that is not zero, from its eight bytes. */
    static String text(Bytes bits) {
        double value = bits.asReadOnlyByteBuffer().getDouble();
        Bytes json = CanonicalJson.of(new TradePacket.SwapAccepted("i", "r", "h", value, 1));
        String text = new String(json.toByteArray(), StandardCharsets.UTF_8);
        int from = text.indexOf("\"quantity\":") + "\"quantity\":".length();
        return text.substring(from, text.indexOf(",\"rHash\"", from));
    }
}
