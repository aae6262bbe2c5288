package dev.peering.crypto;

import java.security.GeneralSecurityException;
import java.util.Objects;

/**
 * Signing and checking, by one of several providers behind one policy.
 *
 * <p>RFC 8032, 5.1, plain Ed25519: no pre-hash, no context. A signature is {@value #SIGNATURE_LENGTH} bytes and deterministic.
 *
 * <p>A signature is valid when its length is exact, S is below the group order, neither the key nor R has small order or a
 * non-canonical encoding, and the cofactored equation holds. That is what GoShimmer v0.8.1 accepts, less encodings nobody can
 * sign for. Every provider gives the same verdict on every input; which one runs is a question of speed alone:
 *
 * <ul>
 *   <li>{@value #BOUNCYCASTLE}: pure Java, always present, the default;
 *   <li>{@value #CORRETTO}: Amazon Corretto Crypto Provider, about twice as fast, when its jar is present;
 *   <li>{@value #AUTO}: the fastest that is present and passes its self-test.
 * </ul>
 *
 * <p>The platform's own Ed25519 is never used: it is slow and takes forged signatures for small-order keys. Immutable, safe to
 * share between threads.
 */
public final class Ed25519 {

    /** Bytes in a signature: R, then S. */
    public static final int SIGNATURE_LENGTH = 64;

    /** Name of the default provider. */
    public static final String BOUNCYCASTLE = BouncyCastleEngine.NAME;

    /** Name of the faster, optional provider. */
    public static final String CORRETTO = CorrettoEngine.NAME;

    /** Name that stands for the fastest provider present. */
    public static final String AUTO = "auto";

    private static final Ed25519 DEFAULT = new Ed25519(new BouncyCastleEngine());

    private final Ed25519Engine engine;

    private Ed25519(Ed25519Engine engine) {
        this.engine = engine;
    }

    /** The default provider, which is always there. */
    public static Ed25519 bouncyCastle() {
        return DEFAULT;
    }

    /**
     * The provider of that name, after it has passed its self-test. Takes up to a second for a native library, so ask once and
     * keep the answer.
     *
     * @param name {@value #BOUNCYCASTLE}, {@value #CORRETTO} or {@value #AUTO}
     * @throws IllegalArgumentException when there is no such name, or the provider cannot be used here; the message says why
     *     and what to do
     */
    public static Ed25519 named(String name) {
        return named(name, Ed25519.class.getClassLoader());
    }

    /** As {@link #named(String)}, looking for optional providers where this class loader looks. */
    static Ed25519 named(String name, ClassLoader loader) {
        return switch (name) {
            case BOUNCYCASTLE -> tested(new BouncyCastleEngine());
            case CORRETTO -> corretto(loader);
            case AUTO -> fastest(loader);
            default ->
                throw new IllegalArgumentException("there is no Ed25519 provider named '" + name + "': choose "
                        + BOUNCYCASTLE + ", " + CORRETTO + " or " + AUTO);
        };
    }

    private static Ed25519 corretto(ClassLoader loader) {
        try {
            return tested(CorrettoEngine.find(loader));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the Ed25519 provider " + CORRETTO + " cannot be used, " + e.getMessage()
                            + ": add software.amazon.cryptools:AmazonCorrettoCryptoProvider for this system, or choose "
                            + AUTO,
                    e);
        }
    }

    private static Ed25519 fastest(ClassLoader loader) {
        try {
            return corretto(loader);
        } catch (IllegalArgumentException absent) {
            return named(BOUNCYCASTLE, loader);
        }
    }

    /** Wraps an engine that answers known questions rightly; no other engine ever gets past this. */
    static Ed25519 tested(Ed25519Engine engine) {
        String fault = SelfTest.fault(engine);
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException("the Ed25519 provider " + engine.name() + " fails its self-test ("
                    + fault + "): do not use it, choose another");
        }
        return new Ed25519(engine);
    }

    /** Which provider this is: {@value #BOUNCYCASTLE} or {@value #CORRETTO}, never {@value #AUTO}. */
    public String name() {
        return engine.name();
    }

    /**
     * Signs with an identity's private key, in time that does not depend on it.
     *
     * @param identity whose key signs; must not be closed
     * @param data any bytes; must not change during the call
     * @return {@value #SIGNATURE_LENGTH} bytes, the same for the same data
     * @throws IllegalStateException when the identity is closed
     */
    public byte[] sign(Identity identity, byte[] data) {
        try {
            return engine.sign(identity, data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Ed25519 provider " + engine.name() + " could not sign", e);
        }
    }

    /**
     * Is this the signer's signature over exactly these bytes? Whatever the bytes are, the answer is yes or no, never an
     * exception. Prefer {@link SignedPayload#verify}, whose answer cannot be forgotten.
     *
     * @param signer whose signature it should be
     * @param data the signed bytes; must not change during the call
     * @param signature any bytes; must not change during the call
     */
    public boolean verify(PeerKey signer, byte[] data, byte[] signature) {
        // A mistake of the program, which must not look like a forged signature.
        Objects.requireNonNull(signer, "signer");
        Objects.requireNonNull(data, "data");
        if (!SignaturePolicy.allows(signature)) {
            return false;
        }
        try {
            return engine.verify(signer, data, signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            // A library that stumbles over a stranger's bytes has not verified them.
            return false;
        }
    }

    @Override
    public String toString() {
        return "Ed25519 by " + engine.name();
    }
}
