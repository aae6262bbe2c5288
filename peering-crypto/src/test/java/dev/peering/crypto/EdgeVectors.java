package dev.peering.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Makes our own edge cases from their inputs. {@link EdgeCasesTest} compares the files with what is made here, so the files
 * cannot drift from their comments; run {@code main} with {@code keys} or {@code signatures} to print one anew.
 */
final class EdgeVectors {

    private static final byte[] SEED = Vectors.hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final byte[] DATA = Vectors.hex("120f3132372e302e302e313a31343636361880c28d8c06");
    private static final BigInteger SECRET = Curve.scalar(SEED);
    private static final Curve.Point KEY = Curve.BASE.times(SECRET);
    private static final Curve.Point MIXED_KEY = KEY.plus(Curve.TORSION);
    private static final BigInteger NONCE = BigInteger.valueOf(1_234_567_890);

    private final StringBuilder text = new StringBuilder();

    private EdgeVectors() {}

    public static void main(String[] which) {
        System.out.print(which[0].equals("keys") ? keys() : signatures());
    }

    static String keys() {
        EdgeVectors file = new EdgeVectors();
        file.head(
                "Public keys and whether PeerKey takes them.",
                "identity-seed = 00 01 02 ... 1f",
                "T = a point of order 8; nT = its multiples, which are all points of small order");
        byte[] good = KEY.encode();
        file.key("good", "taken", "the identity's own key", good);
        file.key(
                "mixed order",
                "taken",
                "key + T: has an owner, who alone can sign; the original takes it",
                MIXED_KEY.encode());
        for (int i = 0; i < 8; i++) {
            file.key(
                    "small order " + i + "T",
                    "refused",
                    "anybody could sign for it",
                    Curve.TORSION.times(i).encode());
        }
        file.key("neutral, sign of x set", "refused", "x = 0 has no sign; small order", signed(Curve.NEUTRAL.encode()));
        file.key(
                "y = -1, sign of x set",
                "refused",
                "x = 0 has no sign; small order",
                signed(Curve.TORSION.times(4).encode()));
        for (int y = 0; y < 19; y++) {
            byte[] beyond = Curve.littleEndian(Curve.P.add(BigInteger.valueOf(y)));
            file.key("y = p + " + y, "refused", "non-canonical", beyond);
            file.key("y = p + " + y + ", sign of x set", "refused", "non-canonical", signed(beyond));
        }
        file.key("y = 2", "refused", "no point has this y", Curve.littleEndian(BigInteger.TWO));
        for (int length : new int[] {0, 31, 33, 63, 65}) {
            file.key(length + " bytes", "refused", "wrong length", Arrays.copyOf(good, length));
        }
        return file.text.toString();
    }

    static String signatures() {
        EdgeVectors file = new EdgeVectors();
        file.head(
                "Signatures and whether they become a SignedPayload, the same for every provider.",
                "identity-seed = 00 01 02 ... 1f, a = its secret scalar, A = its public key, B = the base point",
                "data = the first request of the protocol study unless told, k = SHA-512(R, key, data)",
                "T = a point of order 8; L = the order of B; r = 1234567890, or the next number that fits");
        byte[] good = rfcSignature();
        file.plainCases(good);
        file.wrongLengths(good);
        file.ownersTricks();
        file.forgeries();
        return file.text.toString();
    }

    private void plainCases(byte[] good) {
        BigInteger s = Curve.number(Arrays.copyOfRange(good, 32, 64));
        byte[] r = Arrays.copyOf(good, 32);
        signature("good", "valid", "as RFC 8032 makes it", KEY, good);
        signature("S + L", "invalid", "anybody can make it from the good one", KEY, Curve.signature(r, s.add(Curve.L)));
        signature(
                "S + 8L",
                "invalid",
                "the same, still below 2^256",
                KEY,
                Curve.signature(r, s.add(Curve.L.shiftLeft(3))));
        signature("S replaced by L - S", "invalid", "the negative", KEY, Curve.signature(r, Curve.L.subtract(s)));
        signature("lowest bit of R flipped", "invalid", "", KEY, flipped(good, 0, 1));
        signature("sign of R flipped", "invalid", "the negative point", KEY, flipped(good, 31, 0x80));
        signature("lowest bit of S flipped", "invalid", "", KEY, flipped(good, 32, 1));
        signature("last byte 07 for 06", "invalid", "a plain bad signature", KEY, flipped(good, 63, 1));
        signature("another key", "invalid", "good, but under another key", KEY.plus(Curve.BASE), good);
        signature("all zero", "invalid", "R = 0 has order 4", KEY, new byte[64]);
    }

    private void wrongLengths(byte[] good) {
        for (int length : new int[] {0, 31, 32, 33, 63, 65, 128}) {
            signature(
                    length + " bytes",
                    "invalid",
                    "the good one cut, or zeros behind it",
                    KEY,
                    Arrays.copyOf(good, length));
        }
        byte[] shifted = new byte[65];
        System.arraycopy(good, 0, shifted, 1, 64);
        signature("65 bytes, zero in front", "invalid", "", KEY, shifted);
    }

