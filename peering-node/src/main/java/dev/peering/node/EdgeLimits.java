package dev.peering.node;

/**
 * How much the edge of one node holds. Everything a stranger can send or open has its bound here; what the hall holds
 * is bounded by {@link dev.peering.core.PeeringLimits}.
 *
 * @param pendingHandshakes most connections opened to us whose handshake is not finished; for a further one, that
 *     which has waited for longest is closed
 * @param pendingPerOrigin the same for one origin, of which further ones are closed at once: an IPv4 address, or the
 *     64-bit prefix of an IPv6 address
 * @param crowdedFrom from so many pending handshakes on, strangers are refused without a signature check
 * @param outstandingBytes most bytes on their way to one neighbor; further messages fail with OVERFLOW
 * @param unreadBytes most bytes of one connection that wait for the rest of their frame or for the hall
 * @param strangerNews most news about strangers that wait for the hall; further news is counted and forgotten
 */
public record EdgeLimits(
        int pendingHandshakes,
        int pendingPerOrigin,
        int crowdedFrom,
        int outstandingBytes,
        int unreadBytes,
        int strangerNews) {

    /**
     * 8,192 handshakes, 1,024 of one origin, crowded from 1,024; 4 MiB out and 128 KiB in per connection; 1,024 news.
     */
    public static final EdgeLimits DEFAULT = new EdgeLimits(8_192, 1_024, 1_024, 4 << 20, 128 << 10, 1_024);

    /** Below this a neighbor could not be sent, or could not send, one largest frame of manual peering. */
    private static final int LEAST_BYTES = 128 << 10;

    /** Refuses limits that would let nothing through. */
    public EdgeLimits {
        if (pendingHandshakes < 1 || pendingPerOrigin < 1 || crowdedFrom < 1 || strangerNews < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
        if (outstandingBytes < LEAST_BYTES || unreadBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("the limits in bytes must be at least " + LEAST_BYTES);
        }
    }

    /**
     * The same with other bounds on pending handshakes.
     *
     * @param all overall
     * @param perOrigin for one origin
     * @param crowded from how many on the node counts as crowded
     * @return the changed limits
     */
    public EdgeLimits withPending(int all, int perOrigin, int crowded) {
        return new EdgeLimits(all, perOrigin, crowded, outstandingBytes, unreadBytes, strangerNews);
    }

    /**
     * The same with another bound on what waits for the rest of its frame.
     *
     * @param bytes at least 131,072
     * @return the changed limits
     */
    public EdgeLimits withUnreadBytes(int bytes) {
        return new EdgeLimits(pendingHandshakes, pendingPerOrigin, crowdedFrom, outstandingBytes, bytes, strangerNews);
    }

    /**
     * The same with another bound on what is on its way to one neighbor.
     *
     * @param bytes at least 131,072
     * @return the changed limits
     */
    public EdgeLimits withOutstandingBytes(int bytes) {
        return new EdgeLimits(pendingHandshakes, pendingPerOrigin, crowdedFrom, bytes, unreadBytes, strangerNews);
    }
}
