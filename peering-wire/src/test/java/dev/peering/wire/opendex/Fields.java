package dev.peering.wire.opendex;

import dev.peering.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Protobuf put together by hand, field by field, so that tests can also say what no encoder would. */
final class Fields {

    private Fields() {}

    static Bytes text(int number, String value) {
        return bytes(number, Bytes.utf8(value));
    }

    static Bytes bytes(int number, Bytes value) {
        return Bytes.concat(tag(number, 2), varint(value.length()), value);
    }

    static Bytes part(int number, Bytes... fields) {
        return bytes(number, Bytes.concat(fields));
    }

    static Bytes number(int number, long value) {
        return Bytes.concat(tag(number, 0), varint(value));
    }

    static Bytes real(int number, double value) {
        ByteBuffer eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value);
        return Bytes.concat(tag(number, 1), Bytes.of(eight.array()));
    }

    static Bytes tag(int number, int wireType) {
        return varint((Integer.toUnsignedLong(number) << 3) | wireType);
    }

    /** An unsigned number in as few bytes as it takes. */
    static Bytes varint(long value) {
        if (Long.compareUnsigned(value, 0x7f) <= 0) {
            return Bytes.of((byte) value);
        }
        return Bytes.concat(Bytes.of((byte) ((value & 0x7f) | 0x80)), varint(value >>> 7));
    }

    static Bytes times(int count, Bytes field) {
        Bytes[] fields = new Bytes[count];
        Arrays.fill(fields, field);
        return Bytes.concat(fields);
    }
}
