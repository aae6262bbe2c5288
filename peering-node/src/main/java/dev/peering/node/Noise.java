package dev.peering.node;

/**
 * Lets a few log lines of one kind through per second and counts the rest, so that a flood of strangers is not a
 * flood of lines.
 */
final class Noise {

    /** Answer of {@link #hidden}: do not show this one. */
    static final long HIDE = -1;

    private static final long SECOND = 1_000_000_000L;

    private final int perSecond;
    private long windowStart;
    private int shown;
    private long hidden;

    Noise(int perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * Asks to show one more.
     *
     * @param nanos timer time
     * @return {@link #HIDE}, or how many were hidden since the last one that was shown
     */
    synchronized long hidden(long nanos) {
        if (nanos - windowStart >= SECOND || shown == 0) {
            windowStart = nanos;
            shown = 0;
        }
        if (shown == perSecond) {
            hidden++;
            return HIDE;
        }
        shown++;
        long before = hidden;
        hidden = 0;
        return before;
    }
}
