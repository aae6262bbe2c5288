package dev.peering.core.opendex;

import dev.peering.wire.Bytes;
import java.util.Arrays;

/**
 * The IVs of the latest frames that came in. A frame has no number and no mark of freshness, so whoever stands between can play one back
 * (section 13.2); but its IV is random, so an honest peer never repeats one. Frames older than {@link #MOST} can still be played back.
 */
final class RecentIvs {

    static final int MOST = 256;

    /** As many as a handshake has; connections that stay silent, or quiet, are many and should not hold 2 KB each. */
    private static final int FIRST = 16;

    private long[] ring = new long[FIRST];
    private int count;

    /** Whether it came before, of late; remembered from now on. */
    boolean repeats(Bytes iv) {
        // Half of it is enough to tell 256 of them apart.
        long half = iv.asReadOnlyByteBuffer().getLong();
        int known = Math.min(count, MOST);
        for (int i = 0; i < known; i++) {
            if (ring[i] == half) {
                return true;
            }
        }
        if (count == ring.length && count < MOST) {
            ring = Arrays.copyOf(ring, 2 * count);
        }
        ring[count++ % MOST] = half;
        if (count == 2 * MOST) {
            count = MOST;
        }
        return false;
    }
}
