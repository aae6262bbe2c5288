package dev.peering.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.jspecify.annotations.Nullable;

/**
 * A node's public key on secp256k1, and its identity in OpenDEX: a compressed point, written as 66 lowercase hex digits.
 *
 * <p>SEC 1, 2.3.3; network facts: {@code opendex.md}, section 4. Always {@value #LENGTH} bytes, the first 02 or 03. The order is by
 * unsigned bytes, which is also that of the hex texts, by which the network settles crossing connections.
 *
 * <p>Refuses uppercase digits, which the original takes for another identity of the same owner (and so a way around bans), the
 * uncompressed form, and everything that is not on the curve.
 *
 * <p>The point is decoded once, here, and kept; so keep the object for peers you know. Immutable, safe to share.
 */
public final class Secp256k1Key implements Comparable<Secp256k1Key> {

    /** Bytes in a public key. */
    public static final int LENGTH = Secp256k1.COMPRESSED_LENGTH;

    /** Characters in its text. */
    public static final int TEXT_LENGTH = 2 * LENGTH;

    private final byte[] bytes;
    private final String text;
    private final ECPublicKeyParameters parameters;

    private Secp256k1Key(byte[] bytes, ECPublicKeyParameters parameters) {
        this.bytes = bytes;
        this.text = HexFormat.of().formatHex(bytes);
        this.parameters = parameters;
    }

    /** For a key pair of our own: the point was computed, there is nothing to check. */
    Secp256k1Key(ECPublicKeyParameters parameters) {
        this(parameters.getQ().getEncoded(true), parameters);
    }

    /**
     * The key with these raw bytes. Costs about a tenth of a signature check, most of it to find y.
     *
     * @param compressed exactly {@value #LENGTH} bytes; copied
     * @throws KeyException when they are no compressed point of the curve
     */
    public static Secp256k1Key of(byte[] compressed) throws KeyException {
        if (compressed.length != LENGTH) {
            throw new KeyException("public key has " + compressed.length + " bytes, " + LENGTH + " are needed");
        }
        byte[] bytes = compressed.clone();
        ECPublicKeyParameters parameters = Secp256k1.decode(bytes);
        if (parameters == null) {
            throw new KeyException("public key " + HexFormat.of().formatHex(bytes)
                    + " is not a compressed point of secp256k1: ask the peer for its key again");
        }
        return new Secp256k1Key(bytes, parameters);
    }

    /**
     * The key as operators and peers write it, and as {@link #toString()} gives it.
     *
     * @param hex exactly {@value #TEXT_LENGTH} lowercase digits
     * @throws KeyException when it is anything else, or no point of the curve
     */
    public static Secp256k1Key parse(String hex) throws KeyException {
        if (hex.length() != TEXT_LENGTH) {
            throw new KeyException("public key has " + hex.length() + " characters, " + TEXT_LENGTH
                    + " are needed: give the compressed key in lowercase hex");
        }
        return of(HexDigits.lowercase("public key", hex));
    }

    /** A copy of the {@value #LENGTH} raw bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public int compareTo(Secp256k1Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    @SuppressWarnings("exports") // The annotation is for our own build; whoever compiles against this needs it not.
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Secp256k1Key key && Arrays.equals(bytes, key.bytes));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@value #TEXT_LENGTH} lowercase hex digits. */
    @Override
    public String toString() {
        return text;
    }

    ECPublicKeyParameters parameters() {
        return parameters;
    }
}
