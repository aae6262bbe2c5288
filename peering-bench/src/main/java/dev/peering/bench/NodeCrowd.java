package dev.peering.bench;

import dev.peering.core.KnownPeer;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeeringLimits;
import dev.peering.core.Refusal;
import dev.peering.core.Trouble;
import dev.peering.core.manual.ManualOptions;
import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.node.NodeBuilder;
import dev.peering.node.NodeListener;
import dev.peering.node.PeeringNode;
import dev.peering.node.PeeringRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One whole node that accepts and thousands of whole nodes that dial it, all on the same loops and the same hall thread. A dialer
 * dials when it is kicked and drops the connection as soon as it is up.
 *
 * <p>Thousands, because a node dials one peer at most once per second: two requests of one second would be the same bytes, and the
 * acceptor takes the second for a replay.
 */
final class NodeCrowd implements AutoCloseable {

    private final InFlight inFlight;
    private final PeeringRuntime runtime;
    private final PeeringNode acceptor;
    private final List<Dialer> dialers = new ArrayList<>();
    private int next;

    NodeCrowd(Ed25519 ed25519, int loops, List<Identity> callers, Identity accepting, InFlight inFlight) {
        this.inFlight = inFlight;
        this.runtime = PeeringRuntime.builder().loops(loops).build();
        PeeringLimits limits = new PeeringLimits(callers.size(), callers.size(), 1, 1, 256);
        this.acceptor = Nodes.manual(runtime, ed25519, accepting, NodeCrowd::patient)
                .listen("127.0.0.1", 0)
                .limits(limits)
                .peers(callers.stream()
                        .map(caller -> new KnownPeer(ManualPeering.id(caller.key())))
                        .toArray(KnownPeer[]::new))
                .build()
                .start();
        PeerAddress address = PeerAddress.of(acceptor.listenAddress().orElseThrow());
        KnownPeer peer = new KnownPeer(acceptor.self(), address);
        callers.forEach(
                caller -> dialers.add(new Dialer(Nodes.manual(runtime, ed25519, caller, NodeCrowd::patient), peer)));
    }

    /** A cold start on a busy machine can take longer than the usual two seconds. */
    private static ManualOptions patient(ManualOptions options) {
        return options.withHandshakeTimeout(Duration.ofSeconds(15));
    }

    /** Starts one handshake once there is a place for it. */
    void next() throws InterruptedException {
        inFlight.enter();
        next = (next + 1) % dialers.size();
        dialers.get(next).kick();
    }

    /** How many neighbors the accepting node has had. */
    long accepted() {
        return acceptor.counters().ups();
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
            inFlight.leave();
        }

        @Override
        public void failed(KnownPeer dialed, Trouble trouble) {
            inFlight.failed("a handshake failed: " + trouble.why());
        }
    }
}
