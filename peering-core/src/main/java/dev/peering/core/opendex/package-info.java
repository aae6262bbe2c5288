/**
 * OpenDEX: the peer protocol of xud, with two signed introductions, a key of its own for each direction, and neighbors that tell each other of
 * others.
 *
 * <p>Seed 003, network facts: {@code opendex.md}. Messages: {@code dev.peering.wire.opendex}. Both ends may dial.
 *
 * <p>Way in: {@link dev.peering.core.opendex.OpenDexPeering} → {@code OpenDexHandshake} as {@code Initiator} or {@code Responder} → {@code
 * OpenDexConversation}.
 *
 * <p>A peer is proven when it has shown that it holds the ephemeral key in the introduction it signed, not when the introduction came: that
 * may be an old one (section 13.3). The responder sees it in the first packet that the peer encrypted, the initiator in the answer to a Ping.
 */
package dev.peering.core.opendex;
