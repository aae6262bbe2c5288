package dev.peering.core;

import dev.peering.core.Event.Banned;
import dev.peering.core.Event.DialFailed;
import dev.peering.core.Event.Dropped;
import dev.peering.core.Event.Kicked;
import dev.peering.core.Event.Lost;
import dev.peering.core.Event.PeerRemoved;
import dev.peering.core.Event.PeersAdded;
import dev.peering.core.Event.Proven;
import dev.peering.core.Event.Remembered;
import dev.peering.core.Event.Reported;
import dev.peering.core.Event.Stopped;
import dev.peering.core.Event.StrangerIgnored;
import dev.peering.core.Event.Ticked;
import dev.peering.core.Event.Told;
import dev.peering.core.Event.Unbanned;
import dev.peering.core.PeerStatus.Origin;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The hall: which peers are known, who is a neighbor, whom to dial when, and which proven peer may come in.
 *
 * <p>Seed 000 section 3.5.2. A plain object owned by one thread: events go in with the moment they are told, effects come out in the order in
 * which they must happen, {@link #deadline} says when time alone will change something. It sees only rare events, never payload bytes.
 *
 * <p>Checkpoint 2 is {@link Event.Proven}: known, not a replay, not a second connection that should lose, room left. Only then does the session
 * send its last handshake message.
 *
 * <p>Where the operator allows it ({@link Openness}), peers that nobody listed may come in too, and peers that a neighbor told of are dialed. A
 * ban holds against everybody, listed or not.
 */
public final class Peering {

    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

    /** {@code protocols/opendex.md} section 8.1: an unlisted peer is sought for three days. */
    private static final Duration LONGEST_SEARCH = Duration.ofDays(3);

    private final Protocol protocol;
    private final PeeringLimits limits;
    private final KnownPeers known;
    private final Neighborhood neighborhood = new Neighborhood();
    private final ReplayMemory replays;
    private final Strangers strangers;
    private final Acquaintances acquaintances;
    private final Crossings crossings = new Crossings();
    private final Map<ConnectionId, PeerId> dials = new LinkedHashMap<>();
    private long dialsOrdered;
    private long nextSweep = Long.MIN_VALUE;

    private boolean stopped;

    /**
     * An empty hall for one network.
     *
     * @param protocol the network's rules
     * @param limits how much of everything
     * @param random where jitter comes from; need not be secure
     */
    public Peering(Protocol protocol, PeeringLimits limits, RandomGenerator random) {
        this.protocol = protocol;
        this.limits = limits;
        this.known = new KnownPeers(protocol, random);
        this.replays = new ReplayMemory(limits.tokensPerPeer());
        this.strangers = new Strangers(limits.strangers());
        this.acquaintances = new Acquaintances(protocol, limits.openness(), known, neighborhood, this::closeAll);
    }

    /**
     * Takes note of what happened.
     *
     * @param event what
     * @param now when it is told
     * @return what to do about it, in order
     */
    public List<Effect> on(Event event, Moment now) {
        List<Effect> effects = new ArrayList<>();
        if (event instanceof PeersAdded added) {
            peersAdded(added.peers(), now, effects);
        } else if (event instanceof PeerRemoved removed) {
            peerRemoved(removed.id(), now, effects);
        } else if (event instanceof Kicked kicked) {
            known.find(kicked.id()).ifPresent(peer -> known.change(peer, reconnector -> reconnector.kick(now)));
        } else if (event instanceof Dropped dropped) {
            neighborhood.of(dropped.id()).ifPresent(neighbor -> close(neighbor, dropped.why(), now, effects));
        } else if (event instanceof StrangerIgnored ignored) {
            strangers.ignore(ignored.id());
        } else if (event instanceof DialFailed failed) {
            Optional.ofNullable(dials.get(failed.connection())).ifPresent(id -> acquaintances.unreached(id, effects));
            attemptFailed(failed.connection(), failed.why(), now, effects);
        } else if (event instanceof Proven proven) {
            proven(proven, now, effects);
        } else if (event instanceof Lost lost) {
            lost(lost, now, effects);
        } else if (event instanceof Told told) {
            if (!stopped) {
                acquaintances.told(told, now, effects);
            }
        } else if (event instanceof Banned banned) {
            acquaintances.did(banned.id(), protocol.reputation().ban(), now, effects);
        } else if (event instanceof Unbanned unbanned) {
            if (acquaintances.records().bans(unbanned.id())) {
                acquaintances.did(unbanned.id(), protocol.reputation().unban(), now, effects);
            }
        } else if (event instanceof Reported reported) {
            acquaintances.did(reported.id(), reported.deed(), now, effects);
        } else if (event instanceof Remembered remembered) {
            acquaintances.remembered(remembered.records(), now, effects);
        } else if (event instanceof Stopped) {
            stopped(now, effects);
        } else if (!(event instanceof Ticked)) {
            throw new AssertionError(event);
        }
        refuseWhoWaitedTooLong(now, effects);
        dialWhoIsDue(now, effects);
        return effects;
    }

    /**
     * When this wants a {@link Event.Ticked}.
     *
     * @return timer nanoseconds; {@link Long#MAX_VALUE} for never
     */
    public long deadline() {
        long nextDial = stopped || noRoomForDials() ? Long.MAX_VALUE : known.nextDue();
        return Math.min(nextDial, crossings.nextDue());
    }

    /**
     * What is known about every peer: the listed ones, and where the hall is open the others that it met or seeks.
     *
     * @param now the moment, for waits
     * @return in the order of becoming known
     */
    public List<PeerStatus> status(Moment now) {
        return known.all().stream()
                .map(peer -> peer.status(
                        neighborhood.of(peer.id()), acquaintances.records().find(peer.id()), now))
                .toList();
    }

    /**
     * What is known about one peer.
     *
     * @param id whom
     * @param now the moment, for waits
     * @return empty when it is neither listed nor met
     */
    public Optional<PeerStatus> status(PeerId id, Moment now) {
        return known.find(id)
                .map(peer ->
                        peer.status(neighborhood.of(id), acquaintances.records().find(id), now));
    }

    /**
     * Who is connected.
     *
     * @return in no order
     */
    public Collection<Neighbor> neighbors() {
        return neighborhood.all();
    }

    /**
     * Who proved a key that is not listed.
     *
     * @return the one that was quiet for longest first
     */
    public List<Stranger> strangers() {
        return strangers.pending();
    }

    /**
     * What is noted about peers for longer than a connection lasts: bans, deeds, addresses.
     *
     * @return the one that changed longest ago first
     */
    public List<PeerRecord> records() {
        return acquaintances.records().all();
    }

    private void peersAdded(List<KnownPeer> peers, Moment now, List<Effect> effects) {
        boolean changed = false;
        for (KnownPeer peer : peers) {
            Optional<Refusal> refusal = unlistable(peer);
            if (refusal.isPresent()) {
                effects.add(new Effect.Declined(peer, refusal.get()));
                continue;
            }
            known.put(peer, !acquaintances.records().bans(peer.id()), now);
            strangers.listed(peer.id());
            changed = true;
        }
        acquaintances.publishList(changed, effects);
    }

    private Optional<Refusal> unlistable(KnownPeer peer) {
        if (stopped) {
            return Optional.of(Reason.SHUTDOWN.because("this node is stopping"));
        }
        if (peer.id().equals(protocol.self())) {
            return Optional.of(Reason.SELF.because("this is our own key"));
        }
        if (known.find(peer.id()).isEmpty() && known.count(Origin.LISTED) >= limits.knownPeers()) {
            return Optional.of(Reason.TOO_MANY_CONNECTIONS.because(
                    "the list holds " + limits.knownPeers() + " peers already, its limit"));
        }
        if (peer.addresses().isEmpty() && protocol.dials(peer)) {
            return Optional.of(Reason.NO_ADDRESS.because("by key order we dial this peer, so it needs an address"));
        }
        return Optional.empty();
    }

    /** Seed 000 section 3.5.2: a peer is removed by closing the connection, nothing is said. */
    private void peerRemoved(PeerId id, Moment now, List<Effect> effects) {
        if (!known.remove(id)) {
            return;
        }
        acquaintances.publishList(true, effects);
        closeAll(id, Reason.REMOVED.because("taken off the list"), now, effects);
    }

    /** Every connection of this peer, whatever it has reached. */
    private void closeAll(PeerId id, Refusal why, Moment now, List<Effect> effects) {
        dials.entrySet().stream()
                .filter(dial -> dial.getValue().equals(id))
                .forEach(dial -> effects.add(new Effect.Close(dial.getKey(), why)));
        dials.values().removeIf(id::equals);
        crossings.take(id).ifPresent(candidate -> refuse(candidate.proven(), candidate.dialed(), why, now, effects));
        neighborhood.of(id).ifPresent(neighbor -> {
            neighborhood.remove(neighbor.connection());
            effects.add(new Effect.Close(neighbor.connection(), why));
            effects.add(new Effect.Down(neighbor, why));
            acquaintances.publishCompany(effects);
        });
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

    private void proven(Proven proven, Moment now, List<Effect> effects) {
        sweep(now);
        boolean dialed = dials.remove(proven.connection()) != null;
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
            case KEEP ->
                refuse(
                        proven,
                        dialed,
                        Reason.ALREADY_CONNECTED.because("the connection that is up is kept"),
                        now,
                        effects);
        }
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

    private void refuse(Proven proven, boolean dialed, Refusal why, Moment now, List<Effect> effects) {
        PeerId id = proven.peer().id();
        effects.add(new Effect.Close(proven.connection(), why));
        noteRefusal(proven.remote(), new Caller(id, true), why, now, effects);
        if (dialed) {
            known.find(id).ifPresent(peer -> attemptFailed(peer, now));
        }
    }

    private void refuseWhoWaitedTooLong(Moment now, List<Effect> effects) {
        for (Optional<Crossings.Candidate> late = crossings.due(now); late.isPresent(); late = crossings.due(now)) {
            refuse(
                    late.get().proven(),
                    late.get().dialed(),
                    Reason.ALREADY_CONNECTED.because("the connection that is up did not end"),
                    now,
                    effects);
        }
    }

    private Optional<Refusal> refusal(Proven proven, boolean dialed, Moment now) {
        VerifiedPeer verified = proven.peer();
        PeerId id = verified.id();
        if (stopped) {
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
        if (known.find(id).isEmpty()
                && known.count(Origin.GUEST) >= limits.openness().guests()) {
            return Optional.of(Reason.TOO_MANY_CONNECTIONS.because(
                    "all " + limits.openness().guests() + " places for unlisted peers are taken"));
        }
        return neighborhood.of(id).isEmpty() && neighborhood.size() >= limits.neighbors()
                ? Optional.of(Reason.TOO_MANY_CONNECTIONS.because("all " + limits.neighbors() + " places are taken"))
                : Optional.empty();
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

    private void lost(Lost lost, Moment now, List<Effect> effects) {
        Optional<Neighbor> gone = neighborhood.remove(lost.connection());
        if (gone.isPresent()) {
            wentDown(gone.get(), lost.why(), now, effects);
            return;
        }
        Optional<Crossings.Candidate> waited = crossings.leave(lost.connection());
        if (waited.isPresent() && waited.get().dialed()) {
            known.find(waited.get().proven().peer().id()).ifPresent(peer -> attemptFailed(peer, now));
        } else if (lost.connection().direction() == Direction.OUTBOUND) {
            attemptFailed(lost.connection(), lost.why(), now, effects);
        } else {
            lost.caller().ifPresent(caller -> {
                noteRefusal(lost.remote(), caller, lost.why(), now, effects);
                doubt(caller, lost.why(), effects);
            });
        }
    }

    private void close(Neighbor neighbor, Refusal why, Moment now, List<Effect> effects) {
        neighborhood.remove(neighbor.connection());
        effects.add(new Effect.Close(neighbor.connection(), why));
        wentDown(neighbor, why, now, effects);
    }

    private void wentDown(Neighbor neighbor, Refusal why, Moment now, List<Effect> effects) {
        effects.add(new Effect.Down(neighbor, why));
        PeerId id = neighbor.id();
        known.find(id).ifPresent(peer -> {
            peer.trouble(new Trouble(now.wall(), why, true));
            peer.lost(now);
            known.change(peer, reconnector -> reconnector.down(now));
            boolean forgotten =
                    peer.origin() == Origin.GUEST || (peer.origin() == Origin.DISCOVERED && !protocol.seeksAgain(why));
            if (forgotten) {
                known.remove(id);
            }
        });
        acquaintances.publishCompany(effects);
        protocol.reputation().deed(why).ifPresent(deed -> acquaintances.did(id, deed, now, effects));
        crossings.take(id).ifPresent(candidate -> {
            if (acquaintances.records().bans(id)) {
                refuse(candidate.proven(), candidate.dialed(), Reason.BANNED.because("banned here"), now, effects);
            } else {
                admit(candidate.proven(), now, effects);
            }
        });
    }

    private void attemptFailed(ConnectionId connection, Refusal why, Moment now, List<Effect> effects) {
        PeerId id = dials.remove(connection);
        if (id == null) {
            return; // called off before, or refused by us at checkpoint 2
        }
        known.find(id).ifPresent(peer -> {
            peer.nextAddress();
            noteTrouble(peer, new Trouble(now.wall(), why, true), effects);
            attemptFailed(peer, now);
        });
    }

    /** A dial came to nothing. Whom nobody listed gets one chance before it was ever met, and three days afterwards. */
    private void attemptFailed(KnownPeers.Listed peer, Moment now) {
        known.change(peer, reconnector -> reconnector.failed(now));
        boolean forgotten = peer.origin() == Origin.DISCOVERED
                && (!peer.wasMet() || peer.lostFor(LONGEST_SEARCH, now))
                && neighborhood.of(peer.id()).isEmpty();
        if (forgotten) {
            known.remove(peer.id());
        }
    }

    private void noteRefusal(InetSocketAddress remote, Caller caller, Refusal why, Moment now, List<Effect> effects) {
        Optional<KnownPeers.Listed> peer = known.find(caller.id());
        if (peer.isPresent()) {
            noteTrouble(peer.get(), new Trouble(now.wall(), why, caller.proven()), effects);
        } else if (caller.proven() && why.reason() == Reason.UNKNOWN_PEER) {
            strangers
                    .knocked(caller.id(), remote, now.wall())
                    .ifPresent(stranger -> effects.add(new Effect.Knocked(stranger)));
        }
    }

    /** Who comes although it is connected may have lost that connection without our noticing: the next time it must not stand in its way. */
    private void doubt(Caller caller, Refusal why, List<Effect> effects) {
        if (caller.proven() && why.reason() == Reason.ALREADY_CONNECTED) {
            neighborhood.of(caller.id()).ifPresent(old -> effects.add(new Effect.Probe(old.connection())));
        }
    }

    private static void noteTrouble(KnownPeers.Listed peer, Trouble trouble, List<Effect> effects) {
        peer.trouble(trouble);
        effects.add(new Effect.Failed(peer.peer(), trouble));
    }

    private void stopped(Moment now, List<Effect> effects) {
        stopped = true;
        Refusal why = Reason.SHUTDOWN.because("this node is stopping");
        acquaintances.publishStop(effects);
        dials.keySet().forEach(dial -> effects.add(new Effect.Close(dial, why)));
        dials.clear();
        neighborhood.all().forEach(neighbor -> {
            crossings
                    .take(neighbor.id())
                    .ifPresent(candidate -> refuse(candidate.proven(), candidate.dialed(), why, now, effects));
            close(neighbor, why, now, effects);
        });
    }

    private void dialWhoIsDue(Moment now, List<Effect> effects) {
        while (!stopped && !noRoomForDials() && now.reached(known.nextDue())) {
            KnownPeers.Listed peer = known.mostDue();
            if (peer.origin() == Origin.DISCOVERED) {
                long from = acquaintances.discoveries().nextDial(now);
                if (!now.reached(from)) {
                    known.change(peer, reconnector -> reconnector.postpone(from));
                    continue;
                }
                acquaintances.discoveries().dialed(now);
            }
            known.change(peer, Reconnector::dialing);
            ConnectionId connection = new ConnectionId(Direction.OUTBOUND, ++dialsOrdered);
            dials.put(connection, peer.id());
            effects.add(new Effect.Dial(connection, peer.peer(), peer.dialing()));
        }
    }

    private boolean noRoomForDials() {
        return dials.size() >= limits.pendingDials();
    }
}
