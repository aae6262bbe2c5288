package dev.peering.core;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is a neighbor now: one connection per key, found by key or by connection. */
final class Neighborhood {

    private final Map<PeerId, Neighbor> byPeer = new LinkedHashMap<>();
    private final Map<ConnectionId, Neighbor> byConnection = new LinkedHashMap<>();

    Optional<Neighbor> of(PeerId id) {
        return Optional.ofNullable(byPeer.get(id));
    }

    Optional<Neighbor> of(ConnectionId connection) {
        return Optional.ofNullable(byConnection.get(connection));
    }

    Collection<Neighbor> all() {
        return List.copyOf(byPeer.values());
    }

    int size() {
        return byPeer.size();
    }

    void add(Neighbor neighbor) {
        Neighbor before = byPeer.put(neighbor.id(), neighbor);
        if (before != null) {
            throw new IllegalStateException("two connections of one peer: " + before + " and " + neighbor);
        }
        byConnection.put(neighbor.connection(), neighbor);
    }

    Optional<Neighbor> remove(ConnectionId connection) {
        Optional<Neighbor> gone = Optional.ofNullable(byConnection.remove(connection));
        gone.ifPresent(neighbor -> byPeer.remove(neighbor.id()));
        return gone;
    }
}
