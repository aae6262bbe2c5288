package dev.peering.core.vectors;

import dev.peering.crypto.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Predicate;

/** Seeds, the keys they make, and the names people see. Sections 1.8 and 9.1 of the protocol file. */
final class IdentityVectors {

    static final String SEED_A = counting(0);
    static final String SEED_B = counting(32);
    static final String SEED_01 = "01".repeat(32);
    static final String SEED_02 = "02".repeat(32);

    private final GroupFile file = new GroupFile(
                    "identities",
                    "From a 32-byte seed to the public key (the bytes), its base58 text, the peer ID, the short ID that logs show,"
                            + " and the two texts of the seed that a configuration may hold.")
            .flag("WorkedExample", "The protocol file or the case list prints these values.")
            .flag("LeadingZero", "Key or seed starts with a zero byte, which base58 writes as 1.")
            .flag("ShortText", "The key's text has fewer than the usual 44 characters.")
            .flag("HighBit", "The key's first byte is 0x80 or more: negative for whoever compares signed bytes.");

    static GroupFile file() {
        return new IdentityVectors().make();
    }

    private GroupFile make() {
        add("a", "A of the worked examples", SEED_A, "WorkedExample", "LeadingZero", "ShortText");
        add("b", "B of the worked examples", SEED_B, "WorkedExample");
        add("v1-initiator", "the dialer of vector V1", SEED_02, "WorkedExample", "HighBit");
        add("v1-acceptor", "the acceptor of vector V1", SEED_01, "WorkedExample", "HighBit");
        add("zero-seed", "a seed of zeros: 32 times 1 in base58", "00".repeat(32), "LeadingZero");
        add("full-seed", "the largest seed", "ff".repeat(32));
        add("first-byte-7f", "the largest first byte that is not negative", find(key -> key[0] == 0x7f));
        add("first-byte-80", "the smallest first byte that is negative", find(key -> key[0] == (byte) 0x80), "HighBit");
        add("first-byte-ff", "the largest first byte", find(key -> key[0] == (byte) 0xff), "HighBit");
        add(
                "first-byte-00",
                "a key that starts with a zero byte",
                find(key -> key[0] == 0),
                "LeadingZero",
                "ShortText");
        String fewer = find(key -> key[0] > 0 && Base58Text.of(key).length() == 43);
        add("43-characters", "a text of 43 characters without a leading 1", fewer, "ShortText");
        String id = find(key -> Sha256.of(key)[0] == 0);
        add("id-starts-with-zero", "the short ID starts with 1, because the ID starts with a zero byte", id);
        return file;
    }

    private void add(String id, String comment, String seed, String... flags) {
        GroupFile.Entry entry = file.add(id, comment, flags).input("seed", seed);
        byte[] key = entry.bytes();
        byte[] peerId = Sha256.of(key);
        byte[] raw = HexFormat.of().parseHex(seed);
        entry.accept()
                .put("text", Base58Text.of(key))
                .put("peer_id", Recipe.hex(peerId))
                .put("short_id", Base58Text.of(Arrays.copyOf(peerId, 8)))
                .put("seed_base58", "base58:" + Base58Text.of(raw))
                .put("seed_base64", "base64:" + Base64.getEncoder().encodeToString(raw));
    }

    /** The first seed of 30 zero bytes and a counter whose key fits; a few hundred tries. */
    static String find(Predicate<byte[]> fits) {
        for (int count = 0; count < 0x10000; count++) {
            String seed = "00".repeat(30) + HexFormat.of().toHexDigits((short) count);
            if (fits.test(Recipe.key(seed))) {
                return seed;
            }
        }
        throw new IllegalStateException("no such key among the first 65,536");
    }

    private static String counting(int first) {
        byte[] seed = new byte[32];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) (first + i);
        }
        return Recipe.hex(seed);
    }
}
