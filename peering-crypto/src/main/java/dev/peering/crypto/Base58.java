package dev.peering.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Base58 with Bitcoin's alphabet: the number the bytes make, big-endian, in base 58; each leading zero byte becomes a {@code 1}.
 *
 * <p>The work grows with the square of the length, so both directions are bounded. Running time depends on the content, which
 * is fine for public keys and for a seed read once from a local file, and for nothing else.
 */
final class Base58 {

    /** Ours: twice what a key needs. */
    static final int MAX_BYTES = 64;

    /** Ours: what {@link #MAX_BYTES} bytes need at most. */
    static final int MAX_CHARACTERS = 88;

    private Base58() {}

    static String encode(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    bytes.length + " bytes are too many for base58, " + MAX_BYTES + " is the limit");
        }
        int zeros = leading((byte) 0, bytes);
        byte[] number = bytes.clone();
        byte[] text = new byte[MAX_CHARACTERS];
        int start = text.length;
        for (int from = zeros; from < number.length; ) {
            text[--start] = (byte) ALPHABET.charAt(divide(number, from, 256, 58));
            if (number[from] == 0) {
                from++;
            }
        }
        for (int i = 0; i < zeros; i++) {
            text[--start] = ZERO;
        }
        return new String(text, start, text.length - start, StandardCharsets.US_ASCII);
    }

    /**
     * Takes ASCII bytes rather than a String, so that a seed's text can be wiped by the caller; wipes its own working copies.
     *
     * @param what what the text should be, for the message
     */
    static byte[] decode(String what, byte[] text) throws KeyException {
        if (text.length > MAX_CHARACTERS) {
            throw new KeyException(what + " has " + text.length + " characters, " + MAX_CHARACTERS
                    + " is the limit: check what was pasted");
        }
        byte[] number = digits(what, text);
        int zeros = leading(ZERO, text);
        byte[] bytes = new byte[text.length];
        int start = bytes.length;
        for (int from = zeros; from < number.length; ) {
            bytes[--start] = (byte) divide(number, from, 58, 256);
            if (number[from] == 0) {
                from++;
            }
        }
        // The division may leave zeros in front of the number; the leading ones of the text alone say how many there
        // are.
        while (start < bytes.length && bytes[start] == 0) {
            start++;
        }
        byte[] result = Arrays.copyOfRange(bytes, start - zeros, bytes.length);
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(number, (byte) 0);
        return result;
    }

    private static byte[] digits(String what, byte[] text) throws KeyException {
        byte[] number = new byte[text.length];
        for (int i = 0; i < text.length; i++) {
            int digit = ALPHABET.indexOf(text[i]);
            if (digit < 0) {
                // The character itself is not shown: this may be somebody's seed, or not printable.
                throw new KeyException(
                        what + " has a character at place " + (i + 1)
                                + " that base58 does not know (digits and letters without 0, O, I and l): check what was pasted");
            }
            number[i] = (byte) digit;
        }
        return number;
    }

    /** Divides the number, given in {@code base}, by {@code divisor} in place and returns the remainder. */
    private static int divide(byte[] number, int from, int base, int divisor) {
        int remainder = 0;
        for (int i = from; i < number.length; i++) {
            int value = remainder * base + (number[i] & 0xff);
            number[i] = (byte) (value / divisor);
            remainder = value % divisor;
        }
        return remainder;
    }

    private static int leading(byte wanted, byte[] bytes) {
        int count = 0;
        while (count < bytes.length && bytes[count] == wanted) {
            count++;
        }
        return count;
    }

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private static final byte ZERO = '1';
}
