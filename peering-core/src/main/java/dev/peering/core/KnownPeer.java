package dev.peering.core;

import java.util.List;

/**
 * A peer that the operator listed: who it is and where it may be found.
 *
 * @param id its public key
 * @param addresses where to dial it, tried in turn; may be empty when the other end dials
 * @param alias what the operator calls it; empty when unnamed
 */
public record KnownPeer(PeerId id, List<PeerAddress> addresses, String alias) {

    /** Most addresses that one peer may have. */
    public static final int MAX_ADDRESSES = 16;

    /** Copies the list and refuses an endless one. */
    public KnownPeer {
        addresses = List.copyOf(addresses);
        if (addresses.size() > MAX_ADDRESSES) {
            throw new IllegalArgumentException("a peer may have at most " + MAX_ADDRESSES + " addresses");
        }
    }

    /**
     * A peer without an alias.
     *
     * @param id its public key
     * @param addresses where to dial it
     */
    public KnownPeer(PeerId id, PeerAddress... addresses) {
        this(id, List.of(addresses), "");
    }
}
