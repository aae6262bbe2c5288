package dev.peering.core;

import dev.peering.core.Event.Lost;
import dev.peering.core.Event.Proven;
import dev.peering.core.PeerStatus.Origin;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Checkpoint 2: whether a proven peer may come in. Known, not banned, not a replay, not a second connection that should lose, room left. Only then
 * does its session send the last handshake message.
 */
final class Entrance {

    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

    private final Protocol protocol;
    private final PeeringLimits limits;
    private final KnownPeers known;
    private final Neighborhood neighborhood;
    private final Acquaintances acquaintances;
    private final Dials dials;
    private final ReplayMemory replays;
    private final Strangers strangers;
    private final Crossings crossings = new Crossings();
    private long nextSweep = Long.MIN_VALUE;
    private boolean closed;

    Entrance(
            Protocol protocol,
            PeeringLimits limits,
            KnownPeers known,
            Neighborhood neighborhood,
            Acquaintances acquaintances,
            Dials dials) {
        this.protocol = protocol;
        this.limits = limits;
        this.known = known;
        this.neighborhood = neighborhood;
        this.acquaintances = acquaintances;
        this.dials = dials;
        this.replays = new ReplayMemory(limits.tokensPerPeer());
        this.strangers = new Strangers(limits.strangers());
    }

    Strangers strangers() {
        return strangers;
    }

    /** Nobody comes in any more. */
    void close() {
        closed = true;
    }

    void proven(Proven proven, Moment now, List<Effect> effects) {
        sweep(now);
        boolean dialed = dials.arrived(proven.connection());
        Optional<Refusal> refusal = refusal(proven, dialed, now);
        if (refusal.isPresent()) {
            refuse(proven, dialed, refusal.get(), now, effects);
            return;
        }
        Optional<Neighbor> current = neighborhood.of(proven.peer().id());
        DuplicateRule.Verdict verdict = current.map(old -> protocol.duplicates().judge(old, neighbor(proven, now)))
                .orElse(DuplicateRule.Verdict.REPLACE);
        if (verdict != DuplicateRule.Verdict.REPLACE) {
            current.ifPresent(old -> effects.add(new Effect.Probe(old.connection())));
        }
        switch (verdict) {
            case REPLACE -> admit(proven, now, effects);
            case WAIT -> {
                if (!crossings.enter(proven, dialed, now)) {
                    refuse(proven, dialed, Reason.ALREADY_CONNECTED.because("another one waits already"), now, effects);
                }
            }
            case KEEP -> {
                Refusal kept = Reason.ALREADY_CONNECTED.because("the connection that is up is kept");
                refuse(proven, dialed, kept, now, effects);
            }
        }
    }

    /**
     * Forgets expired tokens, at most once a second: a sweep looks at the tokens of all peers, and under load that would
     * cost more than the signatures. A token that is forgotten late is refused as stale anyway.
     */
    private void sweep(Moment now) {
        if (now.nanos() >= nextSweep) {
            replays.forgetExpired(now);
            nextSweep = now.in(SWEEP_INTERVAL);
        }
    }

    private Optional<Refusal> refusal(Proven proven, boolean dialed, Moment now) {
        VerifiedPeer verified = proven.peer();
        PeerId id = verified.id();
        if (closed) {
            return Optional.of(Reason.SHUTDOWN.because("this node is stopping"));
        }
        if (acquaintances.records().bans(id)) {
            return Optional.of(Reason.BANNED.because("banned here"));
        }
        if (known.find(id).isEmpty() && limits.openness().guests() == 0) {
            return Optional.of(Reason.UNKNOWN_PEER.because("not on the list"));
        }
        if (proven.connection().direction() == Direction.OUTBOUND && !dialed) {
            return Optional.of(Reason.REMOVED.because("this dial was called off"));
        }
        if (verified.once().filter(token -> replays.knows(id, token, now)).isPresent()) {
            return Optional.of(Reason.REPLAYED.because("this handshake was answered before"));
        }
        return noRoom(id);
    }

    private Optional<Refusal> noRoom(PeerId id) {
        int guests = limits.openness().guests();
        if (known.find(id).isEmpty() && known.count(Origin.GUEST) >= guests) {
            return Optional.of(
                    Reason.TOO_MANY_CONNECTIONS.because("all " + guests + " places for unlisted peers are taken"));
        }
        return neighborhood.of(id).isEmpty() && neighborhood.size() >= limits.neighbors()
                ? Optional.of(Reason.TOO_MANY_CONNECTIONS.because("all " + limits.neighbors() + " places are taken"))
                : Optional.empty();
    }

