package dev.peering.conformance.manual;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** Protobuf fields by hand: writes right and wrong ones alike, reads a whole message of at most 64 KiB. */
public final class Fields {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /**
     * A field of bytes or text.
     *
     * @param number of the field
     * @param value its bytes
     * @return this
     */
    public Fields bytes(int number, byte[] value) {
        return bytes(number, value, value.length);
    }

    /**
     * The same with a length that may be a lie.
     *
     * @param number of the field
     * @param value its bytes
     * @param length what is claimed
     * @return this
     */
    public Fields bytes(int number, byte[] value, int length) {
        tag(number, 2);
        writeVarint(length);
        return raw(value);
    }

    /**
     * A field of bytes whose length is written in more bytes than needed.
     *
     * @param number of the field
     * @param value its bytes
     * @param lengthBytes 2 to 10
     * @return this
     */
    public Fields bytesWithLongLength(int number, byte[] value, int lengthBytes) {
        tag(number, 2);
        long rest = value.length;
        for (int i = 1; i < lengthBytes; i++) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
        return raw(value);
    }

    /**
     * A number.
     *
     * @param number of the field
     * @param value as unsigned 64 bits
     * @return this
     */
    public Fields varint(int number, long value) {
        tag(number, 0);
        writeVarint(value);
        return this;
    }

    /**
     * A tag without anything behind it.
     *
     * @param number of the field, 0 is a lie
     * @param wireType 0 to 7
     * @return this
     */
    public Fields tag(int number, int wireType) {
        writeVarint((long) number << 3 | wireType);
        return this;
    }

    /**
     * Anything.
     *
     * @param bytes as they are
     * @return this
     */
    public Fields raw(byte... bytes) {
        out.write(bytes, 0, bytes.length);
        return this;
    }

    /**
     * What was written.
     *
     * @return the bytes
     */
    public byte[] toByteArray() {
        return out.toByteArray();
    }

    private void writeVarint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /**
     * The last field of bytes with this number.
     *
     * @param message a whole message
     * @param number of the field
     * @return its bytes, or nothing when it is absent or the message is not protobuf
     */
    public static Optional<byte[]> bytesIn(byte[] message, int number) {
        Optional<byte[]> found = Optional.empty();
        for (Cursor at = new Cursor(message); at.next(); ) {
            if (at.number == number && at.wireType == 2) {
                found = Optional.of(at.value);
            }
        }
        return found;
    }

    /**
     * The last number with this field number.
     *
     * @param message a whole message
     * @param number of the field
     * @return its value, or nothing
     */
    public static OptionalLong varintIn(byte[] message, int number) {
        OptionalLong found = OptionalLong.empty();
        for (Cursor at = new Cursor(message); at.next(); ) {
            if (at.number == number && at.wireType == 0) {
                found = OptionalLong.of(at.varint);
            }
        }
        return found;
    }

    /**
     * Whether the bytes are whole fields and nothing else.
     *
     * @param message the bytes
     * @return true when they are
     */
    public static boolean wellFormed(byte[] message) {
        Cursor at = new Cursor(message);
        while (at.next()) {
            // Only the end matters.
        }
        return at.position == message.length;
    }

    /**
     * Whether the fields are in ascending order and only these numbers occur, each once.
     *
     * @param message a whole message
     * @param numbers in ascending order
     * @return true when it is exactly so
     */
    public static boolean exactly(byte[] message, int... numbers) {
        Cursor at = new Cursor(message);
        for (int number : numbers) {
            if (!at.next() || at.number != number) {
                return false;
            }
        }
        return at.position == message.length;
    }

    private static final class Cursor {
        private final byte[] message;
        private int position;
        private int number;
        private int wireType;
        private long varint;
        private byte[] value = new byte[0];

        Cursor(byte[] message) {
            this.message = message;
        }

        /** Moves to the next whole field; stays where it is when there is none. */
        boolean next() {
            int start = position;
            if (position >= message.length || !readVarint()) {
                position = start;
                return false;
            }
            number = (int) (varint >>> 3);
            wireType = (int) (varint & 7);
            boolean whole = switch (wireType) {
                case 0 -> readVarint();
                case 1 -> skip(8);
                case 2 -> readVarint() && varint >= 0 && varint <= message.length && take((int) varint);
                case 5 -> skip(4);
                default -> false;
            };
            if (!whole) {
                position = start;
            }
            return whole;
        }

        private boolean readVarint() {
            varint = 0;
            for (int shift = 0; shift < 64 && position < message.length; shift += 7) {
                int b = message[position++];
                varint |= (long) (b & 0x7f) << shift;
                if (b >= 0) {
                    return true;
                }
            }
            return false;
        }

        private boolean skip(int count) {
            position += count;
            return position <= message.length;
        }

        private boolean take(int length) {
            if (message.length - position < length) {
                return false;
            }
            value = java.util.Arrays.copyOfRange(message, position, position + length);
            position += length;
            return true;
        }
    }
}
