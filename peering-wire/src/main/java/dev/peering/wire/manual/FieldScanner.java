package dev.peering.wire.manual;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * Walks the fields of one protobuf message, byte by byte, before protobuf itself is let near it.
 *
 * <p>Two reasons for it. The handshake has no length in front, so somebody must find where a packet ends while it is
 * still arriving. And protobuf is lenient where we are not: it cuts tags and numbers that do not fit, nests groups, and
 * takes a known field in a foreign form for an unknown one. Whatever this scanner lets through, protobuf reads the same
 * way; the tests hold the two against each other.
 *
 * <p>Refuses as early as it can know: at the first byte after which no continuation would be valid. Looks at the bytes
 * only and copies nothing. For one message and one thread.
 */
final class FieldScanner {

    /**
     * Ours: the most fields one message may have. A handshake packet cannot hold more anyway (two bytes each); in a
     * frame it keeps a neighbor from turning 66,560 bytes into tens of thousands of objects.
     */
    static final int MAX_FIELDS = 128;

    /** What {@link #next} came upon. */
    enum Found {
        /** A whole field, now behind us. */
        FIELD,
        /** The last byte, right behind a whole field or at the very start. */
        END,
        /** The last byte, in the middle of a field. */
        SHORT
    }

    private static final String TAG = "tag";

    /** Protobuf gives a tag 32 bits: 29 for the field number and 3 for the wire type. */
    private static final long MAX_TAG = 0xffff_ffffL;

    private final Bytes in;
    private final MessageShape shape;
    private final int end;

    /** Offset of the first byte that belongs to no whole field yet. */
    private int position;

    /** Offset of the next byte to look at, inside the field that starts at {@link #position}. */
    private int cursor;

    /** The varint read last. */
    private long varint;

    private int fields;

    /** Bit n is set once known field n has been there as a whole. */
    private int seen;

    FieldScanner(Bytes in, MessageShape shape) {
        this.in = in;
        this.shape = shape;
        this.end = in.length();
    }

    /** Walks a message that is all there. */
    static void check(Bytes message, MessageShape shape) throws MalformedException {
        if (message.length() > shape.maxLength()) {
            throw new MalformedException(
                    "length", 0, message.length() + " bytes, at most " + shape.maxLength() + " are allowed");
        }
        FieldScanner fields = new FieldScanner(message, shape);
        Found found = fields.next();
        while (found == Found.FIELD) {
            found = fields.next();
        }
        if (found == Found.SHORT) {
            throw fields.malformed(TAG, "the field that starts here is cut off");
        }
        for (FieldRule rule : shape.rules()) {
            if (rule.required() && !fields.hasSeen(rule)) {
                throw fields.malformed(rule.name(), "missing");
            }
        }
    }

    /** Offset behind the last whole field. */
    int position() {
        return position;
    }

    /** Whether every required field has been there. */
    boolean hasAll() {
        return shape.missingLength(seen) == 0;
    }

    /** Whether the byte behind the last whole field is there and zero, which no field can start with. */
    boolean isAtZeroByte() {
        return position < end && in.at(position) == 0;
    }

    /** Walks over one more field. */
    Found next() throws MalformedException {
        if (position == end) {
            return Found.END;
        }
        cursor = position;
        // The first byte alone tells the wire type, however long the tag is.
        int wireType = in.at(cursor) & 7;
        if (!WireType.isAllowed(wireType)) {
            throw malformed(TAG, "wire type " + wireType + " is not allowed");
        }
        if (!readVarint(TAG, MAX_TAG)) {
            return Found.SHORT;
        }
        int number = (int) (varint >>> 3);
        if (number == 0) {
            throw malformed(TAG, "field number 0");
        }
        return value(number, wireType, shape.rule(number));
    }

