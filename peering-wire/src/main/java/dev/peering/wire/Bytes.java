package dev.peering.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A piece of what travels: immutable bytes, equal by value, printed as hex.
 *
 * <p>The array inside never leaves and never comes from outside: whatever is taken in or handed out is a copy, a read-only
 * view, or another immutable value. So a {@code Bytes} may be kept in records, used as a map key and passed between
 * threads.
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

    /** An array this short may be kept for the sake of any part of it. */
    private static final int SMALL_ARRAY_LENGTH = 256;

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array) {
        this(array, 0, array.length);
    }

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** A copy of these bytes. */
    public static Bytes of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
    }

    /**
     * The same bytes as protobuf's immutable value, without a copy where that is no waste: a small part of a large array is
     * copied, so that keeping the part does not keep the whole.
     */
    public static Bytes of(ByteString bytes) {
        if (bytes.isEmpty()) {
            return EMPTY;
        }
        SharedArray shared = new SharedArray();
        shared.take(bytes);
        boolean whole = shared.length == bytes.size();
        if (whole && (shared.array.length <= SMALL_ARRAY_LENGTH || shared.array.length <= 2 * shared.length)) {
            return new Bytes(shared.array, shared.offset, shared.length);
        }
        return new Bytes(bytes.toByteArray());
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
        Bytes taken = peek(in, length);
        in.skipBytes(length);
        return taken;
    }

    /**
     * Copies the next bytes of a buffer and leaves its reader index where it is.
     *
     * @throws IndexOutOfBoundsException if fewer are readable
     */
    public static Bytes peek(ByteBuf in, int length) {
        // Before the array is made: a length somebody declared must not make us allocate for bytes that are not there.
        Objects.checkFromIndexSize(0, length, in.readableBytes());
        if (length == 0) {
            return EMPTY;
        }
        byte[] copy = new byte[length];
        in.getBytes(in.readerIndex(), copy);
        return new Bytes(copy);
    }

    /** All parts in a row. */
    public static Bytes concat(Bytes... parts) {
        int length = 0;
        for (Bytes part : parts) {
            length = Math.addExact(length, part.length);
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (Bytes part : parts) {
            System.arraycopy(part.array, part.offset, joined, at, part.length);
            at += part.length;
        }
        return length == 0 ? EMPTY : new Bytes(joined);
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** The byte at this index as a number from 0 to 255. */
    public int at(int index) {
        return array[offset + Objects.checkIndex(index, length)] & 0xff;
    }

    /**
     * A copy of the bytes from one index (included) to another (excluded).
     *
     * @throws IndexOutOfBoundsException if they are not inside, or the wrong way round
     */
    public Bytes slice(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(array, offset + from, offset + to));
    }

    /** Appends all bytes at the writer index of a buffer, which moves behind them. */
    public void writeTo(ByteBuf out) {
        out.writeBytes(array, offset, length);
    }

    /** A copy for those who speak arrays, such as the crypto libraries. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** The same bytes for protobuf, without a copy. */
    public ByteString toByteString() {
        // Safe although the name warns: this array never changes.
        return UnsafeByteOperations.unsafeWrap(array, offset, length);
    }

    /** A view without a copy; it cannot be written to and its array cannot be reached. */
    public ByteBuffer asReadOnlyByteBuffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    /** Negative, zero or positive as this comes before, with or after the other; see the class for the order. */
    public int compareUnsigned(Bytes other) {
        return Arrays.compareUnsigned(
                array, offset, offset + length, other.array, other.offset, other.offset + other.length);
    }

    /** The order of {@link #compareUnsigned}. */
    @Override
    public int compareTo(Bytes other) {
        return compareUnsigned(other);
    }

    /** All bytes as lower-case hex digits. */
    public String toHex() {
        return HEX.formatHex(array, offset, offset + length);
    }

    /** Hex; of a value longer than 64 bytes the first 64, and how long it is altogether. */
    @Override
    public String toString() {
        if (length <= PRINTED_LENGTH) {
            return toHex();
        }
        return HEX.formatHex(array, offset, offset + PRINTED_LENGTH) + "...(" + length + " bytes)";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }
}
