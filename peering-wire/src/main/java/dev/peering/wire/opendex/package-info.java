/**
 * OpenDEX on the wire: plain frames for the first three packets of a session, encrypted ones for the rest, protobuf packets
 * inside, and the canonical JSON that is signed and summed instead of their bytes.
 *
 * <p>Spec: seed 003, with the field tables it lost, as xud 1.2.5 carries it out ({@code opendex.md}, sections 2, 3, 6 and 7). The
 * handshake that uses these records is {@code dev.peering.core.opendex}.
 *
 * <p>Way in, reading: {@link PlainFrameCodec#read} → {@link Packet}; once the peer encrypts, {@link EncryptedFrameCodec#read} →
 * {@link EncryptedFrame} → (decrypted elsewhere, this module knows no ciphers) → {@link EncryptedFrameCodec#packet} → {@link Packet}.
 * Both readers take one frame at a time and leave the rest, so a session may change from one to the other between two frames of
 * the same buffer. Writing is the same way back. {@link CanonicalJson} gives the text a {@link SessionClaim} is signed as.
 *
 * <p>Limits: {@link OpenDexWire}. Everything a stranger sends goes through {@code MessageScanner} before protobuf sees it.
 * {@link WireFault} says which refusals are told to the peer. Nothing here trusts anything.
 */
@NullMarked
package dev.peering.wire.opendex;

import org.jspecify.annotations.NullMarked;
