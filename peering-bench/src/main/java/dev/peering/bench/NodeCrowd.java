package dev.peering.bench;

import dev.peering.bench.Dialogue.Side;
import dev.peering.core.KnownPeer;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerId;
import dev.peering.core.PeeringLimits;
import dev.peering.core.Refusal;
import dev.peering.core.Trouble;
import dev.peering.node.NodeBuilder;
import dev.peering.node.NodeListener;
import dev.peering.node.PeeringNode;
import dev.peering.node.PeeringRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * One whole node that accepts and thousands of whole nodes that dial it, all on the same loops and the same hall thread. A dialer
 * dials when it is kicked and drops the connection as soon as it is up.
 *
 * <p>Thousands, because a node of manual peering dials one peer at most once per second: two requests of one second would be the same bytes,
 * and the acceptor takes the second for a replay.
 */
final class NodeCrowd implements AutoCloseable {

    /**
     * Somebody in the crowd.
     *
     * @param id who it is
     * @param on its node, to be described further
     */
    record Member(PeerId id, Function<PeeringRuntime, NodeBuilder> on) {}

    private final InFlight inFlight;
    private final PeeringRuntime runtime;
    private final PeeringNode acceptor;
    private final List<Dialer> dialers = new ArrayList<>();
    private final LongAdder parted = new LongAdder();
    private int next;

    NodeCrowd(int loops, Member accepting, List<Member> callers, InFlight inFlight) {
        this.inFlight = inFlight;
        this.runtime = PeeringRuntime.builder().loops(loops).build();
        PeeringLimits limits = new PeeringLimits(callers.size(), callers.size(), 1, 1, 256);
        this.acceptor = accepting
                .on()
                .apply(runtime)
                .listen("127.0.0.1", 0)
                .limits(limits)
                .peers(callers.stream()
                        .map(caller -> new KnownPeer(caller.id()))
                        .toArray(KnownPeer[]::new))
                .build()
                .start();
        PeerAddress address = PeerAddress.of(acceptor.listenAddress().orElseThrow());
        KnownPeer peer = new KnownPeer(acceptor.self(), address);
        callers.forEach(caller -> dialers.add(new Dialer(caller.on().apply(runtime), peer)));
    }

    /** Starts one handshake once there is a place for it. */
    void next() throws InterruptedException {
        inFlight.enter();
        next = (next + 1) % dialers.size();
        dialers.get(next).kick();
    }

    /**
     * Throws unless every handshake that was counted was one: a neighbor at both ends, and the bytes of this dialogue. What was under way when
     * the benchmark stopped is neither here nor there.
     */
    void expect(Dialogue dialogue, int inFlight) {
        long counted = parted.sum();
        long accepted = acceptor.counters().ups();
        Expect.yes(counted > 0 && Math.abs(accepted - counted) <= inFlight, "every dialer's neighbor had a neighbor");
        expectBytes(acceptor.counters().bytesOut(), dialogue.length(Side.ACCEPTOR), counted, inFlight);
        expectBytes(acceptor.counters().bytesIn(), dialogue.length(Side.DIALER), counted, inFlight);
    }

    private static void expectBytes(long found, long each, long counted, int inFlight) {
        Expect.yes(
                Math.abs(found - each * counted) <= each * inFlight,
                "each of " + counted + " handshakes carried " + each + " bytes, together " + found);
    }

    @Override
    public void close() {
        runtime.close();
    }

    private final class Dialer implements NodeListener {

        private final PeeringNode node;
        private final KnownPeer peer;

        private Dialer(NodeBuilder builder, KnownPeer peer) {
            this.peer = peer;
            this.node = builder.peers(peer).on(this).build().start();
        }

        private void kick() {
            expect(node.kick(peer.id()), "the acceptor is listed");
        }

        @SuppressWarnings("FutureReturnValueIgnored") // what goes wrong is told to whoever waits for a place
        private void expect(CompletableFuture<Boolean> answer, String what) {
            answer.whenComplete((yes, failed) -> {
                if (!Boolean.TRUE.equals(yes)) {
                    inFlight.failed("not so: " + what);
                }
            });
        }

        @Override
        public void up(Neighbor neighbor) {
            expect(node.drop(peer.id()), "there is something to drop");
        }

        @Override
        public void down(Neighbor neighbor, Refusal why) {
            parted.increment();
            inFlight.leave();
        }

        @Override
        public void failed(KnownPeer dialed, Trouble trouble) {
            inFlight.failed("a handshake failed: " + trouble.why());
        }
    }
}
