package dev.peering.node.store;

import java.util.List;

/**
 * What is noted about one peer, as the store keeps it: text only, since each network reads keys and addresses in its own way.
 *
 * @param key public key in the network's text form
 * @param places where it can be dialed
 * @param lastAddress where it was reached last; empty for nowhere
 * @param failures dials in a row that came to nothing
 * @param deeds what it did, oldest first
 * @param score what they come to: a number, or {@code -Infinity}
 * @param banned whether it is banned
 */
public record StoredRecord(
        String key,
        List<Place> places,
        String lastAddress,
        int failures,
        List<Deed> deeds,
        String score,
        boolean banned) {

    /** Copies the lists. */
    public StoredRecord {
        places = List.copyOf(places);
        deeds = List.copyOf(deeds);
    }

    /**
     * An address.
     *
     * @param address where
     * @param lastConnected when it was last reached there, ISO 8601; empty for never
     */
    public record Place(String address, String lastConnected) {}

    /**
     * Something it did.
     *
     * @param code the network's code
     * @param at when, ISO 8601
     */
    public record Deed(int code, String at) {}
}
