package dev.peering.bench;

import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import java.time.Duration;
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
import org.openjdk.jmh.annotations.TearDown;

/**
 * Handshakes over loopback TCP, both ends in this process, 64 in flight: whole nodes on both sides, beside the same bytes without
 * a node, with and without the signatures. Both ends share the event loops.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LoopbackBenchmark {

    private static final int IN_FLIGHT = 64;

    /** More than any machine can do in the second that each dialer has to rest. */
    private static final int CALLERS = 16_384;

    /** A cold start on a busy machine can take longer than the usual two seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** The floor without signatures: connect, 125 bytes there, 136 back, close. */
    @Benchmark
    public void exchange(Bare bare) throws InterruptedException {
        bare.plain.next(CALLERS);
    }

    /** The floor with signatures: the same, two made and two checked on the way. */
    @Benchmark
    public void signedExchange(Signed signed) throws InterruptedException {
        signed.plain.next(CALLERS);
    }

    /** Dial, handshake, neighbors on both sides, down again; by two whole nodes. */
    @Benchmark
    public void handshake(Whole nodes) throws InterruptedException {
        nodes.crowd.next();
    }

    /** Sockets alone. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
    public static class Bare {

        /** Event loops, shared by both ends. */
        @Param({"1", "2"})
        public int loops;

        private PlainExchange plain;

        /** Listens. */
        @Setup
        public void start() {
            Quiet.logs();
            plain = new PlainExchange(loops, dialogue(), new BareWords(), new InFlight(IN_FLIGHT));
        }

        /** Ends the threads. */
        @TearDown
        public void stop() {
            plain.close();
        }
    }

    /** Sockets and signatures. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
    public static class Signed {

        /** Event loops, shared by both ends. */
        @Param({"1", "2"})
        public int loops;

        /** Which library does the arithmetic. */
        @Param({"bouncycastle", "corretto"})
        public String provider;

        private PlainExchange plain;

        /** Listens. */
        @Setup
        public void start() {
            Quiet.logs();
            List<Identity> all = Identities.ascending(CALLERS + 1);
            SignedWords words = new SignedWords(Ed25519.named(provider), all.subList(0, CALLERS), all.get(CALLERS));
            plain = new PlainExchange(loops, dialogue(), words, new InFlight(IN_FLIGHT));
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

        /** Event loops, shared by both ends. */
        @Param({"1", "2"})
        public int loops;

        /** Which library does the arithmetic. */
        @Param({"bouncycastle", "corretto"})
        public String provider;

        private NodeCrowd crowd;

        /** Starts all nodes. */
        @Setup
        public void start() {
            Quiet.logs();
            List<NodeCrowd.Member> all =
                    Identities.ascending(CALLERS + 1).stream().map(this::member).toList();
            crowd = new NodeCrowd(loops, all.get(CALLERS), all.subList(0, CALLERS), new InFlight(IN_FLIGHT));
        }

        private NodeCrowd.Member member(Identity identity) {
            return new NodeCrowd.Member(
                    ManualPeering.id(identity.key()),
                    runtime -> Nodes.manual(
                            runtime,
                            Ed25519.named(provider),
                            identity,
                            options -> options.withHandshakeTimeout(PATIENCE)));
        }

        /** Ends the threads. */
        @TearDown
        public void stop() {
            crowd.expect(dialogue(), IN_FLIGHT);
            crowd.close();
        }
    }

    private static Dialogue dialogue() {
        List<Identity> two = Identities.ascending(2);
        return new InMemoryPair(Ed25519.bouncyCastle(), two.get(0), two.get(1)).dialogue();
    }
}
