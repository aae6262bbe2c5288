package dev.peering.core;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is noted about peers for longer than a connection lasts: at most {@link #MOST}, bans are the last to be forgotten. */
final class Records {

    /** Ours: as many as an operator may list. */
    static final int MOST = 10_000;

    private final Reputation reputation;
    private final Map<PeerId, PeerRecord> byPeer = new LinkedHashMap<>();

    Records(Reputation reputation) {
        this.reputation = reputation;
    }

    Optional<PeerRecord> find(PeerId id) {
        return Optional.ofNullable(byPeer.get(id));
    }

    List<PeerRecord> all() {
        return List.copyOf(byPeer.values());
    }

    boolean bans(PeerId id) {
        return find(id).filter(PeerRecord::banned).isPresent();
    }

    List<PeerId> banned() {
        return byPeer.values().stream()
                .filter(PeerRecord::banned)
                .map(PeerRecord::id)
                .toList();
    }

    /** Puts it in place of what was noted before; the one that changed longest ago makes room. */
    PeerRecord note(PeerRecord record) {
        byPeer.remove(record.id());
        byPeer.put(record.id(), record);
        if (byPeer.size() > MOST) {
            forgetOne();
        }
        return record;
    }

    PeerRecord did(PeerId id, int deed, Instant at) {
        return note(of(id).did(new PeerRecord.Deed(deed, at), reputation));
    }

    PeerRecord met(PeerId id, List<PeerAddress> advertised, Optional<PeerAddress> dialed, Instant at) {
        return note(of(id).met(advertised, dialed, at));
    }

    private PeerRecord of(PeerId id) {
        return find(id).orElseGet(() -> PeerRecord.of(id));
    }

    private void forgetOne() {
        Iterator<PeerRecord> eldest = byPeer.values().iterator();
        while (eldest.hasNext()) {
            if (!eldest.next().banned()) {
                eldest.remove();
                return;
            }
        }
        byPeer.remove(byPeer.keySet().iterator().next());
    }
}
