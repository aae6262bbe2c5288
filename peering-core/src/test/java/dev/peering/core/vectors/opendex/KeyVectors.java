package dev.peering.core.vectors.opendex;

import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.wire.Bytes;
import java.math.BigInteger;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Keys, signatures, agreements and numbers. Sections 4 and 6. */
final class KeyVectors {

    private static final String ALICE = "031b84c5567b126440995d3ed5aaba0565d71e1834604819ff9c17f5e9d5dd078f";
    private static final String BOB = "024d4b6cd1361032ca9bd2aeb9d900aa4d45d9ead80ac9423374c451a7254d0766";
    private static final String UNCOMPRESSED = publicText(1);
    private static final String DATA = Bytes.utf8("what is signed").toHex();
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    private KeyVectors() {}

    static VectorFile keys() {
        VectorFile file = new VectorFile(
                "keys", "A text, and whether it is a node's identity: 66 lowercase hex digits of a compressed point.");
        file.add("good", "a key", text(ALICE));
        file.add("even", "a key with an even y", text(BOB));
        file.add(
                "generator",
                "the key of secret 1",
                text("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"));
        file.add(
                "uppercase",
                "the same point, but another text: a way around bans",
                text(ALICE.toUpperCase(Locale.ROOT)));
        file.add("uppercase-one", "one digit in uppercase", text(ALICE.replaceFirst("b", "B")));
        file.add("uncompressed", "the same point, uncompressed", text(UNCOMPRESSED));
        file.add("short", "a byte missing", text(ALICE.substring(2)));
        file.add("long", "a byte too many", text(ALICE + "00"));
        file.add("empty", "nothing", text(""));
        file.add("no-hex", "a digit that is none", text(ALICE.substring(0, 65) + "g"));
        file.add("space", "a space in front", text(" " + ALICE.substring(1)));
        file.add("first-byte-04", "a first byte of the uncompressed form", text("04" + ALICE.substring(2)));
        file.add("first-byte-00", "infinity with something behind it", text("00".repeat(33)));
        file.add("x-not-on-curve", "x = 5 is on no point", text("02" + "00".repeat(31) + "05"));
        file.add(
                "x-not-canonical",
                "x = p + 1, which is 1 to who reduces",
                text("02fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc30"));
        file.add("x-largest", "x = 2^256 - 1", text("02" + "ff".repeat(32)));
        return file;
    }

    static VectorFile signatures() {
        VectorFile file = new VectorFile(
                "signatures",
                "A text, and whether it is the key's signature over the data (hex): 128 hex digits, r and s from 1 to n - 1, s in the lower half."
                        + " With a secret, signed is what signing the data gives, by RFC 6979.");
        String good = sign(1, DATA);
        String s = good.substring(64);
        file.add("good", "as it is made", signature(good).put("secret", "01".repeat(32)));
        for (int i = 0; i < 8; i++) {
            String data = Bytes.utf8("number " + i).toHex();
            file.add(
                    "made-" + i,
                    "another one",
                    VectorFile.object()
                            .put("key", key(9 + i))
                            .put("data", data)
                            .put("signature", sign(9 + i, data))
                            .put("secret", Bytes.of((byte) (9 + i)).toHex().repeat(32)));
        }
        file.add("uppercase", "uppercase digits say the same", signature(good.toUpperCase(Locale.ROOT)));
        file.add(
                "high-s",
                "n - s: anybody can make it",
                signature(good.substring(0, 64) + hex(ORDER.subtract(new BigInteger(s, 16)))));
        file.add(
                "s-plus-n",
                "s + n does not fit, so n - 1 stands for it",
                signature(good.substring(0, 64) + hex(ORDER.subtract(BigInteger.ONE))));
        file.add("r-0", "r = 0", signature("00".repeat(32) + s));
        file.add("s-0", "s = 0", signature(good.substring(0, 64) + "00".repeat(32)));
        file.add("r-n", "r = n", signature(hex(ORDER) + s));
        file.add("both-0", "nothing but zeros", signature("00".repeat(64)));
        file.add("swapped", "s, then r", signature(s + good.substring(0, 64)));
        file.add("other-data", "signed something else", signature(sign(1, "00")));
        file.add("other-key", "signed by somebody else", signature(sign(2, DATA)));
        file.add("short", "a byte missing", signature(good.substring(2)));
        file.add("long", "a byte too many", signature(good + "00"));
        file.add(
                "trailing",
                "something behind it that is no hex; the original stops there and takes it",
                signature(good + "zz"));
        file.add("empty", "nothing", signature(""));
        return file;
    }

