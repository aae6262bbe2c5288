/**
 * Floor 0, keys: identities, peer keys, signatures, and the evidence that a signature was checked.
 *
 * <p>Speaks copied {@code byte[]}; knows nothing of messages and how they travel.
 */
package dev.peering.crypto;
