package dev.peering.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * A seed as text, in the two forms of GoShimmer's {@code node.seed}: {@code base58:} or {@code base64:} and the 32 bytes. The
 * prefix tells the form, so another form later needs no version number.
 *
 * <p>Works on ASCII bytes, which can be wiped, and wipes what it made on the way. Messages never repeat the text.
 */
final class SeedText {

    private static final byte[] BASE58 = "base58:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BASE64 = "base64:".getBytes(StandardCharsets.US_ASCII);

    private SeedText() {}

    static Identity parse(byte[] ascii) throws KeyException {
        byte[] seed = decode(ascii);
        try {
            if (seed.length != Identity.SEED_LENGTH) {
                throw new KeyException("seed has " + seed.length + " bytes, " + Identity.SEED_LENGTH
                        + " are needed: restore it from a backup, or make a new identity");
            }
            return Identity.fromSeed(seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** The base64 form: its length is always the same, and the platform's encoder leaves no copies behind. */
    static byte[] format(Identity identity) {
        byte[] seed = identity.copySeed();
        byte[] digits = Base64.getEncoder().encode(seed);
        byte[] text = Arrays.copyOf(BASE64, BASE64.length + digits.length);
        System.arraycopy(digits, 0, text, BASE64.length, digits.length);
        Arrays.fill(seed, (byte) 0);
        Arrays.fill(digits, (byte) 0);
        return text;
    }

    private static byte[] decode(byte[] ascii) throws KeyException {
        boolean base58 = startsWith(BASE58, ascii);
        if (ascii.length == 0) {
            throw new KeyException("seed is empty: restore it from a backup, or make a new identity");
        }
        if (!base58 && !startsWith(BASE64, ascii)) {
            throw new KeyException(
                    "seed begins neither with 'base58:' nor with 'base64:', and one of them must stand before the encoded "
                            + Identity.SEED_LENGTH + " bytes: check that this is the right file, and whole");
        }
        byte[] digits = Arrays.copyOfRange(ascii, BASE58.length, ascii.length);
        try {
            return base58 ? Base58.decode("seed", digits) : base64(digits);
        } finally {
            Arrays.fill(digits, (byte) 0);
        }
    }

    /** Exactly what an encoder writes: the platform's decoder would also take missing padding and stray low bits. */
    private static byte[] base64(byte[] digits) throws KeyException {
        try {
            byte[] seed = Base64.getDecoder().decode(digits);
            byte[] again = Base64.getEncoder().encode(seed);
            boolean same = MessageDigest.isEqual(again, digits);
            Arrays.fill(again, (byte) 0);
            if (same) {
                return seed;
            }
            Arrays.fill(seed, (byte) 0);
        } catch (IllegalArgumentException e) {
            // Its message quotes characters of the seed.
        }
        throw new KeyException("seed is not proper base64: check what was pasted, nothing may follow it");
    }

    private static boolean startsWith(byte[] prefix, byte[] text) {
        return text.length >= prefix.length && Arrays.equals(prefix, 0, prefix.length, text, 0, prefix.length);
    }
}
