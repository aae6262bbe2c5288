package dev.peering.crypto;

import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
import org.jspecify.annotations.Nullable;

/**
 * BouncyCastle's lightweight Ed25519: the default, and the reference the other engine must agree with.
 *
 * <p>Its equation is the original's: both sides times the cofactor 8, so small-order components of key and R do not count. It
 * takes longer arrays than it needs and reads their first bytes, so {@link SignaturePolicy} must have seen the length.
 */
final class BouncyCastleEngine implements Ed25519Engine {

    static final String NAME = "bouncycastle";

    /** The decoded point, or null when the bytes are none, are of small order, or are not canonical. */
    static @Nullable PublicPoint decode(byte[] key) {
        return org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartialExport(key, 0);
    }

    /** The public key of a seed. */
    static PeerKey publicKey(byte[] seed) {
        PublicPoint point = org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0);
        byte[] bytes = new byte[PeerKey.LENGTH];
        org.bouncycastle.math.ec.rfc8032.Ed25519.encodePublicPoint(point, bytes, 0);
        return new PeerKey(bytes, point);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Constant-time in the seed. Handing over our own public key halves the work, which would compute it again otherwise. */
    @Override
    public byte[] sign(Identity identity, byte[] data) {
        byte[] signature = new byte[Ed25519.SIGNATURE_LENGTH];
        byte[] seed = identity.copySeed();
        try {
            org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
                    seed, 0, identity.key().bytes(), 0, data, 0, data.length, signature, 0);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
        return signature;
    }

    @Override
    public boolean verify(PeerKey signer, byte[] data, byte[] signature) {
        return org.bouncycastle.math.ec.rfc8032.Ed25519.verify(signature, 0, signer.point(), data, 0, data.length);
    }
}
