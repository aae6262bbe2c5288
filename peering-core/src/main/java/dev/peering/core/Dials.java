package dev.peering.core;

import dev.peering.core.PeerStatus.Origin;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dials that are under way: starts those that are due while there is room, and notes what becomes of them. */
final class Dials {

    /** {@code protocols/opendex.md} section 8.1: an unlisted peer is sought for three days. */
    private static final Duration LONGEST_SEARCH = Duration.ofDays(3);

    private final Protocol protocol;
    private final PeeringLimits limits;
    private final KnownPeers known;
    private final Neighborhood neighborhood;
    private final Acquaintances acquaintances;
    private final Map<ConnectionId, PeerId> underWay = new LinkedHashMap<>();
    private long ordered;
    private boolean over;

    Dials(
            Protocol protocol,
            PeeringLimits limits,
            KnownPeers known,
            Neighborhood neighborhood,
            Acquaintances acquaintances) {
        this.protocol = protocol;
        this.limits = limits;
        this.known = known;
        this.neighborhood = neighborhood;
        this.acquaintances = acquaintances;
    }

    /** When the next one is due; {@link Long#MAX_VALUE} when none is, or none may start. */
    long nextDue() {
        return mayStart() ? known.nextDue() : Long.MAX_VALUE;
    }

    void startWhatIsDue(Moment now, List<Effect> effects) {
        while (mayStart() && now.reached(known.nextDue())) {
            KnownPeers.Listed peer = known.mostDue();
            if (peer.origin() == Origin.DISCOVERED && !mayDialDiscovered(peer, now)) {
                continue; // postponed: another one is most due now
            }
            known.change(peer, Reconnector::dialing);
            ConnectionId connection = new ConnectionId(Direction.OUTBOUND, ++ordered);
            underWay.put(connection, peer.id());
            effects.add(new Effect.Dial(connection, peer.peer(), peer.dialing()));
        }
    }

    private boolean mayStart() {
        return !over && underWay.size() < limits.pendingDials();
    }

    /** Only so many an hour. */
    private boolean mayDialDiscovered(KnownPeers.Listed peer, Moment now) {
        Discoveries discoveries = acquaintances.discoveries();
        long from = discoveries.nextDial(now);
        if (!now.reached(from)) {
            known.change(peer, reconnector -> reconnector.postpone(from));
            return false;
        }
        discoveries.dialed(now);
        return true;
    }

    /** This one led to a proven peer. False when it was called off before, or they dialed. */
    boolean arrived(ConnectionId connection) {
        return underWay.remove(connection) != null;
    }

    /** There was no connection. */
    void unreached(ConnectionId connection, Refusal why, Moment now, List<Effect> effects) {
        PeerId id = underWay.get(connection);
        if (id != null) {
            acquaintances.unreached(id, effects);
            failed(connection, why, now, effects);
        }
    }

    /** There was a connection, and no proven peer. */
    void lost(ConnectionId connection, Refusal why, Moment now, List<Effect> effects) {
        PeerId id = underWay.get(connection);
        if (id != null) {
            acquaintances.reached(id, effects);
            failed(connection, why, now, effects);
        }
    }

    private void failed(ConnectionId connection, Refusal why, Moment now, List<Effect> effects) {
        PeerId id = underWay.remove(connection);
        if (id == null) {
            return; // called off before, or refused by us at checkpoint 2
        }
        known.find(id).ifPresent(peer -> {
            peer.nextAddress();
            peer.trouble(new Trouble(now.wall(), why, true), effects);
            failed(peer, why, now, effects);
        });
    }

    /** A dial came to nothing. Whom nobody listed gets one chance before it was ever met, and three days afterwards unless it is unwilling. */
    void failed(KnownPeers.Listed peer, Refusal why, Moment now, List<Effect> effects) {
        Outlook outlook = protocol.outlook(why);
        known.change(peer, reconnector -> reconnector.failed(outlook, now));
        boolean forgotten = peer.origin() == Origin.DISCOVERED
                && (outlook != Outlook.SEEK || !peer.wasMet() || peer.lostFor(LONGEST_SEARCH, now))
                && neighborhood.of(peer.id()).isEmpty();
        if (forgotten) {
            known.remove(peer.id());
        } else {
            peer.tellRest(why, now, effects);
        }
    }

    void callOff(PeerId id, Refusal why, List<Effect> effects) {
        underWay.entrySet().stream()
                .filter(dial -> dial.getValue().equals(id))
                .forEach(dial -> effects.add(new Effect.Close(dial.getKey(), why)));
        underWay.values().removeIf(id::equals);
    }

    /** The node stops: all are called off, and no other starts. */
    void stop(Refusal why, List<Effect> effects) {
        over = true;
        underWay.keySet().forEach(dial -> effects.add(new Effect.Close(dial, why)));
        underWay.clear();
    }
}
