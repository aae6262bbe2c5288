package dev.peering.core.vectors;

import java.math.BigInteger;

/** Base58 by big numbers: slow, plain, and not the product's, so that the vectors have a source of their own. */
final class Base58Text {

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(58);

    private Base58Text() {}

    static String of(byte[] bytes) {
        StringBuilder digits = new StringBuilder();
        for (BigInteger rest = new BigInteger(1, bytes); rest.signum() > 0; rest = rest.divide(BASE)) {
            digits.append(ALPHABET.charAt(rest.mod(BASE).intValue()));
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            digits.append('1');
        }
        return digits.reverse().toString();
    }

    /** For texts made here; does not check its digits. */
    static byte[] decode(String text) {
        BigInteger number = BigInteger.ZERO;
        int zeros = 0;
        for (int i = 0; i < text.length(); i++) {
            number = number.multiply(BASE).add(BigInteger.valueOf(ALPHABET.indexOf(text.charAt(i))));
            zeros += number.signum() == 0 ? 1 : 0;
        }
        byte[] bytes = number.signum() == 0 ? new byte[0] : number.toByteArray();
        int sign = bytes.length > 0 && bytes[0] == 0 ? 1 : 0;
        byte[] decoded = new byte[zeros + bytes.length - sign];
        System.arraycopy(bytes, sign, decoded, zeros, bytes.length - sign);
        return decoded;
    }
}
