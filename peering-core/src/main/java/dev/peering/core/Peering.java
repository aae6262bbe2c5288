package dev.peering.core;

import dev.peering.core.Event.Banned;
import dev.peering.core.Event.Began;
import dev.peering.core.Event.DialFailed;
import dev.peering.core.Event.Dropped;
import dev.peering.core.Event.Kicked;
import dev.peering.core.Event.Lost;
import dev.peering.core.Event.PeerRemoved;
import dev.peering.core.Event.PeersAdded;
import dev.peering.core.Event.Proven;
import dev.peering.core.Event.Reported;
import dev.peering.core.Event.Stopped;
import dev.peering.core.Event.StrangerIgnored;
import dev.peering.core.Event.Ticked;
import dev.peering.core.Event.Told;
import dev.peering.core.Event.Unbanned;
import dev.peering.core.PeerStatus.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The hall: which peers are known, who is a neighbor, whom to dial when, and which proven peer may come in.
 *
 * <p>Seed 000 section 3.5.2. A plain object owned by one thread: events go in with the moment they are told, effects come out in the order in
 * which they must happen, {@link #deadline} says when time alone will change something. It sees only rare events, never payload bytes.
 *
 * <p>Here events are sorted and the operator's list is kept; {@code Dials} reach out, {@code Entrance} is checkpoint 2, {@code Exit} ends
 * connections, and {@code Acquaintances} is what is known of peers beyond the list.
 *
 * <p>Where the operator allows it ({@link Openness}), peers that nobody listed may come in too, and peers that a neighbor told of are dialed. A
 * ban holds against everybody, listed or not.
 */
public final class Peering {

    private final Protocol protocol;
    private final PeeringLimits limits;
    private final KnownPeers known;
    private final Neighborhood neighborhood = new Neighborhood();
    private final Acquaintances acquaintances;
    private final Dials dials;
    private final Entrance entrance;
    private final Exit exit;
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
        this.acquaintances = new Acquaintances(protocol, limits.openness(), known, neighborhood, this::closeAll);
        this.dials = new Dials(protocol, limits, known, neighborhood, acquaintances);
        this.entrance = new Entrance(protocol, limits, known, neighborhood, acquaintances, dials);
        this.exit = new Exit(protocol, known, neighborhood, acquaintances, dials, entrance);
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
        if (event instanceof Began began) {
            acquaintances.remember(began.records(), effects);
            peersAdded(began.peers(), now, effects);
            acquaintances.seek(began.records(), now);
        } else if (event instanceof PeersAdded added) {
            peersAdded(added.peers(), now, effects);
        } else if (event instanceof PeerRemoved removed) {
            peerRemoved(removed.id(), now, effects);
        } else if (event instanceof Kicked kicked) {
            known.find(kicked.id()).ifPresent(peer -> known.change(peer, reconnector -> reconnector.kick(now)));
        } else if (event instanceof Dropped dropped) {
            neighborhood.of(dropped.id()).ifPresent(neighbor -> exit.close(neighbor, dropped.why(), now, effects));
        } else if (event instanceof StrangerIgnored ignored) {
            entrance.strangers().ignore(ignored.id());
        } else if (event instanceof DialFailed failed) {
            dials.unreached(failed.connection(), failed.why(), now, effects);
        } else if (event instanceof Proven proven) {
            entrance.proven(proven, now, effects);
        } else if (event instanceof Lost lost) {
            exit.lost(lost, now, effects);
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
            acquaintances.did(reported.id(), protocol.reputation().reportable(reported.deed()), now, effects);
        } else if (event instanceof Stopped) {
            stopped = true;
            exit.stop(now, effects);
        } else if (!(event instanceof Ticked)) {
            throw new AssertionError(event);
        }
        entrance.refuseWhoWaitedTooLong(now, effects);
        dials.startWhatIsDue(now, effects);
        return effects;
    }

    /**
     * When this wants a {@link Event.Ticked}.
     *
     * @return timer nanoseconds; {@link Long#MAX_VALUE} for never
     */
    public long deadline() {
        return Math.min(dials.nextDue(), entrance.nextDue());
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
        return entrance.strangers().pending();
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
            entrance.strangers().listed(peer.id());
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

    /** Asked for by those who know the peer, where the connections are not known. */
    private void closeAll(PeerId id, Refusal why, Moment now, List<Effect> effects) {
        exit.closeAll(id, why, now, effects);
    }
}
