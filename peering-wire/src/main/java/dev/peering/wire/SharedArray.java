package dev.peering.wire;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where protobuf keeps the bytes of a value, so that {@link Bytes} can look at the same array. Both promise never to change
 * it. A value in several pieces leaves only the last of them here, shorter than the whole.
 */
final class SharedArray extends ByteOutput {

    byte[] array = {};
    int offset;
    int length;

    void take(ByteString bytes) {
        try {
            UnsafeByteOperations.unsafeWriteTo(bytes, this);
        } catch (IOException e) {
            throw new AssertionError("nothing is written anywhere", e);
        }
    }

    @Override
    public void writeLazy(byte[] value, int offset, int length) {
        this.array = value;
        this.offset = offset;
        this.length = length;
    }

    /** Bytes that protobuf does not own and may change behind us. */
    @Override
    public void write(byte[] value, int offset, int length) {
        this.length = 0;
    }

    @Override
    public void write(byte value) {
        this.length = 0;
    }

    @Override
    public void write(ByteBuffer value) {
        this.length = 0;
    }

    @Override
    public void writeLazy(ByteBuffer value) {
        this.length = 0;
    }
}
