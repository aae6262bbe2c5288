package dev.peering.core;

import dev.peering.wire.Bytes;

/**
 * Who a peer is: its public key, as its network writes it.
 *
 * <p>Each room brings its own (manual peering: 32 bytes of Ed25519, printed as base58) and may keep a decoded key inside, so that a known
 * peer's key is decoded once. The hall only compares and prints. Two ids are equal when their bytes are.
 */
public interface PeerId {

    /**
     * The public key as it travels.
     *
     * @return the raw key; its length is the network's
     */
    Bytes bytes();

    /**
     * The key as operators of this network read it.
     *
     * @return printable ASCII, the same text that {@link Protocol#parse} takes
     */
    @Override
    String toString();
}
