package dev.peering.wire.opendex;

import dev.peering.wire.Printable;

/**
 * Where a node says it listens. {@code opendex.md}, section 3.1.
 *
 * @param host IP address, DNS name or onion name; any text that is not empty, at most {@value OpenDexWire#MAX_HOST_LENGTH} bytes
 * @param port an unsigned 32-bit number, as the network has it; a node's own state may even say 0. Check it before dialing.
 */
public record NodeAddress(String host, long port) {

    /** Rejects an empty host, one that is too long, and a number of more than 32 bits. */
    public NodeAddress {
        Require.text("host", host, 1, OpenDexWire.MAX_HOST_LENGTH);
        Require.uint32("port", port);
    }

    /** Host and port, safe to print. */
    @Override
    public String toString() {
        return Printable.of(host) + ":" + port;
    }
}