    private Found value(int number, int wireType, @Nullable FieldRule rule) throws MalformedException {
        String name = rule == null ? "field " + number : rule.name();
        if (rule != null && rule.kind().wireType() != wireType) {
            throw malformed(
                    name, "wire type " + wireType + ", must be " + rule.kind().wireType());
        }
        if (!readNumber(name, wireType, rule)) {
            return Found.SHORT;
        }
        int length = lengthOfRest(wireType);
        int seenWithThis = rule == null ? seen : seen | (1 << number);
        checkLength(name, length, rule, seenWithThis);
        if (cursor + length > end) {
            return Found.SHORT;
        }
        if (rule != null && rule.kind() == FieldRule.Kind.TEXT && !isUtf8(length)) {
            throw malformed(name, "not UTF-8");
        }
        if (++fields > MAX_FIELDS) {
            throw malformed(name, "more than " + MAX_FIELDS + " fields");
        }
        seen = seenWithThis;
        position = cursor + length;
        return Found.FIELD;
    }

    /** What a declared length alone gives away, long before the bytes are there. */
    private void checkLength(String name, int length, @Nullable FieldRule rule, int seenWithThis)
            throws MalformedException {
        // Every occurrence is held to the length, also one that a later occurrence would replace: no honest encoder
        // writes a field twice, and so a wrong length is refused without waiting for what follows.
        if (rule != null && rule.exactLength() != FieldRule.ANY_LENGTH && rule.exactLength() != length) {
            throw malformed(name, length + " bytes, must be " + rule.exactLength());
        }
        if (cursor + length + shape.missingLength(seenWithThis) > shape.maxLength()) {
            throw tooLong(name);
        }
    }

    /** Reads the value of a varint, or the length of a length-delimited value; the fixed types start without one. */
    private boolean readNumber(String name, int wireType, @Nullable FieldRule rule) throws MalformedException {
        return switch (wireType) {
            case WireType.VARINT ->
                readVarint(
                        name, rule == null ? WireType.MAX_VARINT : rule.kind().maxVarint());
            case WireType.LENGTH_DELIMITED -> readVarint(name, shape.maxLength());
            default -> true;
        };
    }

    /** How many bytes belong to the value behind what has been read of it. */
    private int lengthOfRest(int wireType) {
        return switch (wireType) {
            case WireType.VARINT -> 0;
            case WireType.FIXED64 -> Long.BYTES;
            case WireType.FIXED32 -> Integer.BYTES;
            // At most maxLength, which is an int.
            case WireType.LENGTH_DELIMITED -> (int) varint;
            default -> throw new AssertionError(wireType);
        };
    }

    /**
     * Reads a varint into {@link #varint}.
     *
     * @return false when the bytes end inside it
     * @throws MalformedException as soon as what is there exceeds the maximum, because more bytes only add to it, and when
     *     it does not end within the longest message
     */
    private boolean readVarint(String name, long max) throws MalformedException {
        varint = 0;
        for (int shift = 0; ; shift += 7) {
            // Before asking for more, so that the answer is the same whether more is there or not.
            if (cursor >= shape.maxLength()) {
                throw tooLong(name);
            }
            if (cursor == end) {
                return false;
            }
            int read = in.at(cursor++);
            // Nine bytes hold 63 bits, so the tenth may add one and must be the last.
            if (shift == 63 && read > 1) {
                throw malformed(name, "number of more than 64 bits");
            }
            varint |= (long) (read & 0x7f) << shift;
            if (Long.compareUnsigned(varint, max) > 0) {
                throw malformed(name, "number above " + Long.toUnsignedString(max));
            }
            if (read < 0x80) {
                return true;
            }
        }
    }

    private MalformedException tooLong(String name) {
        return malformed(name, "the message would be longer than " + shape.maxLength() + " bytes");
    }

    private MalformedException malformed(String name, String why) {
        return new MalformedException(name, position, why);
    }

    private boolean hasSeen(FieldRule rule) {
        return (seen & (1 << rule.number())) != 0;
    }

    /** Whether the next bytes are UTF-8 as protobuf understands it, so that we decide as its parser would. */
    private boolean isUtf8(int length) {
        return in.toByteString().substring(cursor, cursor + length).isValidUtf8();
    }
}
