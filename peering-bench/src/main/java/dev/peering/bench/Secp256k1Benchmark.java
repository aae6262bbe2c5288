package dev.peering.bench;

import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Secp256k1Key;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What an OpenDEX handshake is made of: two new pairs, two signatures made and two checked, two agreements. The data is as long as the
 * text of a SessionInit with a small node state.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class Secp256k1Benchmark {

    private static final int TEXT_LENGTH = 512;

    private final SecureRandom random = new SecureRandom();
    private final byte[] data = new byte[TEXT_LENGTH];

    private Secp256k1Identity identity;
    private String keyText;
    private byte[] signature;
    private EphemeralKey ephemeral;
    private String theirs;

    /** Makes key pairs, and data with its signature. */
    @Setup
    public void prepare() {
        identity = Secp256k1Identity.create(random);
        keyText = identity.key().toString();
        signature = identity.sign(data);
        ephemeral = EphemeralKey.create(random);
        theirs = EphemeralKey.create(random).publicText();
    }

    /** A new pair, its public half as it travels included. */
    @Benchmark
    public EphemeralKey keygen() {
        return EphemeralKey.create(random);
    }

    /** A signature is made. */
    @Benchmark
    public byte[] sign() {
        return identity.sign(data);
    }

    /** A signature of a known peer is checked. */
    @Benchmark
    public boolean verifyKnownKey() {
        return Expect.yes(Secp256k1.verify(identity.key(), data, signature), "the signature holds");
    }

    /** A signature of a stranger is checked. */
    @Benchmark
    public boolean verifyKeyDecodedEachTime() throws KeyException {
        return Expect.yes(Secp256k1.verify(Secp256k1Key.parse(keyText), data, signature), "the signature holds");
    }

    /** An agreement, the other end's key read from its text included. */
    @Benchmark
    public byte[] agree() throws KeyException {
        return ephemeral.agree(theirs);
    }
}
