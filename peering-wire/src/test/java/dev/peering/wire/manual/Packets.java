package dev.peering.wire.manual;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Optional;

/** Packets put together by hand, field by field, so that tests can also say what no encoder would. */
final class Packets {

    static final Bytes DATA = Bytes.utf8("what is signed");
    static final Bytes KEY = repeat(0x0b, ManualWire.PUBLIC_KEY_LENGTH);
    static final Bytes SIGNATURE = repeat(0x0c, ManualWire.SIGNATURE_LENGTH);

    static final Bytes DATA_FIELD = field(2, DATA);
    static final Bytes KEY_FIELD = field(3, KEY);
    static final Bytes SIGNATURE_FIELD = field(4, SIGNATURE);

    static final Envelope ENVELOPE = new Envelope(DATA, KEY, SIGNATURE);

    private Packets() {}

    /** The usual packet. */
    static Bytes packet() {
        return Bytes.concat(DATA_FIELD, KEY_FIELD, SIGNATURE_FIELD);
    }

    /** A length-delimited field. */
    static Bytes field(int number, Bytes value) {
        return Bytes.concat(tag(number, WireType.LENGTH_DELIMITED), varint(value.length()), value);
    }

    /** A varint field. */
    static Bytes field(int number, long value) {
        return Bytes.concat(tag(number, WireType.VARINT), varint(value));
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

    static Bytes repeat(int value, int times) {
        byte[] bytes = new byte[times];
        Arrays.fill(bytes, (byte) value);
        return Bytes.of(bytes);
    }

    static ByteBuf buffer(Bytes... parts) {
        return Unpooled.wrappedBuffer(Bytes.concat(parts).toByteArray());
    }

    /** What the codec makes of exactly these bytes. */
    static Optional<Envelope> read(Bytes... parts) throws MalformedException {
        return EnvelopeCodec.read(buffer(parts));
    }
}
