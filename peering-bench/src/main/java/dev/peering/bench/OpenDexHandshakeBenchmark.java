package dev.peering.bench;

import dev.peering.core.Protocol;
import dev.peering.core.ReconnectPolicy;
import dev.peering.core.opendex.OpenDexOptions;
import dev.peering.core.opendex.OpenDexOptions.Randomness;
import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A whole OpenDEX handshake in memory, both roles and both halls, from a due dial to two neighbors that have confirmed their keys, beside its
 * floor: what the protocol makes both ends compute together. That is four ephemeral keys, since each end makes one for its SessionInit and one
 * for its SessionAck, two signatures made and checked, and four agreements, one for each key at each end.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class OpenDexHandshakeBenchmark {

    /** As long as the JSON that is signed. */
    private static final int CLAIM_LENGTH = 460;

    private SecureRandom random;
    private Secp256k1Identity dialer;
    private Secp256k1Identity acceptor;
    private InMemoryPair pair;
    private byte[] claim;

    /** Makes two nodes that list each other. */
    @Setup
    public void prepare() {
        random = new SecureRandom();
        dialer = Secp256k1Identity.create(random);
        acceptor = Secp256k1Identity.create(random);
        pair = new InMemoryPair(node(dialer), node(acceptor));
        claim = new byte[CLAIM_LENGTH];
        random.nextBytes(claim);
    }

    private Protocol node(Secp256k1Identity identity) {
        return new OpenDexPeering(
                identity,
                OpenDexOptions.of(OpenDexNetwork.REGTEST, Randomness.from(random))
                        .withDiscovery(false, Duration.ofHours(12))
                        .withReconnect(ReconnectPolicy.fixed(Duration.ofSeconds(5))));
    }

    /** From a due dial to two neighbors, and their parting. */
    @Benchmark
    public void handshake() {
        pair.handshake();
    }

    /** Four key generations, two signatures made and two checked, four agreements. */
    @Benchmark
    public boolean floor() throws KeyException {
        agree(); // towards the dialer
        agree(); // towards the acceptor
        return signedAndChecked(dialer) && signedAndChecked(acceptor);
    }

    private void agree() throws KeyException {
        try (EphemeralKey one = EphemeralKey.create(random);
                EphemeralKey other = EphemeralKey.create(random)) {
            byte[] here = one.agree(other.publicText());
            byte[] there = other.agree(one.publicText());
            Expect.yes(here[0] == there[0], "both ends agree");
        }
    }

    private boolean signedAndChecked(Secp256k1Identity signer) {
        return Expect.yes(Secp256k1.verify(signer.key(), claim, Secp256k1.sign(signer, claim)), "the signature holds");
    }
}
