package dev.peering.core;

import dev.peering.core.Event.DialFailed;
import dev.peering.core.Event.Dropped;
import dev.peering.core.Event.Kicked;
import dev.peering.core.Event.Lost;
import dev.peering.core.Event.PeerRemoved;
import dev.peering.core.Event.PeersAdded;
import dev.peering.core.Event.Proven;
import dev.peering.core.Event.Stopped;
import dev.peering.core.Event.StrangerIgnored;
import dev.peering.core.Event.Ticked;
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
 */
public final class Peering {

    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

    private final Protocol protocol;
    private final PeeringLimits limits;
    private final KnownPeers known;
    private final Neighborhood neighborhood = new Neighborhood();
    private final ReplayMemory replays;
    private final Strangers strangers;
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
            peerRemoved(removed.id(), effects);
        } else if (event instanceof Kicked kicked) {
            known.find(kicked.id()).ifPresent(peer -> known.change(peer, reconnector -> reconnector.kick(now)));
        } else if (event instanceof Dropped dropped) {
            neighborhood.of(dropped.id()).ifPresent(neighbor -> close(neighbor, dropped.why(), now, effects));
        } else if (event instanceof StrangerIgnored ignored) {
            strangers.ignore(ignored.id());
        } else if (event instanceof DialFailed failed) {
            attemptFailed(failed.connection(), failed.why(), now, effects);
        } else if (event instanceof Proven proven) {
            proven(proven, now, effects);
        } else if (event instanceof Lost lost) {
            lost(lost, now, effects);
        } else if (event instanceof Stopped) {
            stopped(now, effects);
        } else if (!(event instanceof Ticked)) {
            throw new AssertionError(event);
        }
        dialWhoIsDue(now, effects);
        return effects;
    }

    /**
     * When this wants a {@link Event.Ticked}.
     *
     * @return timer nanoseconds; {@link Long#MAX_VALUE} for never
     */
    public long deadline() {
        return stopped || noRoomForDials() ? Long.MAX_VALUE : known.nextDue();
    }

    /**
     * What is known about every listed peer.
     *
     * @param now the moment, for waits
     * @return in the order of listing
     */
    public List<PeerStatus> status(Moment now) {
        return known.all().stream()
                .map(peer -> peer.status(neighborhood.of(peer.id()), now))
                .toList();
    }

    /**
     * What is known about one listed peer.
     *
     * @param id whom
     * @param now the moment, for waits
     * @return empty when it is not listed
     */
    public Optional<PeerStatus> status(PeerId id, Moment now) {
        return known.find(id).map(peer -> peer.status(neighborhood.of(id), now));
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

    private void peersAdded(List<KnownPeer> peers, Moment now, List<Effect> effects) {
        boolean changed = false;
        for (KnownPeer peer : peers) {
            Optional<Refusal> refusal = unlistable(peer);
            if (refusal.isPresent()) {
                effects.add(new Effect.Declined(peer, refusal.get()));
                continue;
            }
            known.put(peer, now);
            strangers.listed(peer.id());
            changed = true;
        }
        if (changed) {
            effects.add(new Effect.Publish(known.admission()));
        }
    }

    private Optional<Refusal> unlistable(KnownPeer peer) {
        if (stopped) {
            return Optional.of(Reason.SHUTDOWN.because("this node is stopping"));
        }
        if (peer.id().equals(protocol.self())) {
            return Optional.of(Reason.SELF.because("this is our own key"));
        }
        if (known.find(peer.id()).isEmpty() && known.size() >= limits.knownPeers()) {
            return Optional.of(Reason.TOO_MANY_CONNECTIONS.because(
                    "the list holds " + limits.knownPeers() + " peers already, its limit"));
        }
        if (peer.addresses().isEmpty() && protocol.dials(peer.id())) {
            return Optional.of(Reason.NO_ADDRESS.because("by key order we dial this peer, so it needs an address"));
        }
        return Optional.empty();
    }

    /** Seed 000 section 3.5.2: a peer is removed by closing the connection, nothing is said. */
    private void peerRemoved(PeerId id, List<Effect> effects) {
        if (!known.remove(id)) {
            return;
        }
        Refusal why = Reason.REMOVED.because("taken off the list");
        effects.add(new Effect.Publish(known.admission()));
        dials.entrySet().stream()
                .filter(dial -> dial.getValue().equals(id))
                .forEach(dial -> effects.add(new Effect.Close(dial.getKey(), why)));
        dials.values().removeIf(id::equals);
        neighborhood.of(id).ifPresent(neighbor -> {
            neighborhood.remove(neighbor.connection());
            effects.add(new Effect.Close(neighbor.connection(), why));
            effects.add(new Effect.Down(neighbor, why));
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
        VerifiedPeer verified = proven.peer();
        boolean dialed = dials.remove(proven.connection()) != null;
        Optional<KnownPeers.Listed> peer = known.find(verified.id());
        Optional<Refusal> refusal = refusal(proven, dialed, peer, now);
        if (refusal.isPresent()) {
            effects.add(new Effect.Close(proven.connection(), refusal.get()));
            noteRefusal(proven.remote(), new Caller(verified.id(), true), refusal.get(), now, effects);
            if (dialed) {
                peer.ifPresent(listed -> known.change(listed, reconnector -> reconnector.failed(now)));
            }
            return;
        }
        verified.once().ifPresent(token -> replays.remember(verified.id(), token, now));
        neighborhood.of(verified.id()).ifPresent(old -> {
            neighborhood.remove(old.connection());
            Refusal replaced = Reason.REPLACED.because("a newer connection of this peer took over");
            effects.add(new Effect.Close(old.connection(), replaced));
            effects.add(new Effect.Down(old, replaced));
        });
        Neighbor neighbor = neighbor(proven, peer.orElseThrow(), now);
        neighborhood.add(neighbor);
        known.change(peer.orElseThrow(), reconnector -> reconnector.up(now));
        effects.add(new Effect.Admit(neighbor));
        verified.warnings().forEach(warning -> effects.add(new Effect.Warned(neighbor, warning)));
    }

    private Optional<Refusal> refusal(Proven proven, boolean dialed, Optional<KnownPeers.Listed> peer, Moment now) {
        VerifiedPeer verified = proven.peer();
        if (stopped) {
            return Optional.of(Reason.SHUTDOWN.because("this node is stopping"));
        }
        if (peer.isEmpty()) {
            return Optional.of(Reason.UNKNOWN_PEER.because("not on the list"));
        }
        if (proven.connection().direction() == Direction.OUTBOUND && !dialed) {
            return Optional.of(Reason.REMOVED.because("this dial was called off"));
        }
        if (verified.once()
                .filter(token -> replays.knows(verified.id(), token, now))
                .isPresent()) {
            return Optional.of(Reason.REPLAYED.because("this handshake was answered before"));
        }
        Optional<Neighbor> current = neighborhood.of(verified.id());
        if (current.isEmpty() && neighborhood.size() >= limits.neighbors()) {
            return Optional.of(Reason.TOO_MANY_CONNECTIONS.because("all " + limits.neighbors() + " places are taken"));
        }
        boolean keepsOld = current.isPresent()
                && !protocol.duplicates().replaces(current.get(), neighbor(proven, peer.get(), now));
        return keepsOld
                ? Optional.of(Reason.ALREADY_CONNECTED.because("the connection that is up is kept"))
                : Optional.empty();
    }

    private static Neighbor neighbor(Proven proven, KnownPeers.Listed peer, Moment now) {
        return new Neighbor(
                peer.peer(),
                proven.connection(),
                proven.remote(),
                now.wall(),
                proven.peer().clockOffset());
    }

    private void lost(Lost lost, Moment now, List<Effect> effects) {
        Optional<Neighbor> gone = neighborhood.remove(lost.connection());
        if (gone.isPresent()) {
            wentDown(gone.get(), lost.why(), now, effects);
        } else if (lost.connection().direction() == Direction.OUTBOUND) {
            attemptFailed(lost.connection(), lost.why(), now, effects);
        } else {
            lost.caller().ifPresent(caller -> noteRefusal(lost.remote(), caller, lost.why(), now, effects));
        }
    }

    private void close(Neighbor neighbor, Refusal why, Moment now, List<Effect> effects) {
        neighborhood.remove(neighbor.connection());
        effects.add(new Effect.Close(neighbor.connection(), why));
        wentDown(neighbor, why, now, effects);
    }

    private void wentDown(Neighbor neighbor, Refusal why, Moment now, List<Effect> effects) {
        effects.add(new Effect.Down(neighbor, why));
        known.find(neighbor.id()).ifPresent(peer -> {
            peer.trouble(new Trouble(now.wall(), why, true));
            known.change(peer, reconnector -> reconnector.down(now));
        });
    }

    private void attemptFailed(ConnectionId connection, Refusal why, Moment now, List<Effect> effects) {
        PeerId id = dials.remove(connection);
        if (id == null) {
            return; // called off before, or refused by us at checkpoint 2
        }
        known.find(id).ifPresent(peer -> {
            peer.nextAddress();
            known.change(peer, reconnector -> reconnector.failed(now));
            noteTrouble(peer, new Trouble(now.wall(), why, true), effects);
        });
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

    private static void noteTrouble(KnownPeers.Listed peer, Trouble trouble, List<Effect> effects) {
        peer.trouble(trouble);
        effects.add(new Effect.Failed(peer.peer(), trouble));
    }

    private void stopped(Moment now, List<Effect> effects) {
        stopped = true;
        Refusal why = Reason.SHUTDOWN.because("this node is stopping");
        dials.keySet().forEach(dial -> effects.add(new Effect.Close(dial, why)));
        dials.clear();
        neighborhood.all().forEach(neighbor -> close(neighbor, why, now, effects));
    }

    private void dialWhoIsDue(Moment now, List<Effect> effects) {
        while (!stopped && !noRoomForDials() && now.reached(known.nextDue())) {
            KnownPeers.Listed peer = known.mostDue();
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
