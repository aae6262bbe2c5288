/**
 * Floor 0, keys: identities, peer keys, signatures, and the evidence that a signature was checked.
 *
 * <p>Spec: Ed25519 as in RFC 8032, with the verification rules of GoShimmer v0.8.1 (see {@link dev.peering.crypto.Ed25519}).
 *
 * <p>Way in: {@link dev.peering.crypto.Identity} signs → {@link dev.peering.crypto.Ed25519} with one policy for every
 * provider → {@link dev.peering.crypto.SignedPayload}, which exists only for a signature that was checked.
 * {@link dev.peering.crypto.IdentityFile} keeps a seed on disk.
 *
 * <p>For OpenDEX, on secp256k1: {@link dev.peering.crypto.Secp256k1Identity}, {@link dev.peering.crypto.Secp256k1Key},
 * {@link dev.peering.crypto.Secp256k1Payload}, {@link dev.peering.crypto.EphemeralKey}, and the cipher
 * {@link dev.peering.crypto.AesCbc}.
 *
 * <p>Speaks copied {@code byte[]}; knows nothing of messages and how they travel. No clock, no thread, no logger, no
 * randomness of its own. The identity files alone touch files.
 */
package dev.peering.crypto;
