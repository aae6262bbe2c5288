package dev.peering.core.vectors;

import dev.peering.crypto.Sha256;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Who dials. Seed 000, 3.5.2; section 9.1 of the protocol file. */
final class DirectionVectors {

    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);

    private static final byte[] A = Recipe.key(IdentityVectors.SEED_A);
    private static final byte[] B = Recipe.key(IdentityVectors.SEED_B);

    private final GroupFile file = new GroupFile(
                    "directions",
                    "Own key and a peer's key (the bytes: one after the other), and who dials: own < peer, compared byte by byte as unsigned"
                            + " numbers from the first, means outbound. 'others' tells what mistaken comparisons would say.")
            .flag("WorkedExample", "The protocol file or the case list prints these keys.")
            .flag(
                    "Base58Differs",
                    "The base58 texts compare the other way round, as GoShimmer v0.5.8 to v0.6.3 compared them.")
            .flag("SignedDiffers", "Signed bytes compare the other way round.")
            .flag("IdsDiffer", "The peer IDs compare the other way round.")
            .flag(
                    "ReversedDiffers",
                    "Read from the last byte, or as little-endian numbers, they compare the other way round.")
            .flag("OneByte", "Only one byte differs.")
            .flag("Equal", "A node is no peer of itself.");

    static GroupFile file() {
        return new DirectionVectors().make();
    }

    private GroupFile make() {
        both("a-b", "A dials B, although the base58 texts say otherwise", A, B, "WorkedExample");
        both(
                "v1",
                "the pair of vector V1",
                Recipe.key(IdentityVectors.SEED_02),
                Recipe.key(IdentityVectors.SEED_01),
                "WorkedExample");
        byte[] high = Recipe.key(IdentityVectors.find(key -> key[0] == (byte) 0x80));
        byte[] low = Recipe.key(IdentityVectors.find(key -> key[0] == 0x7f));
        both("7f-80", "first bytes 0x7f and 0x80", low, high);
        byte[] least = Recipe.key(IdentityVectors.find(key -> key[0] == 0));
        byte[] most = Recipe.key(IdentityVectors.find(key -> key[0] == (byte) 0xff));
        both("00-ff", "first bytes 0x00 and 0xff", least, most);
        byte[] small = Recipe.key(IdentityVectors.find(key -> key[0] == 1));
        both("00-01", "first bytes 0x00 and 0x01", least, small);
        both(
                "a-and-its-negative",
                "A and the same point with the other sign of x: only the highest bit of the last byte differs",
                A,
                flipped(A, 31),
                "OneByte");
        both("b-and-its-negative", "B and the same point with the other sign of x", B, flipped(B, 31), "OneByte");
        for (int place : new int[] {0, 1, 15, 16, 30, 31}) {
            List<byte[]> pair = pair(place, 0x7f, 0x80);
            both(
                    "byte-" + place,
                    "only byte " + place + " differs, 0x7f or less against 0x80 or more",
                    pair.get(0),
                    pair.get(1),
                    "OneByte");
        }
        for (String[] self : new String[][] {{"a", Recipe.hex(A)}, {"b", Recipe.hex(B)}}) {
            entry(
                            "equal-" + self[0],
                            "the own key",
                            HexFormat.of().parseHex(self[1]),
                            HexFormat.of().parseHex(self[1]),
                            "Equal")
                    .refuse("self");
        }
        return file;
    }

    private void both(String id, String comment, byte[] one, byte[] other, String... flags) {
        boolean inOrder = Arrays.compareUnsigned(one, other) < 0;
        byte[] lower = inOrder ? one : other;
        byte[] higher = inOrder ? other : one;
        add(id + "-outbound", comment, lower, higher, "outbound", flags);
        add(id + "-inbound", comment + "; seen from the other side", higher, lower, "inbound", flags);
    }

    private void add(String id, String comment, byte[] own, byte[] peer, String direction, String... flags) {
        ObjectNode others = VectorJson.MAPPER.createObjectNode();
        others.put("base58", word(Base58Text.of(own).compareTo(Base58Text.of(peer))));
        others.put("signed", word(Arrays.compare(own, peer)));
        others.put("ids", word(Arrays.compareUnsigned(Sha256.of(own), Sha256.of(peer))));
        others.put("reversed", word(Arrays.compareUnsigned(reversed(own), reversed(peer))));
        List<String> names = new java.util.ArrayList<>(List.of(flags));
        String[][] differing = {
            {"base58", "Base58Differs"},
            {"signed", "SignedDiffers"},
            {"ids", "IdsDiffer"},
            {"reversed", "ReversedDiffers"}
        };
        for (String[] rule : differing) {
            if (!others.get(rule[0]).asString().equals(direction)) {
                names.add(rule[1]);
            }
        }
        entry(id, comment, own, peer, names.toArray(String[]::new))
                .accept()
                .put("direction", direction)
                .set("others", others);
    }

    private GroupFile.Entry entry(String id, String comment, byte[] own, byte[] peer, String... flags) {
        return file.add(id, comment, flags).input("own", Recipe.hex(own)).input("peer", Recipe.hex(peer));
    }

    private static String word(int comparison) {
        return comparison < 0 ? "outbound" : "inbound";
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] copy = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            copy[i] = bytes[bytes.length - 1 - i];
        }
        return copy;
    }

    private static byte[] flipped(byte[] key, int place) {
        byte[] copy = key.clone();
        copy[place] ^= (byte) 0x80;
        return copy;
    }

    /** Two points whose encodings differ in this byte alone: the first that fit, going outwards from these values. */
    private static List<byte[]> pair(int place, int below, int above) {
        for (int fill = 1; fill < 256; fill++) {
            byte[] key = new byte[32];
            Arrays.fill(key, (byte) fill);
            key[31] &= 0x3f;
            byte[] lower = firstOnCurve(key, place, below, -1);
            byte[] higher = firstOnCurve(key, place, above, 1);
            if (lower.length > 0 && higher.length > 0) {
                return List.of(lower, higher);
            }
        }
        throw new IllegalStateException("no pair for byte " + place);
    }

    private static byte[] firstOnCurve(byte[] base, int place, int start, int step) {
        for (int value = start; value >= 0x40 && value < 0xc0; value += step) {
            byte[] candidate = base.clone();
            candidate[place] = (byte) value;
            if (isOnCurve(candidate)) {
                return candidate;
            }
        }
        return new byte[0];
    }

    private static boolean isOnCurve(byte[] key) {
        byte[] bigEndian = reversed(key);
        bigEndian[0] &= 0x7f;
        BigInteger ySquare = new BigInteger(1, bigEndian).modPow(BigInteger.TWO, P);
        BigInteger below = D.multiply(ySquare).add(BigInteger.ONE).mod(P);
        BigInteger xSquare =
                ySquare.subtract(BigInteger.ONE).multiply(below.modInverse(P)).mod(P);
        BigInteger half = P.subtract(BigInteger.ONE).shiftRight(1);
        return xSquare.modPow(half, P).equals(BigInteger.ONE);
    }
}
