package dev.peering.core;

/**
 * How much of everything the hall holds.
 *
 * @param knownPeers most peers an operator may list
 * @param neighbors most connections that are up
 * @param pendingDials most dials and outbound handshakes under way at once; further ones wait their turn
 * @param strangers most pending strangers, and as many ignored ones
 * @param tokensPerPeer most admitted handshakes remembered for one key
 * @param openness how far beyond the list it goes
 */
public record PeeringLimits(
        int knownPeers, int neighbors, int pendingDials, int strangers, int tokensPerPeer, Openness openness) {

    /** Enough for any node whose peers were picked by hand. */
    public static final PeeringLimits DEFAULT = new PeeringLimits(10_000, 10_000, 128, 64, 256);

    /**
     * Limits of a hall that keeps to the operator's list.
     *
     * @param knownPeers most peers an operator may list
     * @param neighbors most connections that are up
     * @param pendingDials most dials and outbound handshakes under way at once
     * @param strangers most pending strangers, and as many ignored ones
     * @param tokensPerPeer most admitted handshakes remembered for one key
     */
    public PeeringLimits(int knownPeers, int neighbors, int pendingDials, int strangers, int tokensPerPeer) {
        this(knownPeers, neighbors, pendingDials, strangers, tokensPerPeer, Openness.CLOSED);
    }

    /** Refuses limits that would let nothing through. */
    public PeeringLimits {
        if (knownPeers < 1 || neighbors < 1 || pendingDials < 1 || strangers < 1 || tokensPerPeer < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
    }

    /**
     * The same limits, open to others than the listed ones.
     *
     * @param other how far
     * @return the limits
     */
    public PeeringLimits withOpenness(Openness other) {
        return new PeeringLimits(knownPeers, neighbors, pendingDials, strangers, tokensPerPeer, other);
    }
}
