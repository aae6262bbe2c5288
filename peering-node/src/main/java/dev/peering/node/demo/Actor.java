package dev.peering.node.demo;

import dev.peering.core.KnownPeer;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerId;
import dev.peering.node.PeeringNode;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * One node of the demo.
 *
 * @param name what it is called
 * @param node the running node
 */
record Actor(String name, PeeringNode node) {

    PeerId id() {
        return node.self();
    }

    /** As the others list it. */
    KnownPeer listed() {
        InetSocketAddress address = node.listenAddress().orElseThrow();
        return new KnownPeer(id(), List.of(PeerAddress.of(address)), name);
    }

    boolean isConnectedTo(Actor other) {
        return node.neighbors().stream().anyMatch(neighbor -> neighbor.id().equals(other.id()));
    }

    boolean dials(Actor other) {
        return node.protocol().dials(other.listed());
    }
}
