package dev.peering.wire.opendex;

import dev.peering.wire.Bytes;

/**
 * An encrypted frame without its length: what a cipher needs to open it. {@code opendex.md}, section 2.2.
 *
 * <p>Nothing in it is authenticated; whoever stands between the ends can change it.
 *
 * @param iv {@value OpenDexWire#IV_LENGTH} bytes, fresh for every frame
 * @param ciphertext one or more whole blocks of {@value OpenDexWire#BLOCK_LENGTH} bytes
 */
public record EncryptedFrame(Bytes iv, Bytes ciphertext) {

    /** Rejects another IV length and half blocks. */
    public EncryptedFrame {
        if (iv.length() != OpenDexWire.IV_LENGTH) {
            throw new IllegalArgumentException("iv has " + iv.length() + " bytes, must have " + OpenDexWire.IV_LENGTH);
        }
        if (ciphertext.isEmpty() || ciphertext.length() % OpenDexWire.BLOCK_LENGTH != 0) {
            throw new IllegalArgumentException("ciphertext has " + ciphertext.length()
                    + " bytes, must have whole blocks of " + OpenDexWire.BLOCK_LENGTH);
        }
        if (ciphertext.length() > OpenDexWire.MAX_PENDING_LENGTH) {
            throw new IllegalArgumentException(
                    "ciphertext has " + ciphertext.length() + " bytes, too long for a frame");
        }
    }
}
