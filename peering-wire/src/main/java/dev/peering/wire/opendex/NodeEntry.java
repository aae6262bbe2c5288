package dev.peering.wire.opendex;

import java.util.List;

/**
 * One node in {@link Nodes}. {@code opendex.md}, section 3.1.
 *
 * @param nodeKey its identity, hex; any text that is not empty
 * @param addresses where it listens, 1 to {@value OpenDexWire#MAX_ADDRESSES}, none with port 0
 */
public record NodeEntry(String nodeKey, List<NodeAddress> addresses) {

    /** Rejects what the original would refuse, and too many addresses. */
    public NodeEntry {
        Require.word("node_pub_key", nodeKey);
        addresses = List.copyOf(addresses);
        Require.count("addresses", addresses.size(), 1, OpenDexWire.MAX_ADDRESSES);
        for (NodeAddress address : addresses) {
            if (address.port() == 0) {
                throw new IllegalArgumentException("port of an address is 0");
            }
        }
    }
}