    /** Only the owner of the key can make these: S = r + ka takes a. */
    private void ownersTricks() {
        owners(
                "R neutral",
                "invalid",
                "R = 0B, S = ka: both equations hold",
                KEY,
                Curve.NEUTRAL.encode(),
                BigInteger.ZERO);
        owners(
                "R of order 8",
                "invalid",
                "R = T, S = ka: holds with the cofactor",
                KEY,
                Curve.TORSION.encode(),
                BigInteger.ZERO);
        owners(
                "R neutral, non-canonical",
                "invalid",
                "y of R is p + 1",
                KEY,
                Curve.littleEndian(Curve.P.add(BigInteger.ONE)),
                BigInteger.ZERO);
        owners(
                "R neutral, sign of x set",
                "invalid",
                "x = 0 has no sign",
                KEY,
                signed(Curve.NEUTRAL.encode()),
                BigInteger.ZERO);
        owners(
                "R mixed",
                "valid",
                "R = rB + T: holds with the cofactor only; the original takes it",
                KEY,
                Curve.BASE.times(NONCE).plus(Curve.TORSION).encode(),
                NONCE);
        mixedKey(
                "key mixed, k no multiple of 8",
                "holds with the cofactor only; the original takes it",
                k -> k.mod(BigInteger.valueOf(8)).signum() != 0);
        mixedKey(
                "key mixed, k a multiple of 8",
                "both equations hold",
                k -> k.mod(BigInteger.valueOf(8)).signum() == 0);
    }

    private void mixedKey(String name, String reason, Predicate<BigInteger> fits) {
        BigInteger nonce = NONCE;
        byte[] r = Curve.BASE.times(nonce).encode();
        while (!fits.test(Curve.challenge(r, MIXED_KEY.encode(), DATA))) {
            nonce = nonce.add(BigInteger.ONE);
            r = Curve.BASE.times(nonce).encode();
        }
        owners(name, "valid", reason, MIXED_KEY, r, nonce);
    }

    /** Nobody's secret is needed: for a small-order key, R = -kA and S = 0 can be found by trying few data. */
    private void forgeries() {
        for (int i = 0; i < 8; i++) {
            Curve.Point key = Curve.TORSION.times(i);
            byte[] neutral = Curve.NEUTRAL.encode();
            int tries = 0;
            byte[] data = data(tries);
            while (!Curve.cofactorless(
                    key, Curve.NEUTRAL, Curve.challenge(neutral, key.encode(), data), BigInteger.ZERO)) {
                data = data(++tries);
            }
            signature(
                    "forged for key " + i + "T",
                    "invalid",
                    "R neutral, S = 0: both equations hold",
                    key.encode(),
                    data,
                    Curve.signature(neutral, BigInteger.ZERO));
        }
    }

    private void owners(String name, String verdict, String reason, Curve.Point key, byte[] r, BigInteger nonce) {
        BigInteger k = Curve.challenge(r, key.encode(), DATA);
        signature(
                name,
                verdict,
                reason,
                key,
                Curve.signature(r, nonce.add(k.multiply(SECRET)).mod(Curve.L)));
    }

    private static byte[] rfcSignature() {
        try (Identity identity = Identity.fromSeed(SEED)) {
            return identity.sign(DATA);
        }
    }

    private static byte[] data(int number) {
        return ("forged " + number).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] signed(byte[] encoded) {
        return flipped(encoded, 31, 0x80);
    }

    private static byte[] flipped(byte[] bytes, int at, int mask) {
        byte[] copy = bytes.clone();
        copy[at] ^= (byte) mask;
        return copy;
    }

    private void head(String... lines) {
        for (String line : lines) {
            text.append("# ").append(line).append('\n');
        }
        text.append("# made by EdgeVectors, every byte remade by EdgeCasesTest\n");
    }

    private void key(String name, String verdict, String reason, byte[] key) {
        block(name, verdict, reason, "key", Vectors.hex(key));
    }

    private void signature(String name, String verdict, String reason, Curve.Point key, byte[] signature) {
        signature(name, verdict, reason, key.encode(), DATA, signature);
    }

    private void signature(String name, String verdict, String reason, byte[] key, byte[] data, byte[] signature) {
        block(
                name,
                verdict,
                reason,
                "key",
                Vectors.hex(key),
                "data",
                Vectors.hex(data),
                "signature",
                Vectors.hex(signature));
    }

    private void block(String name, String verdict, String reason, String... values) {
        text.append('\n');
        if (!reason.isEmpty()) {
            text.append("# ").append(reason).append('\n');
        }
        line("case", name);
        line("verdict", verdict);
        for (int i = 0; i < values.length; i += 2) {
            line(values[i], values[i + 1]);
        }
    }

    private void line(String name, String value) {
        text.append((name + "         ").substring(0, 9))
                .append(" = ")
                .append(value)
                .append('\n');
    }
}
