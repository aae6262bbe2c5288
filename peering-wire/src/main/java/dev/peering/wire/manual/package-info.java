/**
 * Manual peering on the wire: two signed packets that open a connection, and the frames that follow.
 *
 * <p>Spec: seed 000, 3.5 Manual Peering, as GoShimmer v0.6.4 to v0.8.1 carries it out over plain TCP. The handshake that
 * uses these records is {@code dev.peering.core.manual}.
 *
 * <p>Way in, reading: {@link EnvelopeCodec#read} → {@link Envelope} → (its signature is checked elsewhere) →
 * {@link HandshakeRequest#parse} or {@link HandshakeResponse#parse}; from then on {@link FrameCodec#read} → {@link Frame}.
 * Writing is the same way back: {@code encode} and {@link FrameCodec#write}.
 *
 * <p>Limits: {@link ManualWire}. Everything a stranger sends goes through {@code FieldScanner} before protobuf sees it.
 * Nothing here trusts anything: an envelope is only bytes with a signature next to them.
 */
@NullMarked
package dev.peering.wire.manual;

import org.jspecify.annotations.NullMarked;
