package dev.peering.bench;

import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
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
 * What one signature costs: made, checked with a key that was decoded before, and checked with a key that is decoded for it, as
 * a stranger's is. The data is as long as a handshake request's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class SignatureBenchmark {

    /** Which library does the arithmetic. */
    @Param({"bouncycastle", "corretto"})
    public String provider;

    private Ed25519 ed25519;
    private Identity identity;
    private byte[] rawKey;
    private byte[] data;
    private byte[] signature;

    /** Makes a key pair, and data with its signature. */
    @Setup
    public void prepare() {
        ed25519 = Ed25519.named(provider);
        identity = Identities.numbered(1);
        rawKey = identity.key().toByteArray();
        data = Samples.request().encode().toByteArray();
        signature = ed25519.sign(identity, data);
    }

    /** A signature is made. */
    @Benchmark
    public byte[] sign() {
        return ed25519.sign(identity, data);
    }

    /** A signature of a known peer is checked. */
    @Benchmark
    public boolean verifyKnownKey() {
        return Expect.yes(ed25519.verify(identity.key(), data, signature), "the signature holds");
    }

    /** A signature of a stranger is checked. */
    @Benchmark
    public boolean verifyKeyDecodedEachTime() throws KeyException {
        return Expect.yes(ed25519.verify(PeerKey.of(rawKey), data, signature), "the signature holds");
    }
}
