package dev.peering.conformance.opendex;

import dev.peering.conformance.net.Heard;
import dev.peering.wire.opendex.Disconnecting;
import java.time.Duration;
import java.util.Optional;

/**
 * How a connection ended, or did not.
 *
 * @param word the target's Disconnecting
 * @param encrypted whether that came encrypted
 * @param answered the target had sent something else before: what
 * @param end how the connection stands
 * @param after how long it took
 */
record Farewell(
        Optional<Disconnecting> word, boolean encrypted, Optional<String> answered, Heard.End end, Duration after) {

    boolean said(int... reasons) {
        if (word.isPresent()) {
            for (int reason : reasons) {
                if (word.get().reason() == reason) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean silent() {
        return word.isEmpty();
    }

    boolean ended() {
        return end != Heard.End.OPEN;
    }

    /** The kind of reaction, without its time: what an attacker can tell apart. */
    String kind() {
        return word.map(one -> "Disconnecting(" + one.reason() + ")").orElse("no word") + ", "
                + (ended() ? "closed" : "open");
    }

    String text() {
        return answered.map(what -> what + ", then ").orElse("")
                + word.map(one -> (encrypted ? "encrypted " : "plain ") + Words.of(one))
                        .orElse("no word")
                + ", " + end.text() + " after " + after.toMillis() + " ms";
    }
}
