package dev.peering.crypto;

import java.util.HexFormat;

/**
 * What a signature must be before any provider is asked. One policy for all of them, because they differ exactly here: some
 * read the first 64 of 65 bytes, some take small-order points.
 *
 * <p>The rules are those of the original's verifier: S below the group order, R not of small order. A non-canonical R, which
 * the original would take, is refused too; beyond the small-order points nobody can make a signature with one, since that
 * would need a secret whose point has y below 19.
 */
final class SignaturePolicy {

    private SignaturePolicy() {}

    /** R in the first 32 bytes, S in the last 32, both little-endian. RFC 8032, 5.1.6. */
    static boolean allows(byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_LENGTH
                && isBelowOrder(signature)
                && PointEncoding.isCanonical(signature, 0)
                && !PointEncoding.isSmallOrder(signature, 0);
    }

    /** S below L. Without this, S + L would be a second signature that anybody can make. RFC 8032, 5.1.7 and 8.4. */
    private static boolean isBelowOrder(byte[] signature) {
        for (int i = ORDER.length - 1; i >= 0; i--) {
            int s = signature[PointEncoding.LENGTH + i] & 0xff;
            int l = ORDER[i] & 0xff;
            if (s != l) {
                return s < l;
            }
        }
        return false;
    }

    /** L = 2^252 + 27742317777372353535851937790883648493, little-endian. */
    private static final byte[] ORDER =
            HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
}
