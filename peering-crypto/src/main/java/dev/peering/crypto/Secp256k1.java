package dev.peering.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/**
 * ECDSA and key agreement on the curve secp256k1 (SEC 2, 2.4.1), as OpenDEX uses them. Network facts: {@code opendex.md},
 * section 4.
 *
 * <p>A signature is compact: r, then s, {@value #SIGNATURE_LENGTH} bytes, both big-endian, over SHA-256 of the data. The nonce is
 * that of RFC 6979 (HMAC with SHA-256), so the same data always give the same bytes; s is in the lower half, because n - s would
 * be a second signature that anybody can make.
 *
 * <p>Everything is BouncyCastle's lightweight arithmetic; the JDK has no such curve any more. Immutable and without state, safe
 * to share between threads.
 */
public final class Secp256k1 {

    /** Bytes in a signature: r, then s. */
    public static final int SIGNATURE_LENGTH = 64;

    /** Bytes in a secret, in x, and in what two ends agree upon. */
    static final int SCALAR_LENGTH = 32;

    static final int COMPRESSED_LENGTH = 1 + SCALAR_LENGTH;
    static final int UNCOMPRESSED_LENGTH = 1 + 2 * SCALAR_LENGTH;

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");

    static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);

    private static final BigInteger ORDER = DOMAIN.getN();

    private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

    private Secp256k1() {}

    /**
     * Signs with an identity's secret.
     *
     * @param identity whose secret signs; must not be closed
     * @param data any bytes; must not change during the call
     * @return {@value #SIGNATURE_LENGTH} bytes, low-S, the same for the same data
     * @throws IllegalStateException when the identity is closed
     */
    public static byte[] sign(Secp256k1Identity identity, byte[] data) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        byte[] secret = identity.copySecret();
        try {
            signer.init(true, privateKey(secret));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
        BigInteger[] pair = signer.generateSignature(Sha256.of(data));
        BigInteger s = pair[1].compareTo(HALF_ORDER) > 0 ? ORDER.subtract(pair[1]) : pair[1];
        byte[] signature = new byte[SIGNATURE_LENGTH];
        BigIntegers.asUnsignedByteArray(pair[0], signature, 0, SCALAR_LENGTH);
        BigIntegers.asUnsignedByteArray(s, signature, SCALAR_LENGTH, SCALAR_LENGTH);
        return signature;
    }

    /**
     * Is this the signer's signature over exactly these bytes? Whatever the bytes are, the answer is yes or no, never an
     * exception. No for any length but {@value #SIGNATURE_LENGTH}, for r or s outside 1 to n - 1, and for s in the upper half.
     * Prefer {@link Secp256k1Payload#verify}, whose answer cannot be forgotten.
     *
     * @param signer whose signature it should be
     * @param data the signed bytes; must not change during the call
     * @param signature any bytes; must not change during the call
     */
    public static boolean verify(Secp256k1Key signer, byte[] data, byte[] signature) {
        // A mistake of the program, which must not look like a forged signature.
        Objects.requireNonNull(signer, "signer");
        Objects.requireNonNull(data, "data");
        if (signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        BigInteger r = new BigInteger(1, signature, 0, SCALAR_LENGTH);
        BigInteger s = new BigInteger(1, signature, SCALAR_LENGTH, SCALAR_LENGTH);
        // Cheap and before the dear part. The library checks the range too, but knows no low-S.
        if (r.signum() == 0 || r.compareTo(ORDER) >= 0 || s.signum() == 0 || s.compareTo(HALF_ORDER) > 0) {
            return false;
        }
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, signer.parameters());
        return verifier.verifySignature(Sha256.of(data), r, s);
    }

    /** Whether these 32 bytes are a secret: a number from 1 to n - 1. */
    static boolean isSecret(byte[] bytes) {
        BigInteger number = new BigInteger(1, bytes);
        return number.signum() > 0 && number.compareTo(ORDER) < 0;
    }

    /** The public point of a secret, by a multiplication whose table look-ups do not depend on it. */
    static ECPublicKeyParameters publicKey(byte[] secret) {
        ECPoint point = new FixedPointCombMultiplier().multiply(DOMAIN.getG(), new BigInteger(1, secret));
        return new ECPublicKeyParameters(point, DOMAIN);
    }

    /** The big-endian x of secret times point, left-padded; neither hashed nor derived from. */
    static byte[] agree(byte[] secret, ECPublicKeyParameters theirs) {
        ECDHBasicAgreement agreement = new ECDHBasicAgreement();
        agreement.init(privateKey(secret));
        return BigIntegers.asUnsignedByteArray(SCALAR_LENGTH, agreement.calculateAgreement(theirs));
    }

    /**
     * The point that SEC 1, 2.3.4 writes so: 33 bytes starting 02 or 03, or 65 starting 04. Null when it is no such encoding,
     * not on the curve, or infinity; the hybrid form (06, 07) is none of ours.
     */
    static @Nullable ECPublicKeyParameters decode(byte[] encoded) {
        boolean compressed = encoded.length == COMPRESSED_LENGTH && (encoded[0] == 2 || encoded[0] == 3);
        boolean uncompressed = encoded.length == UNCOMPRESSED_LENGTH && encoded[0] == 4;
        if (!compressed && !uncompressed) {
            return null;
        }
        try {
            return new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(encoded), DOMAIN);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ECPrivateKeyParameters privateKey(byte[] secret) {
        return new ECPrivateKeyParameters(new BigInteger(1, secret), DOMAIN);
    }
}
