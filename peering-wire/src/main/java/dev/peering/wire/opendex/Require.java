package dev.peering.wire.opendex;

/** What record constructors reject. The scanner asks the same of a stranger's bytes before a record is made of them. */
final class Require {

    /** What fits a payload beside the other fields, which are short. */
    static final int MAX_LONG_TEXT_LENGTH = OpenDexWire.MAX_PAYLOAD_LENGTH - 4 * OpenDexWire.MAX_WORD_LENGTH;

    private static final long MAX_UINT32 = 0xffff_ffffL;

    private Require() {}

    static void id(String name, String value) {
        text(name, value, 1, OpenDexWire.MAX_ID_LENGTH);
    }

    static void word(String name, String value) {
        text(name, value, 1, OpenDexWire.MAX_WORD_LENGTH);
    }

    /** A text that only the frame bounds. */
    static void longText(String name, String value) {
        text(name, value, 0, MAX_LONG_TEXT_LENGTH);
    }

    static void text(String name, String value, int min, int max) {
        int length = utf8Length(name, value);
        if (length < min || length > max) {
            throw new IllegalArgumentException(
                    name + " has " + length + " bytes of UTF-8, must have " + min + " to " + max);
        }
    }

    static void uint32(String name, long value) {
        if (value < 0 || value > MAX_UINT32) {
            throw new IllegalArgumentException(name + " is " + value + ", must be 0 to " + MAX_UINT32);
        }
    }

    static void count(String name, int count, int min, int max) {
        if (count < min || count > max) {
            throw new IllegalArgumentException(name + " has " + count + " entries, must have " + min + " to " + max);
        }
    }

    static void positive(String name, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(name + " is " + value + ", must be above 0");
        }
    }

    static void notZero(String name, long value) {
        if (value == 0) {
            throw new IllegalArgumentException(name + " is 0");
        }
    }

    private static int utf8Length(String name, String value) {
        int length = 0;
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                length += 4;
                i++;
            } else if (Character.isSurrogate(unit)) {
                throw new IllegalArgumentException(name + " has half of a surrogate pair, which has no UTF-8 form");
            } else {
                length += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
            }
        }
        return length;
    }
}
