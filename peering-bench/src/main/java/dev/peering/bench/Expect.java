package dev.peering.bench;

import java.util.Optional;

/** Stops a benchmark that measures something else than it says: a failed handshake is much faster than a good one. */
final class Expect {

    private Expect() {}

    /** Yes, or no benchmark. */
    static boolean yes(boolean answer, String what) {
        if (!answer) {
            throw new IllegalStateException("not so: " + what);
        }
        return true;
    }

    /** Something, or no benchmark. */
    static <T> T present(Optional<T> value, String what) {
        return value.orElseThrow(() -> new IllegalStateException("missing: " + what));
    }
}
