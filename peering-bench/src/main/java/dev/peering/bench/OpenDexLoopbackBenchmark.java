package dev.peering.bench;

import dev.peering.core.opendex.OpenDexOptions;
import dev.peering.core.opendex.OpenDexOptions.Randomness;
import dev.peering.core.opendex.OpenDexOptions.Timing;
import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
 * OpenDEX handshakes over loopback TCP, both ends in this process: whole nodes on both sides, from the wish to dial to neighbors that have
 * confirmed their keys, and their parting, beside the same bytes without a node, with and without the arithmetic. Both ends share the event
 * loops. 64 in flight tell how many a second, one in flight how long one takes.
 *
 * <p>Between two of our nodes nobody waits the quarter of a second that a dialer is silent for a quiet xud's sake: the acceptor's Ping, which
 * every handshake needs, comes at once and ends the silence.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class OpenDexLoopbackBenchmark {

    /** Enough that nobody dials again before the other end knows that its last connection is over. */
    private static final int CALLERS = 2_048;

    /** The floor without arithmetic: connect, nine messages, close. */
    @Benchmark
    public void exchange(Bare bare) throws InterruptedException {
        bare.plain.next(CALLERS);
    }

    /** The floor with arithmetic: the same, four keys made, two signatures made and checked, and four agreements on the way. */
    @Benchmark
    public void agreedExchange(Agreed agreed) throws InterruptedException {
        agreed.plain.next(CALLERS);
    }

    /** Dial, handshake, confirmed neighbors on both sides, down again; by two whole nodes. */
    @Benchmark
    public void handshake(Whole nodes) throws InterruptedException {
        nodes.crowd.next();
    }

    /** How many of what. */
    @State(Scope.Benchmark)
    public static class Load {

        /** Event loops, shared by both ends. */
        @Param({"1", "2"})
        public int loops;

        /** Exchanges under way at once. */
        @Param({"1", "64"})
        public int inFlight;
    }

    /** Sockets alone. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
    public static class Bare {

        private PlainExchange plain;

        /** Listens. */
        @Setup
        public void start(Load load) {
            plain = new PlainExchange(load.loops, dialogue(), new BareWords(), new InFlight(load.inFlight));
        }

        /** Ends the threads. */
        @TearDown
        public void stop() {
            plain.close();
        }
    }

    /** Sockets and arithmetic. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
    public static class Agreed {

        private PlainExchange plain;

        /** Listens. */
        @Setup
        public void start(Load load) {
            AgreedWords words = new AgreedWords(identities(CALLERS + 1));
            plain = new PlainExchange(load.loops, dialogue(), words, new InFlight(load.inFlight));
        }

        /** Ends the threads. */
        @TearDown
        public void stop() {
            plain.close();
        }
    }

    /** Whole nodes. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
    public static class Whole {

        private NodeCrowd crowd;

        /** Starts all nodes. */
        @Setup
        public void start(Load load) {
            Quiet.logs();
            OpenDexOptions options = options();
            List<NodeCrowd.Member> all = identities(CALLERS + 1).stream()
                    .map(identity -> new NodeCrowd.Member(
                            OpenDexPeering.id(identity.key()), runtime -> Nodes.openDex(runtime, identity, options)))
                    .toList();
            crowd = new NodeCrowd(load.loops, all.get(CALLERS), all.subList(0, CALLERS), new InFlight(load.inFlight));
        }

        /** Ends the threads. */
        @TearDown
        public void stop(Load load) {
            crowd.expect(dialogue(), load.inFlight);
            crowd.close();
        }
    }

    private static List<Secp256k1Identity> identities(int count) {
        SecureRandom random = new SecureRandom();
        return Stream.generate(() -> Secp256k1Identity.create(random))
                .limit(count)
                .toList();
    }

    /** A cold start on a busy machine can take longer than the usual ten seconds. */
    private static OpenDexOptions options() {
        return OpenDexOptions.of(OpenDexNetwork.REGTEST, Randomness.from(new SecureRandom()))
                .withTiming(Timing.USUAL.withHandshake(Duration.ofSeconds(15)));
    }

    private static Dialogue dialogue() {
        OpenDexOptions options = options().withDiscovery(false, Duration.ofDays(1));
        List<Secp256k1Identity> two = identities(2);
        return new InMemoryPair(new OpenDexPeering(two.get(0), options), new OpenDexPeering(two.get(1), options))
                .dialogue();
    }
}
