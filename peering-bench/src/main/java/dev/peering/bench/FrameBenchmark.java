package dev.peering.bench;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.manual.Frame;
import dev.peering.wire.manual.FrameCodec;
import dev.peering.wire.manual.ManualWire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A frame with a small, a usual and the largest payload, into a buffer and out of it. The floor is the one copy that cannot be
 * avoided: of the payload into a buffer, and of the payload out of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class FrameBenchmark {

    /** Payload bytes. */
    @Param({"20", "1024", "66555"})
    public int payload;

    private Bytes data;
    private Frame.Message frame;
    private ByteBuf arrived;
    private ByteBuf out;

    /** Makes a frame, and its bytes as they arrive. */
    @Setup
    public void prepare() {
        data = Bytes.of(new byte[payload]);
        frame = new Frame.Message(data);
        out = ByteBufAllocator.DEFAULT.buffer(ManualWire.FRAME_HEADER_LENGTH + ManualWire.MAX_FRAME_BODY_LENGTH);
        FrameCodec.write(frame, out);
        arrived = out.copy();
    }

    /** Gives the buffers back. */
    @TearDown
    public void release() {
        arrived.release();
        out.release();
    }

    /** Frame to bytes. */
    @Benchmark
    public ByteBuf encode() {
        FrameCodec.write(frame, out.clear());
        return out;
    }

    /** Bytes to frame. */
    @Benchmark
    public Frame decode() throws MalformedException {
        arrived.readerIndex(0);
        return Expect.present(FrameCodec.read(arrived), "a whole frame");
    }

    /** The payload's bytes alone, one copy. */
    @Benchmark
    public ByteBuf encodeFloor() {
        data.writeTo(out.clear());
        return out;
    }

    /** The payload's bytes alone, one copy. */
    @Benchmark
    public Bytes decodeFloor() {
        arrived.readerIndex(arrived.writerIndex() - payload);
        return Bytes.read(arrived, payload);
    }
}
