package dev.peering.bench;

import dev.peering.core.KnownPeer;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerId;
import dev.peering.core.Refusal;
import dev.peering.core.Trouble;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.node.NodeListener;
import dev.peering.node.PeeringNode;
import dev.peering.node.PeeringRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Honest nodes that a node has listed. They come in one after the other, on loops of their own, and leave again. */
final class ListedPeers implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;

    private final PeeringRuntime runtime = PeeringRuntime.builder().loops(1).build();
    private final BlockingQueue<Optional<String>> news = new LinkedBlockingQueue<>();
    private final List<PeeringNode> nodes;
    private final PeerId dialed;
    private int next;

    ListedPeers(List<Identity> identities, PeerId dialed, PeerAddress at) {
        this.dialed = dialed;
        KnownPeer peer = new KnownPeer(dialed, at);
        this.nodes = identities.stream()
                .map(identity -> Nodes.manual(runtime, Ed25519.bouncyCastle(), identity, UnaryOperator.identity())
                        .peers(peer)
                        .on(new Reporter())
                        .build()
                        .start())
                .toList();
    }

    /**
     * The next one dials.
     *
     * @return how long it took from the wish to dial until it had a neighbor
     */
    Duration getIn() throws InterruptedException {
        PeeringNode node = nodes.get(next);
        next = (next + 1) % nodes.size();
        long from = System.nanoTime();
        Expect.yes(node.kick(dialed).join(), "the node is listed");
        hearOf("it is up");
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        Expect.yes(node.drop(dialed).join(), "the node is connected");
        hearOf("it is down");
        return took;
    }

    @Override
    public void close() {
        runtime.close();
    }

    private void hearOf(String what) throws InterruptedException {
        Optional<String> heard = news.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Expect.yes(heard != null, what + " within " + PATIENCE_SECONDS + " s");
        heard.ifPresent(trouble -> {
            throw new IllegalStateException("instead of being let in: " + trouble);
        });
    }

    private final class Reporter implements NodeListener {

        @Override
        public void up(Neighbor neighbor) {
            news.add(Optional.empty());
        }

        @Override
        public void down(Neighbor neighbor, Refusal why) {
            news.add(Optional.empty());
        }

        @Override
        public void failed(KnownPeer peer, Trouble trouble) {
            news.add(Optional.of(trouble.why().toString()));
        }
    }
}
