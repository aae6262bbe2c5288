package dev.peering.wire.manual;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What reading and writing costs in memory")
class AllocationTest {

    private static final int WARM_UP = 2_000;
    private static final int TIMES = 2_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Without the leak detector, which would write down every access. */
    private final ByteBuf wire = new UnpooledByteBufAllocator(true, true).directBuffer(70_000);

    /** Something to measure. */
    private interface Work {
        void run() throws MalformedException;
    }

    @Test
    @DisplayName(
            "one handshake, both packets written and read, takes less than 5 KB even before the compiler has helped")
    void handshake() throws MalformedException {
        long bytes = allocated(this::exchange);
        assertThat(bytes).isLessThan(5 * 1024);
    }

    @Test
    @DisplayName("a payload is copied once when read, and not held a second time when written")
    void payload() throws MalformedException {
        Frame frame = new Frame.Message(Packets.repeat(1, 60_000));
        long bytes = allocated(() -> {
            wire.clear();
            FrameCodec.write(frame, wire);
            FrameCodec.read(wire);
        });
        assertThat(bytes).isBetween(60_000L, 66_000L);
    }

    @Test
    @DisplayName("refusing a packet takes less than reading it, so that a flood of bad ones is cheap")
    void refusal() throws MalformedException {
        Bytes bad = Vector.bytes("ex6-old-order");
        long bytes = allocated(() -> {
            bad.writeTo(wire.clear());
            try {
                EnvelopeCodec.read(wire);
            } catch (MalformedException e) {
                return;
            }
            throw new AssertionError("was not refused");
        });
        assertThat(bytes).isLessThan(512);
    }

    private void exchange() throws MalformedException {
        HandshakeRequest request = new HandshakeRequest(0, "127.0.0.1:14666", 1_636_000_000L);
        Envelope received = overTheWire(request.encode());
        HandshakeRequest.parse(received.data());
        Envelope answer = overTheWire(new HandshakeResponse(Packets.KEY).encode());
        HandshakeResponse.parse(answer.data());
    }

    private Envelope overTheWire(Bytes data) throws MalformedException {
        wire.clear();
        EnvelopeCodec.encode(new Envelope(data, Packets.KEY, Packets.SIGNATURE)).writeTo(wire);
        return EnvelopeCodec.read(wire).orElseThrow();
    }

    private long allocated(Work work) throws MalformedException {
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < TIMES; i++) {
            work.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / TIMES;
    }
}
