package dev.peering.bench;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.manual.Envelope;
import dev.peering.wire.manual.EnvelopeCodec;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A handshake packet of 125 bytes, out of an envelope and into one; no signature is made or checked. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class EnvelopeBenchmark {

    private Envelope envelope;
    private ByteBuf packet;
    private ByteBuf half;

    /** Makes the packet, and its first half. */
    @Setup
    public void prepare() {
        envelope = Samples.sealed(Samples.request().encode(), Identities.numbered(1));
        Bytes encoded = EnvelopeCodec.encode(envelope);
        Expect.yes(encoded.length() == Samples.REQUEST_PACKET_LENGTH, "the packet has its usual length");
        packet = Samples.arrived(encoded);
        half = Samples.arrived(encoded.slice(0, encoded.length() / 2));
    }

    /** Gives the buffers back. */
    @TearDown
    public void release() {
        packet.release();
        half.release();
    }

    /** Envelope to packet. */
    @Benchmark
    public Bytes encode() {
        return EnvelopeCodec.encode(envelope);
    }

    /** Packet to envelope. */
    @Benchmark
    public Envelope decode() throws MalformedException {
        packet.readerIndex(0);
        return Expect.present(EnvelopeCodec.read(packet), "a whole packet");
    }

    /** Half a packet: nothing but the search for its end. */
    @Benchmark
    public boolean lookAtHalf() throws MalformedException {
        return Expect.yes(EnvelopeCodec.read(half).isEmpty(), "half a packet is no packet");
    }
}
