package dev.peering.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4) over bytes that may sit in several arrays. */
public final class Sha256 {

    /** Bytes in a digest. */
    public static final int LENGTH = 32;

    private Sha256() {}

    /**
     * The digest of all parts, one behind the other, as if they were a single array.
     *
     * @param parts what to hash; none at all hashes the empty string
     * @return a new array of {@value #LENGTH} bytes
     */
    public static byte[] of(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform must have it (java.security.MessageDigest says so).
            throw new AssertionError(e);
        }
    }
}
