package dev.peering.node;

import dev.peering.core.KnownPeer;
import dev.peering.core.Moment;
import dev.peering.core.PeerRecord;
import dev.peering.core.PeeringLimits;
import dev.peering.core.Protocol;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a builder was told, finished. */
record NodePlan(
        Function<Moment, Protocol> door,
        Optional<InetSocketAddress> listen,
        List<KnownPeer> peers,
        List<PeerRecord> records,
        List<NodeListener> listeners,
        PeeringLimits hallLimits,
        EdgeLimits edgeLimits,
        Optional<PeeringRuntime> runtime,
        Optional<OpenDexState> state) {

    NodePlan {
        peers = List.copyOf(peers);
        records = List.copyOf(records);
        listeners = List.copyOf(listeners);
    }
}
