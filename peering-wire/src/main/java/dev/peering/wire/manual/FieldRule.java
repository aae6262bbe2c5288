package dev.peering.wire.manual;

/**
 * What a message allows of one of its fields. Stricter than protobuf, which takes a known number in a foreign wire type
 * for an unknown field and cuts what does not fit.
 *
 * @param number the field number
 * @param name as the specification spells it, for refusals
 * @param kind what the value is
 * @param exactLength the only allowed length of the value, or {@link #ANY_LENGTH}
 * @param required whether the message is incomplete without it
 */
record FieldRule(int number, String name, Kind kind, int exactLength, boolean required) {

    static final int ANY_LENGTH = -1;

    /** The values our messages are made of. */
    enum Kind {
        UINT32(WireType.VARINT, 0xffff_ffffL),
        INT64(WireType.VARINT, WireType.MAX_VARINT),
        BYTES(WireType.LENGTH_DELIMITED, WireType.MAX_VARINT),
        /** Bytes that must be UTF-8. */
        TEXT(WireType.LENGTH_DELIMITED, WireType.MAX_VARINT);

        private final int wireType;
        private final long maxVarint;

        Kind(int wireType, long maxVarint) {
            this.wireType = wireType;
            this.maxVarint = maxVarint;
        }

        int wireType() {
            return wireType;
        }

        /** Largest varint, unsigned; without a meaning for the others. */
        long maxVarint() {
            return maxVarint;
        }
    }

    static FieldRule optional(int number, String name, Kind kind) {
        return new FieldRule(number, name, kind, ANY_LENGTH, false);
    }

    static FieldRule required(int number, String name, Kind kind) {
        return new FieldRule(number, name, kind, ANY_LENGTH, true);
    }

    /** Required bytes of one length only. */
    static FieldRule required(int number, String name, int exactLength) {
        return new FieldRule(number, name, Kind.BYTES, exactLength, true);
    }

    /** The fewest bytes this field takes: one of tag, one of length or value, and what must follow. */
    int minimumLength() {
        return 2 + Math.max(0, exactLength);
    }
}
