package dev.peering.wire.manual;

/**
 * What a message allows of one of its fields. Stricter than protobuf, which takes a known number in a foreign wire type
 * for an unknown field and cuts what does not fit.
 *
 * @param number the field number
 * @param name as the specification spells it, for refusals
 * @param wireType the one {@link WireType} it may come in
 * @param maxVarint largest value of a varint, unsigned
 * @param exactLength the only allowed length of a length-delimited value, or {@link #ANY_LENGTH}
 * @param required whether the message is incomplete without it
 */
record FieldRule(int number, String name, int wireType, long maxVarint, int exactLength, boolean required) {

    static final int ANY_LENGTH = -1;

    /** All 64 bits, read as an unsigned number. */
    static final long MAX_UINT64 = -1L;

    static final long MAX_UINT32 = 0xffff_ffffL;

    static FieldRule uint32(int number, String name) {
        return new FieldRule(number, name, WireType.VARINT, MAX_UINT32, ANY_LENGTH, false);
    }

    static FieldRule int64(int number, String name) {
        return new FieldRule(number, name, WireType.VARINT, MAX_UINT64, ANY_LENGTH, false);
    }

    static FieldRule bytes(int number, String name) {
        return new FieldRule(number, name, WireType.LENGTH_DELIMITED, MAX_UINT64, ANY_LENGTH, false);
    }

    static FieldRule bytes(int number, String name, int exactLength) {
        return new FieldRule(number, name, WireType.LENGTH_DELIMITED, MAX_UINT64, exactLength, false);
    }

    FieldRule needed() {
        return new FieldRule(number, name, wireType, maxVarint, exactLength, true);
    }

    /** The fewest bytes this field takes: one of tag, one of length or value, and what must follow. */
    int minimumLength() {
        return 2 + Math.max(0, exactLength);
    }
}
