package dev.peering.conformance.manual;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Arithmetic on edwards25519 (RFC 8032 section 5.1) with whole numbers: slow, not constant-time, for test signatures only. It makes what no honest
 * library makes: signatures with S + L, points of small order, R with a small-order part.
 */
public final class Edwards {

    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    /** The order of the base point. */
    public static final BigInteger L =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    private static final BigInteger SQRT_OF_MINUS_1 =
            BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);
    private static final Point ZERO = new Point(BigInteger.ZERO, BigInteger.ONE);
    private static final Point BASE = decode(encodeNumber(BigInteger.valueOf(4)
                    .multiply(BigInteger.valueOf(5).modInverse(P))
                    .mod(P)))
            .orElseThrow();

    /** A point of order 8. */
    private static final Point TORSION = torsionGenerator();

    private Edwards() {}

    private record Point(BigInteger x, BigInteger y) {}

    /**
     * The eight points of small order, as keys.
     *
     * @return canonical encodings, the neutral element first
     */
    public static List<byte[]> smallOrderKeys() {
        Point generator = TORSION;
        List<byte[]> all = new ArrayList<>();
        Point point = ZERO;
        for (int i = 0; i < 8; i++) {
            all.add(encode(point));
            point = add(point, generator);
        }
        return all;
    }

    private static Point torsionGenerator() {
        for (int y = 2; ; y++) {
            Optional<Point> candidate = decode(encodeNumber(BigInteger.valueOf(y)));
            if (candidate.isPresent()) {
                Point torsion = multiply(L, candidate.get());
                if (!multiply(BigInteger.valueOf(4), torsion).equals(ZERO)) {
                    return torsion;
                }
            }
        }
    }

    /** How a test signature is made. */
    public enum Kind {
        /** S + L instead of S. */
        MALLEATED("S + L"),
        /** R has a part of order 8: right for a verifier that multiplies by the cofactor, wrong for one that does not. */
        MIXED_ORDER_R("R with a part of order 8"),
        /** R is the neutral element. */
        NEUTRAL_R("R is the neutral point"),
        /** R has order 8. */
        SMALL_ORDER_R("R of order 8"),
        /** R is the neutral element, written with y = p + 1. */
        NON_CANONICAL_R("R is the neutral point with y = p + 1");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /**
         * The kind in the words of a report.
         *
         * @return a few words
         */
        public String text() {
            return text;
        }
    }

    /**
     * A signature that only the owner of the key can make, of a questionable kind.
     *
     * @param seed of the signer, 32 bytes
     * @param data what is signed
     * @param kind which kind
     * @return 64 bytes
     */
    public static byte[] sign(byte[] seed, byte[] data, Kind kind) {
        byte[] expanded = sha512(seed);
        BigInteger secret = number(clamped(expanded));
        BigInteger nonce = kind == Kind.MALLEATED || kind == Kind.MIXED_ORDER_R
                ? number(sha512(Arrays.copyOfRange(expanded, 32, 64), data)).mod(L)
                : BigInteger.ZERO;
        return finish(secret, nonce, commitment(nonce, kind), data, kind == Kind.MALLEATED ? L : BigInteger.ZERO);
    }

    private static byte[] commitment(BigInteger nonce, Kind kind) {
        return switch (kind) {
            case MALLEATED -> encode(multiply(nonce, BASE));
            case MIXED_ORDER_R -> encode(add(multiply(nonce, BASE), TORSION));
            case NEUTRAL_R -> encode(ZERO);
            case SMALL_ORDER_R -> encode(TORSION);
            case NON_CANONICAL_R -> encodeNumber(P.add(BigInteger.ONE));
        };
    }

    /**
     * A valid signature whose nonce depends on the key alone: two of them over different data give the key away. For faulty targets.
     *
     * @param seed of the signer, 32 bytes
     * @param data what is signed
     * @return 64 bytes
     */
    public static byte[] signWithOneNonce(byte[] seed, byte[] data) {
        byte[] expanded = sha512(seed);
        BigInteger secret = number(clamped(expanded));
        BigInteger nonce = number(sha512(expanded)).mod(L);
        return finish(secret, nonce, encode(multiply(nonce, BASE)), data, BigInteger.ZERO);
    }

    private static byte[] clamped(byte[] expanded) {
        byte[] clamped = Arrays.copyOf(expanded, 32);
        clamped[0] &= (byte) 0xf8;
        clamped[31] = (byte) ((clamped[31] & 0x7f) | 0x40);
        return clamped;
    }

    private static byte[] finish(BigInteger secret, BigInteger nonce, byte[] r, byte[] data, BigInteger added) {
        byte[] key = encode(multiply(secret, BASE));
        BigInteger s = nonce.add(number(sha512(r, key, data)).multiply(secret)).mod(L);
        byte[] signature = Arrays.copyOf(r, 64);
        System.arraycopy(encodeNumber(s.add(added)), 0, signature, 32, 32);
        return signature;
    }

    /**
     * Adds the group order to S, which changes the bytes and not the meaning.
     *
     * @param signature 64 bytes
     * @return 64 bytes
     */
    public static byte[] malleate(byte[] signature) {
        byte[] changed = signature.clone();
        BigInteger s = number(Arrays.copyOfRange(signature, 32, 64)).add(L);
        System.arraycopy(encodeNumber(s), 0, changed, 32, 32);
        return changed;
    }

    /**
     * Takes the group order off S where S is too large.
     *
     * @param signature 64 bytes
     * @return 64 bytes
     */
    public static byte[] reduce(byte[] signature) {
        byte[] changed = signature.clone();
        BigInteger s = number(Arrays.copyOfRange(signature, 32, 64)).mod(L);
        System.arraycopy(encodeNumber(s), 0, changed, 32, 32);
        return changed;
    }

    /**
     * The cofactored equation 8SB = 8R + 8kA and nothing else: no check of orders, encodings or S. For faulty targets.
     *
     * @param key 32 bytes
     * @param data what is said to be signed
     * @param signature 64 bytes
     * @return whether the equation holds
     */
    public static boolean equationHolds(byte[] key, byte[] data, byte[] signature) {
        byte[] encodedR = Arrays.copyOf(signature, 32);
        Optional<Point> a = decode(key);
        Optional<Point> r = decode(encodedR);
        if (a.isEmpty() || r.isEmpty()) {
            return false;
        }
        BigInteger s = number(Arrays.copyOfRange(signature, 32, 64));
        BigInteger k = number(sha512(encodedR, key, data));
        BigInteger eight = BigInteger.valueOf(8);
        Point left = multiply(eight, multiply(s, BASE));
        Point right = multiply(eight, add(r.get(), multiply(k, a.get())));
        return left.equals(right);
    }

    /**
     * Whether these bytes are a point.
     *
     * @param key 32 bytes
     * @return true when they are
     */
    public static boolean isPoint(byte[] key) {
        return decode(key).isPresent();
    }

    private static Optional<Point> decode(byte[] encoded) {
        byte[] bytes = encoded.clone();
        boolean odd = (bytes[31] & 0x80) != 0;
        bytes[31] &= 0x7f;
        BigInteger y = number(bytes).mod(P);
        BigInteger yy = y.multiply(y).mod(P);
        BigInteger ratio = yy.subtract(BigInteger.ONE)
                .multiply(D.multiply(yy).add(BigInteger.ONE).modInverse(P))
                .mod(P);
        BigInteger x = ratio.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(ratio)) {
            x = x.multiply(SQRT_OF_MINUS_1).mod(P);
        }
        if (!x.multiply(x).mod(P).equals(ratio)) {
            return Optional.empty();
        }
        return Optional.of(new Point(x.testBit(0) == odd ? x : P.subtract(x).mod(P), y));
    }

    private static byte[] encode(Point point) {
        byte[] bytes = encodeNumber(point.y);
        if (point.x.testBit(0)) {
            bytes[31] |= (byte) 0x80;
        }
        return bytes;
    }

    private static Point add(Point a, Point b) {
        BigInteger xy =
                D.multiply(a.x).multiply(b.x).mod(P).multiply(a.y).multiply(b.y).mod(P);
        BigInteger x = a.x.multiply(b.y)
                .add(b.x.multiply(a.y))
                .multiply(BigInteger.ONE.add(xy).modInverse(P));
        BigInteger y = a.y.multiply(b.y)
                .add(a.x.multiply(b.x))
                .multiply(BigInteger.ONE.subtract(xy).mod(P).modInverse(P));
        return new Point(x.mod(P), y.mod(P));
    }

    private static Point multiply(BigInteger factor, Point point) {
        Point sum = ZERO;
        for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
            sum = add(sum, sum);
            if (factor.testBit(bit)) {
                sum = add(sum, point);
            }
        }
        return sum;
    }

    private static BigInteger number(byte[] littleEndian) {
        byte[] reversed = new byte[littleEndian.length];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = littleEndian[littleEndian.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }

    private static byte[] encodeNumber(BigInteger number) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static byte[] sha512(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
