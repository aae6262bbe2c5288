package dev.peering.crypto;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
import org.jspecify.annotations.Nullable;

/**
 * A peer's public key: an Ed25519 point, and the peer's identity everywhere in this house.
 *
 * <p>RFC 8032, 5.1.2. Always {@value #LENGTH} bytes. Order is by unsigned bytes, as manual peering groups peers: the lower key
 * dials. Equality is by bytes.
 *
 * <p>Refuses, on entry: any other length, a point that is not on the curve, a point of small order (anybody can sign for
 * those), and a non-canonical encoding. The original accepts the last, but no such key has an owner: finding a secret for one
 * takes about 2^250 tries. A key with a small-order component is accepted, as the original does: it has an owner, and only that
 * owner can sign for it.
 *
 * <p>The point is decoded once, here, and kept; so keep the object for peers you know. Immutable, safe to share.
 */
public final class PeerKey implements Comparable<PeerKey> {

    /** Bytes in a public key. */
    public static final int LENGTH = 32;

    private final byte[] bytes;
    private final PublicPoint point;
    private final int hash;

    /** Made when a provider of the Java Cryptography Architecture first asks; see {@link CorrettoEngine}. */
    private volatile @Nullable PublicKey architectureKey;

    /** For a key pair of our own: the point was computed, there is nothing to check. */
    PeerKey(byte[] bytes, PublicPoint point) {
        this.bytes = bytes;
        this.point = point;
        // Strangers may choose keys whose hashes collide; hash maps of comparable keys stay logarithmic then.
        this.hash = Arrays.hashCode(bytes);
    }

    /**
     * The key with these raw bytes. Costs about a seventh of a signature check, most of it to find x.
     *
     * @param raw exactly {@value #LENGTH} bytes; copied
     * @throws KeyException when the bytes are no key a peer could own
     */
    public static PeerKey of(byte[] raw) throws KeyException {
        if (raw.length != LENGTH) {
            throw new KeyException("public key has " + raw.length + " bytes, " + LENGTH + " are needed");
        }
        byte[] bytes = raw.clone();
        if (!PointEncoding.isCanonical(bytes, 0)) {
            throw new KeyException("public key " + hex(bytes)
                    + " is a non-canonical encoding no peer can own: ask the peer for its key again");
        }
        if (PointEncoding.isSmallOrder(bytes, 0)) {
            throw new KeyException("public key " + hex(bytes)
                    + " has small order, anybody could sign for it: ask the peer for its key again");
        }
        PublicPoint point = BouncyCastleEngine.decode(bytes);
        if (point == null) {
            throw new KeyException(
                    "public key " + hex(bytes) + " is not a point on the curve: ask the peer for its key again");
        }
        return new PeerKey(bytes, point);
    }

    /**
     * The key in GoShimmer's printed form, as {@link #toString()} gives it. Unlike GoShimmer, which keeps the first 32 of more
     * bytes, exactly {@value #LENGTH} decoded bytes are needed.
     *
     * @param base58 Bitcoin alphabet, usually 44 characters
     * @throws KeyException when it is not base58, or not a key a peer could own
     */
    public static PeerKey parse(String base58) throws KeyException {
        if (base58.isEmpty()) {
            throw new KeyException(
                    "public key is empty: give the " + LENGTH + " bytes in base58, usually 44 characters");
        }
        if (base58.length() > Base58.MAX_CHARACTERS) {
            throw new KeyException(
                    "public key has " + base58.length() + " characters, 44 are usual: check what was pasted");
        }
        return of(Base58.decode("public key", base58.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A copy of the {@value #LENGTH} raw bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** The peer ID: SHA-256 of the raw key, 32 bytes. Computed on every call, never sent in manual peering. */
    public byte[] id() {
        return Sha256.of(bytes);
    }

    /** The peer ID as humans see it in logs: base58 of its first 8 bytes. Not unique enough to decide anything by. */
    public String shortId() {
        return Base58.encode(Arrays.copyOf(id(), SHORT_ID_LENGTH));
    }

    @Override
    public int compareTo(PeerKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    @SuppressWarnings("exports") // The annotation is for our own build; whoever compiles against this needs it not.
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof PeerKey key && hash == key.hash && Arrays.equals(bytes, key.bytes));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Base58 of the raw key: what operators exchange, and what {@link #parse} reads. */
    @Override
    public String toString() {
        return Base58.encode(bytes);
    }

    /** The key's own array, for engines that only read. */
    byte[] bytes() {
        return bytes;
    }

    PublicPoint point() {
        return point;
    }

    @Nullable
    PublicKey architectureKey() {
        return architectureKey;
    }

    /** Two threads may both make it; either is right. */
    void architectureKey(PublicKey made) {
        architectureKey = made;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static final int SHORT_ID_LENGTH = 8;
}
