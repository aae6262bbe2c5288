package dev.peering.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The curve of Ed25519 in school arithmetic (RFC 8032, 5.1): slow, plain, and owed to no library, so that vectors and verdicts
 * have a second source. For tests only.
 */
final class Curve {

    static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    static final BigInteger L = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE);
    static final Point BASE = withY(
            BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P), 0);

    /** Of order 8: its multiples are the eight small-order points. */
    static final Point TORSION = torsion();

    private Curve() {}

    record Point(BigInteger x, BigInteger y) {

        Point plus(Point other) {
            return ratio().plus(other.ratio()).point();
        }

        Point times(BigInteger factor) {
            Ratio one = ratio();
            Ratio sum = NEUTRAL.ratio();
            for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
                sum = sum.plus(sum);
                if (factor.testBit(bit)) {
                    sum = sum.plus(one);
                }
            }
            return sum.point();
        }

        private Ratio ratio() {
            return new Ratio(x, y, BigInteger.ONE);
        }

        Point times(int factor) {
            return times(BigInteger.valueOf(factor));
        }

        byte[] encode() {
            byte[] bytes = littleEndian(y);
            if (x.testBit(0)) {
                bytes[31] |= (byte) 0x80;
            }
            return bytes;
        }
    }

    /** The point (x/z, y/z): one addition formula for all points, and a division only at the end. */
    private record Ratio(BigInteger x, BigInteger y, BigInteger z) {

        Ratio plus(Ratio other) {
            BigInteger zz = z.multiply(other.z).mod(P);
            BigInteger xx = x.multiply(other.x).mod(P);
            BigInteger yy = y.multiply(other.y).mod(P);
            BigInteger cross =
                    x.add(y).multiply(other.x.add(other.y)).subtract(xx).subtract(yy);
            BigInteger product = D.multiply(xx).mod(P).multiply(yy).mod(P);
            BigInteger minus = zz.multiply(zz).subtract(product).mod(P);
            BigInteger plus = zz.multiply(zz).add(product).mod(P);
            return new Ratio(
                    zz.multiply(minus).mod(P).multiply(cross).mod(P),
                    zz.multiply(plus).mod(P).multiply(yy.add(xx)).mod(P),
                    minus.multiply(plus).mod(P));
        }

        Point point() {
            BigInteger inverse = z.modInverse(P);
            return new Point(x.multiply(inverse).mod(P), y.multiply(inverse).mod(P));
        }
    }

    /** A secret scalar as RFC 8032, 5.1.5 makes it from a seed. */
    static BigInteger scalar(byte[] seed) {
        byte[] low = Arrays.copyOf(sha512(seed), 32);
        low[0] &= (byte) 0xf8;
        low[31] &= 0x7f;
        low[31] |= 0x40;
        return number(low);
    }

    /**
     * k of RFC 8032, 5.1.7, reduced by L as everybody does. For points with a small-order part that changes kA, which matters to
     * the equation without the cofactor.
     */
    static BigInteger challenge(byte[] r, byte[] key, byte[] message) {
        return number(sha512(r, key, message)).mod(L);
    }

    static byte[] signature(byte[] r, BigInteger s) {
        byte[] signature = Arrays.copyOf(r, 64);
        System.arraycopy(littleEndian(s), 0, signature, 32, 32);
        return signature;
    }

    /** Does 8SB = 8R + 8kA hold? */
    static boolean cofactored(Point key, Point r, BigInteger k, BigInteger s) {
        return BASE.times(s).times(8).equals(r.times(8).plus(key.times(k).times(8)));
    }

    /** Does SB = R + kA hold? Stricter, for points with a small-order component. */
    static boolean cofactorless(Point key, Point r, BigInteger k, BigInteger s) {
        return BASE.times(s).equals(r.plus(key.times(k)));
    }

    static BigInteger number(byte[] littleEndian) {
        byte[] big = new byte[littleEndian.length];
        for (int i = 0; i < big.length; i++) {
            big[i] = littleEndian[big.length - 1 - i];
        }
        return new BigInteger(1, big);
    }

    static byte[] littleEndian(BigInteger number) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    /** True when some x makes a point with this y. */
    static boolean isOnCurve(BigInteger y) {
        BigInteger square = xSquare(y);
        return square.signum() == 0
                || square.modPow(P.subtract(BigInteger.ONE).shiftRight(1), P).equals(BigInteger.ONE);
    }

    private static Point withY(BigInteger y, int sign) {
        BigInteger square = xSquare(y);
        // p is 5 mod 8: one of two candidates is the root.
        BigInteger root = square.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!root.multiply(root).mod(P).equals(square)) {
            root = root.multiply(
                            BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P))
                    .mod(P);
        }
        return new Point(root.testBit(0) == (sign == 1) ? root : P.subtract(root), y);
    }

    private static BigInteger xSquare(BigInteger y) {
        BigInteger ySquare = y.multiply(y).mod(P);
        BigInteger below = D.multiply(ySquare).add(BigInteger.ONE).mod(P);
        return ySquare.subtract(BigInteger.ONE).multiply(below.modInverse(P)).mod(P);
    }

    /** L times any point leaves its small-order part; taken from the first y that leaves order 8. */
    private static Point torsion() {
        for (int y = 2; ; y++) {
            BigInteger candidate = BigInteger.valueOf(y);
            if (isOnCurve(candidate)) {
                Point small = withY(candidate, 0).times(L);
                if (!small.times(4).equals(NEUTRAL)) {
                    return small;
                }
            }
        }
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
