package dev.peering.bench;

import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A whole handshake in memory, both roles and both halls, beside its floor: the two signatures that are made and the two that
 * are checked in it, by the same provider.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class HandshakeBenchmark {

    /** Which library does the arithmetic. */
    @Param({"bouncycastle", "corretto"})
    public String provider;

    private InMemoryPair pair;
    private Ed25519 ed25519;
    private Identity dialer;
    private Identity acceptor;
    private byte[] request;
    private byte[] response;

    /** Makes two nodes that list each other. */
    @Setup
    public void prepare() {
        List<Identity> two = Identities.ascending(2);
        dialer = two.get(0);
        acceptor = two.get(1);
        ed25519 = Ed25519.named(provider);
        pair = new InMemoryPair(ed25519, dialer, acceptor);
        request = Samples.request().encode().toByteArray();
        response = Samples.response().encode().toByteArray();
    }

    /** From a due dial to two neighbors, and their parting. */
    @Benchmark
    public void handshake() {
        pair.handshake();
    }

    /** Two signatures made and two checked. */
    @Benchmark
    public boolean floor() {
        return signedAndChecked(dialer, request) && signedAndChecked(acceptor, response);
    }

    private boolean signedAndChecked(Identity signer, byte[] data) {
        return Expect.yes(ed25519.verify(signer.key(), data, ed25519.sign(signer, data)), "the signature holds");
    }
}
