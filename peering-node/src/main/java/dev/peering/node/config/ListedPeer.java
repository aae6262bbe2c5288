package dev.peering.node.config;

import dev.peering.core.PeerAddress;
import dev.peering.core.PeerId;
import dev.peering.node.json.Place;
import java.util.List;

/**
 * One good entry of the operator's list.
 *
 * @param key who
 * @param addresses where to dial it, tried in turn; may be empty
 * @param alias what the operator calls it; empty when unnamed
 * @param at where the entry stands
 */
public record ListedPeer(PeerId key, List<PeerAddress> addresses, String alias, Place at) {

    /** Longest alias; anything longer is not a name. */
    public static final int MAX_ALIAS_LENGTH = 64;

    /** Copies the list. */
    public ListedPeer {
        addresses = List.copyOf(addresses);
    }
}
