package dev.peering.core.vectors;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** Base58 texts: of seeds, where every 32 bytes are good, and of public keys. Section 1.8 of the protocol file. */
final class Base58Vectors {

    private static final String KEY_A = Base58Text.of(Recipe.key(IdentityVectors.SEED_A));
    private static final String KEY_B = Base58Text.of(Recipe.key(IdentityVectors.SEED_B));

    private final GroupFile file = new GroupFile(
                    "base58",
                    "Texts in Bitcoin's base58 that must stand for exactly 32 bytes: a seed (any 32 bytes) or a public key (those a peer can"
                            + " own). The bytes of a vector are the UTF-8 bytes of its text.")
            .flag("LeadingZero", "Leading zero bytes are leading 1s, one for one.")
            .flag("Boundary", "The smallest or largest number of its length.")
            .flag("BadDigit", "A character that base58 does not have.")
            .flag("WrongLength", "Decodes, but not to 32 bytes.")
            .flag("Empty", "No character at all.")
            .flag("TooLong", "Longer than any reader should work through; the work grows with the square.")
            .flag("BadKey", "Decodes to 32 bytes that are no usable key.");

    static GroupFile file() {
        return new Base58Vectors().make();
    }

    private GroupFile make() {
        seeds();
        seedLengths();
        keys();
        keyLengths();
        badDigits();
        return file;
    }

    private void seeds() {
        seed("seed-a", "0, 1, 2, ... 31", IdentityVectors.SEED_A, "LeadingZero");
        seed("seed-b", "32, 33, ... 63", IdentityVectors.SEED_B);
        for (int zeros : new int[] {1, 2, 3, 16, 31}) {
            String hex = "00".repeat(zeros) + "ff".repeat(32 - zeros);
            seed("zeros-" + zeros, zeros + " zero bytes in front", hex, "LeadingZero");
        }
        seed("zeros-32", "nothing but zeros: 32 times 1", "00".repeat(32), "LeadingZero");
        seed("one", "31 zeros and a 1: the last digit is 2", "00".repeat(31) + "01", "LeadingZero");
        seed("fifty-seven", "the last digit", "00".repeat(31) + "39", "LeadingZero", "Boundary");
        seed("fifty-eight", "the first number with two digits", "00".repeat(31) + "3a", "LeadingZero", "Boundary");
        seed("zeros-at-the-end", "a one and 31 zero bytes: trailing zeros are no 1s", "01" + "00".repeat(31));
        seed("largest", "2^256 - 1", "ff".repeat(32), "Boundary");
        BigInteger power = BigInteger.valueOf(58).pow(43);
        seed(
                "largest-43",
                "58^43 - 1, the last number with 43 digits",
                hex(power.subtract(BigInteger.ONE)),
                "Boundary");
        seed("smallest-44", "58^43, the first number with 44 digits", hex(power), "Boundary");
    }

    private void seedLengths() {
        refuseSeed(
                "2-to-256",
                "2^256, one more than 32 bytes hold",
                text("01" + "00".repeat(32)),
                "WrongLength",
                "Boundary");
        refuseSeed("31-bytes", "31 bytes", text("ff".repeat(31)), "WrongLength");
        refuseSeed("33-ones", "33 zero bytes", "1".repeat(33), "WrongLength", "LeadingZero");
        refuseSeed("31-ones", "31 zero bytes", "1".repeat(31), "WrongLength", "LeadingZero");
        refuseSeed(
                "one-more-in-front",
                "seed B with a 1 in front: 33 bytes",
                "1" + text(IdentityVectors.SEED_B),
                "WrongLength",
                "LeadingZero");
        refuseSeed(
                "one-less-in-front",
                "seed A without its leading 1: 31 bytes",
                text(IdentityVectors.SEED_A).substring(1),
                "WrongLength",
                "LeadingZero");
        refuseSeed(
                "64-bytes",
                "seed and key together, the original's key file",
                text(IdentityVectors.SEED_B.repeat(2)),
                "WrongLength");
        refuseSeed(
                "cut",
                "the last two characters of seed B's text are missing",
                text(IdentityVectors.SEED_B).substring(0, 42),
                "WrongLength");
        refuseSeed("hex", "hex instead of base58; it has zeros", IdentityVectors.SEED_A, "BadDigit");
    }

