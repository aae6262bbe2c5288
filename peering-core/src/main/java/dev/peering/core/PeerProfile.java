package dev.peering.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a peer says about itself. Claims, not facts: proven is only that the peer made them. Each room fills this in its own words, so that
 * what shows peers need not know any network.
 *
 * @param addresses where it says it can be dialed
 * @param facts name to values, in the order in which they should be shown; bounded by the room
 */
public record PeerProfile(List<PeerAddress> addresses, Map<String, List<String>> facts) {

    /** A peer that says nothing. */
    public static final PeerProfile EMPTY = new PeerProfile(List.of(), Map.of());

    /** Copies. */
    public PeerProfile {
        addresses = List.copyOf(addresses);
        Map<String, List<String>> copy = new LinkedHashMap<>();
        facts.forEach((name, values) -> copy.put(name, List.copyOf(new ArrayList<>(values))));
        facts = Collections.unmodifiableMap(copy);
    }
}
