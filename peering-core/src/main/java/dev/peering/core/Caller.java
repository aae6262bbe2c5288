package dev.peering.core;

/**
 * Who a refused handshake came from.
 *
 * @param id the key in the message
 * @param proven true when its signature was checked; false when anybody could have written that key
 */
public record Caller(PeerId id, boolean proven) {}
