package dev.peering.core;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The bounded list of proven keys that nobody listed. The one that has been quiet for longest makes room for a new one. */
final class Strangers {

    private final int most;
    private final Map<PeerId, Stranger> pending = new LinkedHashMap<>();
    private final Set<PeerId> ignored = new LinkedHashSet<>();

    Strangers(int most) {
        this.most = most;
    }

    Optional<Stranger> knocked(PeerId id, InetSocketAddress remote, Instant at) {
        if (ignored.contains(id)) {
            return Optional.empty();
        }
        Stranger before = pending.remove(id);
        Stranger stranger = before == null
                ? new Stranger(id, remote, at, at, 1)
                : new Stranger(id, remote, before.firstSeen(), at, before.knocks() + 1);
        pending.put(id, stranger);
        dropOldest(pending.keySet());
        return Optional.of(stranger);
    }

    void ignore(PeerId id) {
        pending.remove(id);
        ignored.add(id);
        dropOldest(ignored);
    }

    void listed(PeerId id) {
        pending.remove(id);
        ignored.remove(id);
    }

    List<Stranger> pending() {
        return List.copyOf(pending.values());
    }

    private void dropOldest(Set<PeerId> ids) {
        if (ids.size() > most) {
            ids.remove(ids.iterator().next());
        }
    }
}
