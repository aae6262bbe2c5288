package dev.peering.crypto;

import java.security.SecureRandom;

/**
 * A node's own key pair on secp256k1: a secret number and the public key it makes.
 *
 * <p>SEC 1, 3.2.1; network facts: {@code opendex.md}, section 4. The secret is {@value #SECRET_LENGTH} bytes, big-endian, from 1 to
 * n - 1. It sits in one private array, is never printed, and is wiped by {@link #close()}; after that, signing is an
 * {@link IllegalStateException}. The numbers that the library makes of it while it works are left to garbage collection.
 *
 * <p>Safe to share between threads; signing does not happen under a lock.
 */
public final class Secp256k1Identity implements AutoCloseable {

    /** Bytes in a secret. */
    public static final int SECRET_LENGTH = Secp256k1.SCALAR_LENGTH;

    private final Secp256k1Key key;
    private final SecretScalar secret;

    private Secp256k1Identity(SecretScalar secret) {
        this.secret = secret;
        this.key = new Secp256k1Key(secret.publicKey());
    }

    /** A new identity out of this randomness. */
    public static Secp256k1Identity create(SecureRandom random) {
        return new Secp256k1Identity(SecretScalar.create(random));
    }

    /**
     * The identity this secret makes.
     *
     * @param secret exactly {@value #SECRET_LENGTH} bytes; copied, so wipe your own
     * @throws KeyException when the length is another, or the number is 0 or not below the order of the curve
     */
    public static Secp256k1Identity fromSecret(byte[] secret) throws KeyException {
        return new Secp256k1Identity(SecretScalar.of(secret));
    }

    /** The public half, which names this node everywhere. Stays usable after {@link #close()}. */
    public Secp256k1Key key() {
        return key;
    }

    /**
     * Signs, see {@link Secp256k1#sign}.
     *
     * @return {@value Secp256k1#SIGNATURE_LENGTH} bytes, the same for the same data
     * @throws IllegalStateException after {@link #close()}
     */
    public byte[] sign(byte[] data) {
        return Secp256k1.sign(this, data);
    }

    /** Wipes the secret. A signature under way in another thread is finished with its own copy; closing twice is fine. */
    @Override
    public void close() {
        secret.wipe();
    }

    /** Whether {@link #close()} was called: there is nothing left to sign with. */
    public boolean isClosed() {
        return secret.isWiped();
    }

    /** The public key; never the secret. */
    @Override
    public String toString() {
        return "Secp256k1Identity[" + key + "]";
    }

    /** A copy the caller wipes. */
    byte[] copySecret() {
        byte[] copy = secret.copy();
        if (copy.length == 0) {
            throw new IllegalStateException("identity " + key + " is closed, it cannot sign any more");
        }
        return copy;
    }
}
