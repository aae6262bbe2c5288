package dev.peering.crypto;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node's own key pair: an Ed25519 seed and the public key it makes.
 *
 * <p>RFC 8032, 5.1.5. The seed is {@value #SEED_LENGTH} bytes and all there is to keep; everything else follows from it. It sits
 * in one private array, is never printed, and is wiped by {@link #close()}; after that, signing is an
 * {@link IllegalStateException}. What a provider copies of it while signing is beyond our reach (see {@link Ed25519}).
 *
 * <p>Safe to share between threads; signing does not happen under a lock.
 */
public final class Identity implements AutoCloseable {

    /** Bytes in a seed. */
    public static final int SEED_LENGTH = 32;

    private final PeerKey key;
    private final byte[] seed;
    private boolean closed;

    /** One signer that already knows the key, for the provider that gains by it; see {@link CorrettoEngine#sign}. */
    private @Nullable Signature idleSigner;

    /** Takes the array over: it is wiped with this identity. */
    Identity(byte[] seed) {
        this.seed = seed;
        this.key = BouncyCastleEngine.publicKey(seed);
    }

    /** A new identity with {@value #SEED_LENGTH} bytes of this randomness for a seed. */
    public static Identity create(SecureRandom random) {
        byte[] seed = new byte[SEED_LENGTH];
        random.nextBytes(seed);
        return new Identity(seed);
    }

    /**
     * The identity this seed makes.
     *
     * @param seed exactly {@value #SEED_LENGTH} bytes; copied, so wipe your own
     * @throws IllegalArgumentException when the length is another
     */
    public static Identity fromSeed(byte[] seed) {
        if (seed.length != SEED_LENGTH) {
            throw new IllegalArgumentException("seed has " + seed.length + " bytes, " + SEED_LENGTH + " are needed");
        }
        return new Identity(seed.clone());
    }

    /**
     * The identity whose seed is written as in GoShimmer's {@code node.seed}: {@code base58:} or {@code base64:}, then the
     * {@value #SEED_LENGTH} bytes. A String cannot be wiped; prefer {@link IdentityFile#load} for what is kept.
     *
     * @throws KeyException when it is anything else
     */
    public static Identity parse(String text) throws KeyException {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        try {
            return SeedText.parse(ascii);
        } finally {
            Arrays.fill(ascii, (byte) 0);
        }
    }

    /** The public half, which names this node everywhere. Stays usable after {@link #close()}. */
    public PeerKey key() {
        return key;
    }

    /**
     * Signs by the default provider; {@link Ed25519#sign} does the same by any.
     *
     * @return {@value Ed25519#SIGNATURE_LENGTH} bytes, the same for the same data
     * @throws IllegalStateException after {@link #close()}
     */
    public byte[] sign(byte[] data) {
        return Ed25519.bouncyCastle().sign(this, data);
    }

    /** Wipes the seed. A signature under way in another thread is finished with its own copy; closing twice is fine. */
    @Override
    public synchronized void close() {
        closed = true;
        idleSigner = null;
        Arrays.fill(seed, (byte) 0);
    }

    /** Whether {@link #close()} was called: there is nothing left to sign with. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Names the public key and nothing else. */
    @Override
    public String toString() {
        return "Identity[" + key + "]";
    }

    /** A copy the caller wipes. Copied under the lock, so that nobody ever signs with a half-wiped seed. */
    synchronized byte[] copySeed() {
        requireOpen();
        return seed.clone();
    }

    /** Takes the idle signer, if there is one; nobody else gets it until it is given back. */
    synchronized @Nullable Signature takeSigner() {
        requireOpen();
        Signature taken = idleSigner;
        idleSigner = null;
        return taken;
    }

    /** Gives a signer back; dropped when the identity was closed meanwhile. */
    synchronized void keepSigner(Signature signer) {
        if (!closed) {
            idleSigner = signer;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("identity " + key + " is closed, it cannot sign any more");
        }
    }
}