    private void admit(Proven proven, Moment now, List<Effect> effects) {
        VerifiedPeer verified = proven.peer();
        verified.once().ifPresent(token -> replays.remember(verified.id(), token, now));
        neighborhood.of(verified.id()).ifPresent(old -> {
            neighborhood.remove(old.connection());
            Refusal replaced = Reason.REPLACED.because("a newer connection of this peer took over");
            effects.add(new Effect.Close(old.connection(), replaced));
            effects.add(new Effect.Down(old, replaced));
        });
        KnownPeers.Listed peer = known.find(verified.id())
                .orElseGet(() -> known.add(new KnownPeer(verified.id()), Origin.GUEST, false, now));
        peer.met();
        peer.profile(verified.profile());
        Neighbor neighbor = neighbor(proven, now);
        neighborhood.add(neighbor);
        known.change(peer, reconnector -> reconnector.up(now));
        effects.add(new Effect.Admit(neighbor));
        verified.warnings().forEach(warning -> effects.add(new Effect.Warned(neighbor, warning)));
        if (protocol.introduces()) {
            acquaintances.introduced(peer, neighbor, now, effects);
        }
    }

    private Neighbor neighbor(Proven proven, Moment now) {
        PeerId id = proven.peer().id();
        return new Neighbor(
                known.find(id).map(KnownPeers.Listed::peer).orElseGet(() -> new KnownPeer(id)),
                proven.connection(),
                proven.remote(),
                now.wall(),
                proven.peer().clockOffset());
    }

    private void refuse(Proven proven, boolean dialed, Refusal why, Moment now, List<Effect> effects) {
        PeerId id = proven.peer().id();
        effects.add(new Effect.Close(proven.connection(), why));
        turnedAway(proven.remote(), new Caller(id, true), why, now, effects);
        if (dialed) {
            known.find(id).ifPresent(peer -> dials.failed(peer, why, now, effects));
        }
    }

    /**
     * A session ended before its peer was proven to us. If its introduction was signed and checkpoint 1 refused it because the peer is connected
     * already, the connection that is up is asked for a sign of life: perhaps only the other end knows that it broke.
     */
    void turnedBack(Lost lost, Caller caller, Moment now, List<Effect> effects) {
        Refusal why = lost.why();
        if (caller.proven() && !why.byPeer() && why.reason() == Reason.ALREADY_CONNECTED) {
            neighborhood.of(caller.id()).ifPresent(old -> effects.add(new Effect.Probe(old.connection())));
        }
        turnedAway(lost.remote(), caller, why, now, effects);
    }

    private void turnedAway(InetSocketAddress remote, Caller caller, Refusal why, Moment now, List<Effect> effects) {
        Optional<KnownPeers.Listed> peer = known.find(caller.id());
        if (peer.isPresent()) {
            peer.get().trouble(new Trouble(now.wall(), why, caller.proven()), effects);
        } else if (caller.proven() && why.reason() == Reason.UNKNOWN_PEER) {
            strangers
                    .knocked(caller.id(), remote, now.wall())
                    .ifPresent(stranger -> effects.add(new Effect.Knocked(stranger)));
        }
    }

    // ---- who waits for an older connection of the same peer to end ----

    /** When somebody will have waited for too long. */
    long nextDue() {
        return crossings.nextDue();
    }

    void refuseWhoWaitedTooLong(Moment now, List<Effect> effects) {
        Refusal late = Reason.ALREADY_CONNECTED.because("the connection that is up did not end");
        for (Optional<Crossings.Candidate> one = crossings.due(now); one.isPresent(); one = crossings.due(now)) {
            refuse(one.get().proven(), one.get().dialed(), late, now, effects);
        }
    }

    /** The older connection ended: the one that waits comes in, unless its peer is banned meanwhile. */
    void admitWhoWaits(PeerId id, Moment now, List<Effect> effects) {
        if (acquaintances.records().bans(id)) {
            refuseWhoWaits(id, Reason.BANNED.because("banned here"), now, effects);
        } else {
            crossings.take(id).ifPresent(candidate -> admit(candidate.proven(), now, effects));
        }
    }

    void refuseWhoWaits(PeerId id, Refusal why, Moment now, List<Effect> effects) {
        crossings.take(id).ifPresent(candidate -> refuse(candidate.proven(), candidate.dialed(), why, now, effects));
    }

    /** A connection that waited is gone; false when it did not wait, or we had not dialed it. */
    boolean leftWaiting(ConnectionId connection, Refusal why, Moment now, List<Effect> effects) {
        Optional<Crossings.Candidate> dialed = crossings.leave(connection).filter(Crossings.Candidate::dialed);
        dialed.flatMap(candidate -> known.find(candidate.proven().peer().id()))
                .ifPresent(peer -> dials.failed(peer, why, now, effects));
        return dialed.isPresent();
    }
}
