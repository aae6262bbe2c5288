package dev.peering.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * A key pair on secp256k1 that lives as long as one handshake and agrees upon one session key.
 *
 * <p>Network facts: {@code opendex.md}, section 4. The public half travels uncompressed, as {@value #TEXT_LENGTH} lowercase hex
 * digits starting with 04. What two ends agree upon is the big-endian x of the shared point, {@value #SECRET_LENGTH} bytes,
 * left-padded, without a hash or derivation; the network uses it as an AES-256 key as it is.
 *
 * <p>Agree once and {@link #close()}, which wipes the secret: what was said in the session is then out of reach of whoever
 * takes the node's keys later. Safe to share between threads.
 */
public final class EphemeralKey implements AutoCloseable {

    /** Bytes in what two ends agree upon. */
    public static final int SECRET_LENGTH = Secp256k1.SCALAR_LENGTH;

    /** Characters in the public half as we send it. */
    public static final int TEXT_LENGTH = 2 * Secp256k1.UNCOMPRESSED_LENGTH;

    private final SecretScalar secret;
    private final String publicText;

    private EphemeralKey(SecretScalar secret) {
        this.secret = secret;
        this.publicText = HexFormat.of().formatHex(secret.publicKey().getQ().getEncoded(false));
    }

    /** A new pair out of this randomness. */
    public static EphemeralKey create(SecureRandom random) {
        return new EphemeralKey(SecretScalar.create(random));
    }

    /**
     * The pair this secret makes; for vectors and simulations.
     *
     * @param secret exactly 32 bytes; copied
     * @throws KeyException when the length is another, or the number is 0 or not below the order of the curve
     */
    public static EphemeralKey fromSecret(byte[] secret) throws KeyException {
        return new EphemeralKey(SecretScalar.of(secret));
    }

    /** The public half as it travels: {@value #TEXT_LENGTH} lowercase hex digits. Stays usable after {@link #close()}. */
    public String publicText() {
        return publicText;
    }

    /**
     * What this end and the other agree upon.
     *
     * @param theirs the other end's public half: {@value #TEXT_LENGTH} hex digits, or {@value Secp256k1Key#TEXT_LENGTH} for the
     *     compressed form, which the original takes as well; either case
     * @return {@value #SECRET_LENGTH} bytes; wipe them when the cipher is made
     * @throws KeyException when it is not a point of the curve in one of these forms. The original dies of that.
     * @throws IllegalStateException after {@link #close()}
     */
    public byte[] agree(String theirs) throws KeyException {
        if (theirs.length() != TEXT_LENGTH && theirs.length() != Secp256k1Key.TEXT_LENGTH) {
            throw new KeyException("ephemeral key has " + theirs.length() + " characters, " + TEXT_LENGTH
                    + " are needed: send it uncompressed, in hex");
        }
        ECPublicKeyParameters point = Secp256k1.decode(HexDigits.anyCase("ephemeral key", theirs));
        if (point == null) {
            throw new KeyException("ephemeral key is not a point of secp256k1: send the key of a fresh pair");
        }
        byte[] copy = secret.copy();
        if (copy.length == 0) {
            throw new IllegalStateException("ephemeral key is closed, it cannot agree any more");
        }
        try {
            return Secp256k1.agree(copy, point);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** Wipes the secret; closing twice is fine. */
    @Override
    public void close() {
        secret.wipe();
    }

    /** The public half; never the secret. */
    @Override
    public String toString() {
        return "EphemeralKey[" + publicText + "]";
    }
}
