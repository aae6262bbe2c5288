package dev.peering.wire;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A piece of what travels: immutable bytes, equal by value, printed as hex.
 *
 * <p>The array inside never leaves and never comes from outside: whatever is taken in or handed out is a copy or a
 * read-only view. So a {@code Bytes} may be kept in records, used as a map key and passed between threads.
 *
 * <p>Holds what its maker gives it; bounds on lengths belong to the codecs, which check them before they read. Not for
 * secrets, because it prints and cannot be wiped.
 *
 * <p>Ordered by unsigned byte value, then by length, as peers order their keys.
 */
public final class Bytes implements Comparable<Bytes> {

    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    /** Longest value printed whole: a signature still is, a payload is not. */
    private static final int PRINTED_LENGTH = 64;

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /** A copy of these bytes. */
    public static Bytes of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
    }

    /**
     * The bytes that hex digits spell, in either case and without separators.
     *
     * @throws IllegalArgumentException if a character is no hex digit or their number is odd
     */
    public static Bytes hex(String digits) {
        return digits.isEmpty() ? EMPTY : new Bytes(HEX.parseHex(digits));
    }

    /** The UTF-8 form of a text. */
    public static Bytes utf8(String text) {
        return text.isEmpty() ? EMPTY : new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Takes the next bytes out of a buffer: one copy, and the reader index moves behind them.
     *
     * @throws IndexOutOfBoundsException if fewer are readable; the reader index then stays
     */
    public static Bytes read(ByteBuf in, int length) {
        // Before the array is made: a length somebody declared must not make us allocate for bytes that are not there.
        if (length > in.readableBytes()) {
            throw new IndexOutOfBoundsException(length + " bytes wanted, " + in.readableBytes() + " readable");
        }
        if (length == 0) {
            return EMPTY;
        }
        byte[] taken = new byte[length];
        in.readBytes(taken);
        return new Bytes(taken);
    }

    /** Takes all remaining bytes out of a buffer: one copy, and its position moves to its limit. */
    public static Bytes read(ByteBuffer in) {
        if (!in.hasRemaining()) {
            return EMPTY;
        }
        byte[] taken = new byte[in.remaining()];
        in.get(taken);
        return new Bytes(taken);
    }

    /** All parts in a row. */
    public static Bytes concat(Bytes... parts) {
        int length = 0;
        for (Bytes part : parts) {
            length = Math.addExact(length, part.value.length);
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (Bytes part : parts) {
            System.arraycopy(part.value, 0, joined, at, part.value.length);
            at += part.value.length;
        }
        return length == 0 ? EMPTY : new Bytes(joined);
    }

    /** How many bytes there are. */
    public int length() {
        return value.length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return value.length == 0;
    }

    /** The byte at this index as a number from 0 to 255. */
    public int at(int index) {
        return value[index] & 0xff;
    }

    /**
     * A copy of the bytes from one index (included) to another (excluded).
     *
     * @throws IndexOutOfBoundsException if they are not inside, or the wrong way round
     */
    public Bytes slice(int from, int to) {
        Objects.checkFromToIndex(from, to, value.length);
        return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(value, from, to));
    }

    /** Appends all bytes at the writer index of a buffer, which moves behind them. */
    public void writeTo(ByteBuf out) {
        out.writeBytes(value);
    }

    /** A copy for those who speak arrays, such as the crypto libraries. */
    public byte[] toByteArray() {
        return value.clone();
    }

    /** A view without a copy; it cannot be written to and its array cannot be reached. */
    public ByteBuffer asReadOnlyByteBuffer() {
        return ByteBuffer.wrap(value).asReadOnlyBuffer();
    }

    /** Negative, zero or positive as this comes before, with or after the other; see the class for the order. */
    public int compareUnsigned(Bytes other) {
        return Arrays.compareUnsigned(value, other.value);
    }

    /** The order of {@link #compareUnsigned}. */
    @Override
    public int compareTo(Bytes other) {
        return compareUnsigned(other);
    }

    /** All bytes as lower-case hex digits. */
    public String toHex() {
        return HEX.formatHex(value);
    }

    /** Hex; of a value longer than 64 bytes the first 64, and how long it is altogether. */
    @Override
    public String toString() {
        if (value.length <= PRINTED_LENGTH) {
            return toHex();
        }
        return HEX.formatHex(value, 0, PRINTED_LENGTH) + "...(" + value.length + " bytes)";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }
}