    static VectorFile agreements() {
        VectorFile file = new VectorFile(
                "agreements",
                "The other end's ephemeral key as a text, and what our secret agrees upon with it: x of the shared point, 32 bytes, neither hashed"
                        + " nor derived from. 130 hex digits starting 04, or 66 starting 02 or 03, either case.");
        String theirs = publicText(5);
        file.add("recipient-to-initiator", "the first key of the recorded session", agreement(theirs));
        file.add(
                "initiator-to-recipient",
                "the second",
                VectorFile.object().put("secret", "04".repeat(32)).put("theirs", publicText(6)));
        file.add("compressed", "the compressed form", agreement(key(5)));
        file.add("uppercase", "uppercase digits", agreement(theirs.toUpperCase(Locale.ROOT)));
        file.add("leading-zero", "an x that starts with a zero byte", leadingZero());
        file.add(
                "off-curve",
                "the last bit of y",
                agreement(theirs.substring(0, 129) + (theirs.endsWith("0") ? "1" : "0").substring(0, 1)));
        file.add("infinity", "infinity", agreement("00"));
        file.add("zeros", "x = y = 0", agreement("04" + "00".repeat(64)));
        file.add("hybrid", "the hybrid form", agreement("06" + theirs.substring(2)));
        file.add("half", "the first half", agreement(theirs.substring(0, 66)));
        file.add("long", "a byte too many", agreement(theirs + "00"));
        file.add("no-hex", "digits that are none", agreement(theirs.substring(0, 128) + "zz"));
        file.add("empty", "nothing", agreement(""));
        return file;
    }

    static VectorFile numbers() {
        VectorFile file = new VectorFile(
                "numbers",
                "Doubles (their eight bytes, big-endian) and how canonical JSON prints them: as JavaScript does, in the fewest digits that read back.");
        Recorded.text("numbers.txt")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.endsWith(" 0") && !line.endsWith("null"))
                .map(line -> line.substring(0, 16))
                .distinct()
                .limit(400)
                .forEach(bits -> file.add(bits, "a double", VectorFile.object().put("bits", bits)));
        return file;
    }

    private static ObjectNode leadingZero() {
        for (int i = 1; ; i++) {
            String secret = hex(BigInteger.valueOf(i));
            ObjectNode inputs = VectorFile.object().put("secret", secret).put("theirs", publicText(5));
            if (Product.verdict("agreements", inputs, Product.bytes("agreements", inputs))
                    .get("agreed")
                    .asString()
                    .startsWith("00")) {
                return inputs;
            }
        }
    }

    private static ObjectNode text(String text) {
        return VectorFile.object().put("text", text);
    }

    private static ObjectNode signature(String signature) {
        return VectorFile.object().put("key", ALICE).put("data", DATA).put("signature", signature);
    }

    private static ObjectNode agreement(String theirs) {
        return VectorFile.object().put("secret", "03".repeat(32)).put("theirs", theirs);
    }

    private static String sign(int repeated, String data) {
        try (Secp256k1Identity identity = identity(repeated)) {
            return Bytes.of(identity.sign(Bytes.hex(data).toByteArray())).toHex();
        }
    }

    private static String key(int repeated) {
        return identity(repeated).key().toString();
    }

    private static Secp256k1Identity identity(int repeated) {
        try {
            return Secp256k1Identity.fromSecret(secret(repeated));
        } catch (KeyException e) {
            throw new AssertionError(e);
        }
    }

    private static String publicText(int repeated) {
        try (EphemeralKey key = EphemeralKey.fromSecret(secret(repeated))) {
            return key.publicText();
        } catch (KeyException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] secret(int repeated) {
        return Bytes.hex(Bytes.of((byte) repeated).toHex().repeat(32)).toByteArray();
    }

    private static String hex(BigInteger number) {
        return "%064x".formatted(number);
    }
}