    private void keys() {
        key("key-a", "A of the worked examples, 43 characters", KEY_A);
        key("key-b", "B of the worked examples, 44 characters", KEY_B);
        key("key-documentation", "the key in the example of seed 001", "CHfU1NUf6ZvUKDQHTG2df53GR7CvuMFtyt7YymJ6DwS3");
        key(
                "key-leading-zero",
                "a key that starts with a zero byte",
                Base58Text.of(Recipe.key(IdentityVectors.find(key -> key[0] == 0))),
                "LeadingZero");
        refuseKey(
                        "key-all-ones",
                        "the zero key, of small order: what an entry without a key becomes in the original",
                        "1".repeat(32),
                        "BadKey",
                        "LeadingZero")
                .goShimmer("accept", "lists it", "observed");
        refuseKey("key-not-on-curve", "y = 2", text("02" + "00".repeat(31)), "BadKey")
                .goShimmer("accept", "lists any 32 bytes", "derived");
        refuseKey("key-empty", "no text", "", "Empty");
        key(
                "key-lower-case",
                "A's text in lower case is another key, as luck has it even a usable one",
                KEY_A.toLowerCase(Locale.ROOT));
        refuseKey("key-hex", "A's key in hex", Recipe.hex(Recipe.key(IdentityVectors.SEED_A)), "BadDigit");
        refuseKey("key-short-id", "A's short ID is not its key", "FS1gTW4vZ1u", "WrongLength");
    }

    private void keyLengths() {
        String key = Recipe.hex(Recipe.key(IdentityVectors.SEED_B));
        String keeps = "keeps the first 32 bytes";
        refuseKey("key-31-bytes", "B's key without its last byte", text(key.substring(0, 62)), "WrongLength");
        refuseKey("key-33-bytes", "B's key and a zero byte", text(key + "00"), "WrongLength")
                .goShimmer("accept", keeps, "observed");
        refuseKey("key-64-bytes", "B's key twice", text(key + key), "WrongLength")
                .goShimmer("accept", keeps, "observed");
        refuseKey("key-65-bytes", "more than 64 bytes", text(key + key + "01"), "WrongLength")
                .goShimmer("accept", keeps, "derived");
        refuseKey("key-88-characters", "88 ones, 88 zero bytes", "1".repeat(88), "WrongLength", "LeadingZero")
                .goShimmer("accept", keeps, "derived");
        entry("key-100000-characters", "a hundred thousand characters", "key", "TooLong", "WrongLength")
                .input("text", "z")
                .input("times", 100_000)
                .refuse("bad-length");
    }

    private void badDigits() {
        String[][] digits = {
            {"0", "zero"},
            {"O", "capital o"},
            {"I", "capital i"},
            {"l", "small L"},
            {" ", "a space"},
            {"\n", "a line feed"},
            {"\u0000", "a zero byte"},
            {"+", "base64's plus"},
            {"-", "a minus"},
            {"_", "an underscore"},
            {"\u0130", "a dotted capital I"},
            {"\u0391", "a Greek capital alpha"},
            {"\uff11", "a wide one"},
            {"\u0661", "an Arabic one"},
            {"\ud83d\ude00", "a character of four bytes"}
        };
        for (int i = 0; i < digits.length; i++) {
            String digit = digits[i][0];
            // First, middle and last place in turn.
            int at = new int[] {0, 20, KEY_B.length() - 1}[i % 3];
            String text = KEY_B.substring(0, at) + digit + KEY_B.substring(at + 1);
            refuseKey(
                    "digit-" + digits[i][1].replaceAll("[^a-zA-Z0-9]+", "-"),
                    digits[i][1] + " at place " + (at + 1),
                    text,
                    "BadDigit");
        }
        refuseKey("space-in-front", "B's key after a space", " " + KEY_B, "BadDigit");
        refuseKey("space-behind", "B's key and a space", KEY_B + " ", "BadDigit");
        refuseKey("line-feed-behind", "B's key and a line feed", KEY_B + "\n", "BadDigit");
    }

    private void seed(String id, String comment, String hex, String... flags) {
        entry(id, comment, "seed", flags).input("text", text(hex)).accept().put("decoded", hex);
    }

    private void refuseSeed(String id, String comment, String text, String... flags) {
        entry(id, comment, "seed", flags).input("text", text).refuse(reason(flags));
    }

    private void key(String id, String comment, String text, String... flags) {
        entry(id, comment, "key", flags).input("text", text).accept().put("decoded", decoded(text));
    }

    private GroupFile.Entry refuseKey(String id, String comment, String text, String... flags) {
        GroupFile.Entry entry = entry(id, comment, "key", flags).input("text", text);
        entry.refuse(reason(flags));
        return entry;
    }

    private GroupFile.Entry entry(String id, String comment, String what, String... flags) {
        return file.add(id, comment, flags).input("what", what);
    }

    private static String reason(String... flags) {
        return switch (flags[0]) {
            case "BadDigit" -> "bad-digit";
            case "BadKey" -> "bad-key";
            default -> "bad-length";
        };
    }

    private static String text(String hex) {
        return Base58Text.of(HexFormat.of().parseHex(hex));
    }

    private static String decoded(String text) {
        return Recipe.hex(Base58Text.decode(text));
    }

    private static String hex(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[32];
        int from = Math.max(0, bytes.length - 32);
        System.arraycopy(bytes, from, padded, 32 - (bytes.length - from), bytes.length - from);
        return Recipe.hex(Arrays.copyOf(padded, 32));
    }
}
