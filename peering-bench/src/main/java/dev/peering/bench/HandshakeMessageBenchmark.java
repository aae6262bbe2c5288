package dev.peering.bench;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.manual.HandshakeRequest;
import dev.peering.wire.manual.HandshakeResponse;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Request and response, the signed data inside the envelopes: to bytes and from bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandshakeMessageBenchmark {

    private final HandshakeRequest request = Samples.request();
    private final Bytes requestData = request.encode();
    private final HandshakeResponse response = Samples.response();
    private final Bytes responseData = response.encode();

    /** Request to bytes. */
    @Benchmark
    public Bytes encodeRequest() {
        return request.encode();
    }

    /** Bytes to request. */
    @Benchmark
    public HandshakeRequest parseRequest() throws MalformedException {
        return HandshakeRequest.parse(requestData);
    }

    /** Response to bytes. */
    @Benchmark
    public Bytes encodeResponse() {
        return response.encode();
    }

    /** Bytes to response. */
    @Benchmark
    public HandshakeResponse parseResponse() throws MalformedException {
        return HandshakeResponse.parse(responseData);
    }
}
