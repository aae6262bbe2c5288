package dev.peering.core.opendex;

import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import java.util.Optional;

/** Counts what xud passes over in silence, and so do we, up to a point: an answer that nobody asked for, a packet out of its turn. */
final class Ignored {

    /** Ours; an honest peer has none. */
    static final int MOST = 32;

    private int count;

    /** One more; the reason to end it when that was one too many. */
    Optional<Refusal> one() {
        count++;
        return count <= MOST
                ? Optional.empty()
                : Optional.of(Reason.MALFORMED.because("too many packets that nobody asked for"));
    }
}
