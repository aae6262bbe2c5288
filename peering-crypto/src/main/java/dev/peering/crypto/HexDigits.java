package dev.peering.crypto;

import java.util.HexFormat;

/** Hex as strangers send it: the whole text or nothing. Messages never repeat the text. */
final class HexDigits {

    private HexDigits() {}

    /** Lowercase digits only, so that one value has one text. */
    static byte[] lowercase(String what, String hex) throws KeyException {
        for (int i = 0; i < hex.length(); i++) {
            if (hex.charAt(i) >= 'A' && hex.charAt(i) <= 'F') {
                throw new KeyException(what + " has an uppercase digit: write it in lowercase hex");
            }
        }
        return anyCase(what, hex);
    }

    static byte[] anyCase(String what, String hex) throws KeyException {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw new KeyException(what + " is not hex: an even number of digits 0 to 9 and a to f, nothing else");
        }
    }
}
