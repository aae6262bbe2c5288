package dev.peering.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What can be said of an Ed25519 point from its 32 bytes alone, without decoding it. RFC 8032, 5.1.2: y little-endian in 255
 * bits, the sign of x in the highest bit.
 *
 * <p>All of this is public data, so nothing here needs to run in constant time.
 */
final class PointEncoding {

    static final int LENGTH = 32;

    private PointEncoding() {}

    /** True when y is below p = 2^255 - 19, so that no second encoding of the same y exists. RFC 8032, 5.1.3 step 1. */
    static boolean isCanonical(byte[] bytes, int offset) {
        if ((bytes[offset] & 0xff) < 0xed || (bytes[offset + LENGTH - 1] & 0x7f) != 0x7f) {
            return true;
        }
        for (int i = offset + 1; i < offset + LENGTH - 1; i++) {
            if (bytes[i] != (byte) 0xff) {
                return true;
            }
        }
        return false;
    }

    /**
     * True for the eight points whose order divides 8, with either sign bit; expects a canonical y.
     *
     * <p>With such a point as a key, anybody can make signatures that hold for a good share of all messages; with such a point
     * as R, a signature says nothing its owner chose. The original refuses both.
     */
    static boolean isSmallOrder(byte[] bytes, int offset) {
        byte[] y = Arrays.copyOfRange(bytes, offset, offset + LENGTH);
        y[LENGTH - 1] &= 0x7f;
        for (byte[] small : SMALL_ORDER_Y) {
            if (Arrays.equals(small, y)) {
                return true;
            }
        }
        return false;
    }

    /** The five values of y the eight points share: 0 (order 4), 1 (the neutral point), -1 (order 2), and two of order 8. */
    private static final List<byte[]> SMALL_ORDER_Y = List.of(
            hex("0000000000000000000000000000000000000000000000000000000000000000"),
            hex("0100000000000000000000000000000000000000000000000000000000000000"),
            hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
            hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"));

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
