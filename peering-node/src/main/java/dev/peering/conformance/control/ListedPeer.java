package dev.peering.conformance.control;

import java.util.List;

/**
 * One entry of the target's list.
 *
 * @param publicKey base58
 * @param addresses host:port, usually one
 * @param direction {@code inbound}, {@code outbound}, or empty when not told
 * @param status {@code connected}, {@code disconnected}, or empty when not told
 */
public record ListedPeer(String publicKey, List<String> addresses, String direction, String status) {

    /** Copies the list. */
    public ListedPeer {
        addresses = List.copyOf(addresses);
    }

    /**
     * An entry to add.
     *
     * @param publicKey base58
     * @param addresses host:port
     * @return the entry
     */
    public static ListedPeer of(String publicKey, String... addresses) {
        return new ListedPeer(publicKey, List.of(addresses), "", "");
    }

    /**
     * Whether the target says it is connected.
     *
     * @return true when it does
     */
    public boolean connected() {
        return status.equals("connected");
    }
}
