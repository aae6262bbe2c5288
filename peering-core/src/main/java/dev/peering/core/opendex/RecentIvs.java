package dev.peering.core.opendex;

import dev.peering.wire.Bytes;

/**
 * The IVs of the latest frames that came in. A frame has no number and no mark of freshness, so whoever stands between can play one back
 * (section 13.2); but its IV is random, so an honest peer never repeats one. Frames older than {@link #MOST} can still be played back.
 */
final class RecentIvs {

    static final int MOST = 256;

    private final long[] ring = new long[MOST];
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
        ring[count++ % MOST] = half;
        if (count == 2 * MOST) {
            count = MOST;
        }
        return false;
    }
}
