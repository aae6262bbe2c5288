package dev.peering.core.opendex;

import dev.peering.core.Refusal;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.DisconnectReason;
import dev.peering.wire.opendex.Disconnecting;
import java.util.List;

/** Writes the Disconnecting packet, in whichever form the line has at that moment. */
final class Goodbye {

    private Goodbye() {}

    /** Nothing when the peer is to hear nothing. {@code waitedFor} is the id of the request that was not answered. */
    static List<Bytes> write(Line line, OpenDexOptions options, Refusal why, String waitedFor) {
        return LastWords.code(why)
                .map(code -> List.of(line.write(new Disconnecting(
                        options.randomness().id(),
                        code,
                        code == DisconnectReason.RESPONSE_STALLING ? waitedFor : LastWords.payload(why)))))
                .orElse(List.of());
    }
}
