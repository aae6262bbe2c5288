package dev.peering.core;

import dev.peering.wire.Bytes;

/**
 * One application message to or from a neighbor.
 *
 * @param type the network's message type code; manual peering: 20 message, 21 message request
 * @param body the payload, opaque to this library; its longest length is the protocol's
 */
public record Message(int type, Bytes body) {}
