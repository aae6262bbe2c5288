package dev.peering.wire.opendex;

import java.util.List;

/**
 * What a message allows of one of its fields: its form, its size, and how often it may come.
 *
 * @param number the field number
 * @param name as the specification spells it, for refusals
 * @param kind what the value is
 * @param min fewest bytes of a text; fewest times for what repeats; 1 for a number or part that must be there
 * @param max most bytes of a text or of each of several; for numbers without a meaning
 * @param maxCount how often it may come; 1 for what does not repeat
 * @param parts the rules of a part's own fields; empty for other kinds
 */
record MessageRule(int number, String name, Kind kind, int min, int max, int maxCount, List<MessageRule> parts) {

    /** The values our messages are made of. */
    enum Kind {
        TEXT(2),
        /** Unsigned 32 bits. */
        UINT32(0),
        /** Any varint, booleans included. */
        UINT64(0),
        /** Neither zero nor no number; ours all are so. */
        DOUBLE(1),
        POSITIVE_DOUBLE(1),
        PART(2);

        private final int wireType;

        Kind(int wireType) {
            this.wireType = wireType;
        }

        int wireType() {
            return wireType;
        }
    }

    MessageRule {
        parts = List.copyOf(parts);
    }

    /** A text that must be there and not empty. */
    static MessageRule word(int number, String name, int max) {
        return new MessageRule(number, name, Kind.TEXT, 1, max, 1, List.of());
    }

    /** A text that may be empty or absent. */
    static MessageRule text(int number, String name, int max) {
        return new MessageRule(number, name, Kind.TEXT, 0, max, 1, List.of());
    }

    /** Several texts, each of which may be empty. */
    static MessageRule texts(int number, String name, int max, int minCount, int maxCount) {
        return new MessageRule(number, name, Kind.TEXT, minCount, max, maxCount, List.of());
    }

    /** A number that may be 0 or absent. */
    static MessageRule number(int number, String name, Kind kind) {
        return new MessageRule(number, name, kind, 0, 0, 1, List.of());
    }

    /** A number that must be there and not 0. */
    static MessageRule nonZero(int number, String name, Kind kind) {
        return new MessageRule(number, name, kind, 1, 0, 1, List.of());
    }

    /** A part that must be there. */
    static MessageRule part(int number, String name, List<MessageRule> parts) {
        return new MessageRule(number, name, Kind.PART, 1, 0, 1, parts);
    }

    /** Several parts, of a list or a map. */
    static MessageRule parts(int number, String name, int minCount, int maxCount, List<MessageRule> parts) {
        return new MessageRule(number, name, Kind.PART, minCount, 0, maxCount, parts);
    }

    /** Where the rule for this number stands among these, or -1 when nobody knows it. */
    static int indexOf(List<MessageRule> rules, int number) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).number == number) {
                return i;
            }
        }
        return -1;
    }

    boolean repeats() {
        return maxCount > 1;
    }
}
