package dev.peering.node;

import static org.awaitility.Awaitility.await;

import dev.peering.core.KnownPeer;
import dev.peering.core.Moment;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerId;
import dev.peering.core.Protocol;
import dev.peering.core.ReconnectPolicy;
import dev.peering.core.manual.ManualOptions;
import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Nodes of manual peering on loopback, in the order of their keys, so that an earlier one dials a later one. Closed
 * together.
 */
final class Party implements AutoCloseable {

    static final String LOOPBACK = "127.0.0.1";

    /** Deadline of everything that must happen; generous, because a busy machine is no failure. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PeeringRuntime runtime;
    private final List<Identity> identities;
    private final List<PeeringNode> nodes = new ArrayList<>();

    Party(int size) {
        this(size, PeeringRuntime.builder().loops(2).build());
    }

    Party(int size, PeeringRuntime runtime) {
        this.runtime = runtime;
        this.identities = Stream.generate(() -> Identity.create(new SecureRandom()))
                .limit(size)
                .sorted(Comparator.comparing(Identity::key))
                .toList();
    }

    /** A node with quick reconnects; the identity of this place in the order. */
    NodeBuilder node(int place) {
        return PeeringNode.builder(now -> protocol(place, now)).runtime(runtime);
    }

    /** The same with the time limit for handshakes that every node has by default. */
    NodeBuilder hasty(int place) {
        return PeeringNode.builder(now ->
                        new ManualPeering(identities.get(place), Ed25519.bouncyCastle(), ManualOptions.startingAt(now)))
                .runtime(runtime)
                .listen(LOOPBACK, Ports.free());
    }

    /** As {@link #node}, listening on a port that it can come back to. */
    NodeBuilder listener(int place) {
        return node(place).listen(LOOPBACK, Ports.free());
    }

    /** Builds and starts, and sees to it that it is closed. */
    PeeringNode start(NodeBuilder builder) {
        PeeringNode node = builder.build();
        nodes.add(node);
        return node.start();
    }

    Protocol protocol(int place, Moment now) {
        ReconnectPolicy soon = new ReconnectPolicy(
                Duration.ofMillis(50), 1, Duration.ofMillis(50), 0.2, Duration.ofSeconds(30), Duration.ZERO);
        return new ManualPeering(
                identities.get(place),
                Ed25519.bouncyCastle(),
                ManualOptions.startingAt(now).withReconnect(soon).withHandshakeTimeout(PATIENCE));
    }

    PeeringRuntime runtime() {
        return runtime;
    }

    Identity identity(int place) {
        return identities.get(place);
    }

    PeerId id(int place) {
        return ManualPeering.id(identities.get(place).key());
    }

    KnownPeer peer(int place, PeerAddress... addresses) {
        return new KnownPeer(id(place), addresses);
    }

    KnownPeer peer(int place, PeeringNode there) {
        return peer(place, address(there));
    }

    static PeerAddress address(PeeringNode node) {
        return PeerAddress.of(socket(node));
    }

    static InetSocketAddress socket(PeeringNode node) {
        return node.listenAddress().orElseThrow();
    }

    static void eventually(String what, Callable<Boolean> condition) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    @Override
    public void close() {
        nodes.forEach(PeeringNode::close);
        runtime.close();
        identities.forEach(Identity::close);
    }
}
