package dev.peering.node.store;

import java.util.List;

/**
 * One peer as the store keeps it: text only, since each network reads keys and addresses in its own way.
 *
 * @param key public key in the network's text form
 * @param addresses where to dial it; may be empty
 * @param alias what the operator calls it; empty when unnamed
 */
public record StoredPeer(String key, List<String> addresses, String alias) {

    /** Copies the list. */
    public StoredPeer {
        addresses = List.copyOf(addresses);
    }
}
