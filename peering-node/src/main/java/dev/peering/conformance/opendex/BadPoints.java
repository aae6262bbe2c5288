package dev.peering.conformance.opendex;

import java.util.List;

/** Texts that are no ephemeral key. */
final class BadPoints {

    /** The right length and the right first byte, but x and y fit no point. */
    static final String OFF_CURVE = "04" + "11".repeat(64);

    static final List<String> ALL = List.of(OFF_CURVE, "00", "22".repeat(32), "00".repeat(65));

    private BadPoints() {}

    /** The short form of an uncompressed key. */
    static String compressed(String uncompressed) {
        int last = Character.digit(uncompressed.charAt(uncompressed.length() - 1), 16);
        return (last % 2 == 0 ? "02" : "03") + uncompressed.substring(2, 66);
    }
}
