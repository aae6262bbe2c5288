package dev.peering.core;

import dev.peering.core.Event.Told;
import dev.peering.core.PeerStatus.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the hall knows of peers beyond whether they are listed: what they say, what they did, whom they told us of. Notes it, tells sessions and
 * the edge, and plans dials to whom we were told of.
 */
final class Acquaintances {

    /** The same, section 10: what a record of earlier failures means at the start. */
    private static final int HARD_TO_REACH = 200;

    private static final int GIVEN_UP = 1_500;
    private static final Duration SECOND_THOUGHTS = Duration.ofMinutes(10);

    /** Ends every connection of a peer. */
    @FunctionalInterface
    interface Closer {
        void closeAll(PeerId id, Refusal why, Moment now, List<Effect> effects);
    }

    private final Protocol protocol;
    private final KnownPeers known;
    private final Neighborhood neighborhood;
    private final Closer closer;
    private final Records records;
    private final Discoveries discoveries;
    private AdmissionList admission;
    /** Sessions take the hall for closed until they are told otherwise. */
    private boolean unannounced;

    Acquaintances(Protocol protocol, Openness openness, KnownPeers known, Neighborhood neighborhood, Closer closer) {
        this.protocol = protocol;
        this.known = known;
        this.neighborhood = neighborhood;
        this.closer = closer;
        this.records = new Records(protocol.reputation());
        this.discoveries = new Discoveries(openness);
        this.unannounced = openness.guests() > 0;
        this.admission = AdmissionList.EMPTY.open(unannounced);
    }

    Records records() {
        return records;
    }

    Discoveries discoveries() {
        return discoveries;
    }

    // ---- what sessions are told ----

    /** The operator's list may have changed. */
    void publishList(boolean changed, List<Effect> effects) {
        if (changed || unannounced) {
            publish(admission.list(known.list()), effects);
        }
    }

    void publishStop(List<Effect> effects) {
        publish(admission.stop(), effects);
    }

    private void publish(AdmissionList changed, List<Effect> effects) {
        admission = changed;
        unannounced = false;
        effects.add(new Effect.Publish(admission));
    }

    /** Sessions have to know who is connected only where neighbors introduce each other; elsewhere a copy for each change would be waste. */
    void publishCompany(List<Effect> effects) {
        if (protocol.introduces()) {
            publish(
                    admission.connect(neighborhood.all().stream()
                            .map(neighbor -> new KnownPeer(neighbor.id(), advertised(neighbor.id()), ""))
                            .toList()),
                    effects);
        }
    }

    private List<PeerAddress> advertised(PeerId id) {
        return known.find(id).map(peer -> peer.profile().addresses()).orElse(List.of());
    }

    // ---- what peers say and do ----

    /** The peer did something that its network counts, or the operator judged it. */
    void did(PeerId id, int deed, Moment now, List<Effect> effects) {
        boolean before = records.bans(id);
        PeerRecord record = records.did(id, deed, now.wall());
        effects.add(new Effect.Remember(record));
        if (record.banned() == before) {
            return;
        }
        publish(admission.ban(records.banned()), effects);
        if (record.banned()) {
            closer.closeAll(id, Reason.BANNED.because("banned here"), now, effects);
        }
        known.find(id).ifPresent(peer -> {
            known.change(peer, reconnector -> reconnector.callOff(now));
            known.mayDial(peer, !record.banned(), now);
            if (record.banned() && peer.origin() != Origin.LISTED) {
                known.remove(id);
            }
        });
    }

    /** What an earlier life had noted, before anybody is listed or comes in. */
    void remember(List<PeerRecord> earlier, List<Effect> effects) {
        earlier.forEach(records::note);
        if (!records.banned().isEmpty()) {
            publish(admission.ban(records.banned()), effects);
        }
    }

    /** Plans to dial again whom an earlier life had met, unless they are listed by now. */
    void seek(List<PeerRecord> remembered, Moment now) {
        boolean easyOnes =
                remembered.stream().anyMatch(record -> !record.banned() && record.failures() < HARD_TO_REACH);
        for (PeerRecord record : remembered) {
            if (record.failures() < GIVEN_UP) {
                boolean later = easyOnes && record.failures() >= HARD_TO_REACH;
                seek(record.known(), later ? SECOND_THOUGHTS : Duration.ZERO, now)
                        .ifPresent(peer -> {
                            peer.met();
                            peer.lost(now);
                        });
            }
        }
    }

    void told(Told told, Moment now, List<Effect> effects) {
        Optional<Neighbor> neighbor = neighborhood.of(told.connection());
        if (neighbor.isEmpty()) {
            return; // gone meanwhile
        }
        if (told.news() instanceof News.Changed changed) {
            known.find(neighbor.get().id()).ifPresent(peer -> peer.profile(changed.profile()));
            effects.add(new Effect.Learned(neighbor.get(), changed.profile()));
            publishCompany(effects);
        } else if (told.news() instanceof News.Found found) {
            found.peers().forEach(peer -> seek(peer, Duration.ZERO, now));
        } else {
            throw new AssertionError(told.news());
        }
    }

    /** Plans to dial a peer that nobody listed, if the operator allows it, we do not know it yet, and there is room. */
    private Optional<KnownPeers.Listed> seek(KnownPeer found, Duration wait, Moment now) {
        KnownPeer peer = discoveries.within(found);
        boolean wanted = discoveries.areSought()
                && !peer.addresses().isEmpty()
                && !peer.id().equals(protocol.self())
                && !records.bans(peer.id())
                && known.find(peer.id()).isEmpty()
                && discoveries.haveRoom(known.count(Origin.DISCOVERED));
        if (!wanted) {
            return Optional.empty();
        }
        KnownPeers.Listed sought = known.add(peer, Origin.DISCOVERED, true, now);
        if (!wait.isZero()) {
            known.change(sought, reconnector -> reconnector.postpone(now.in(wait)));
        }
        return Optional.of(sought);
    }

    /** The peer said where it can be found: noted for the next life, told to others, and where nobody listed it used by ourselves. */
    void introduced(KnownPeers.Listed peer, Neighbor neighbor, Moment now, List<Effect> effects) {
        List<PeerAddress> advertised = peer.profile().addresses();
        Optional<PeerAddress> dialed = neighbor.direction() == Direction.OUTBOUND ? peer.dialedAt() : Optional.empty();
        effects.add(new Effect.Remember(records.met(peer.id(), advertised, dialed, now.wall())));
        if (peer.origin() == Origin.DISCOVERED) {
            peer.addresses(
                    discoveries.within(new KnownPeer(peer.id(), advertised, "")).addresses());
        }
        publishCompany(effects);
    }

    /** Somebody answers there, whatever came of it. */
    void reached(PeerId id, List<Effect> effects) {
        records.find(id)
                .filter(record -> record.failures() > 0)
                .map(record -> records.note(record.withFailures(0)))
                .ifPresent(record -> effects.add(new Effect.Remember(record)));
    }

    /** Only what fails before a connection is there counts for the next start. */
    void unreached(PeerId id, List<Effect> effects) {
        records.find(id)
                .map(record -> records.note(record.withFailures(record.failures() + 1)))
                .ifPresent(record -> effects.add(new Effect.Remember(record)));
    }
}
