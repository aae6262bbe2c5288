package dev.peering.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The operator's list with a reconnector beside each peer, and the agenda of planned dials. Where the hall is {@linkplain Openness open} it
 * also holds those who came unlisted and those we were told of.
 */
final class KnownPeers {

    private final Protocol protocol;
    private final RandomGenerator random;
    private final Map<PeerId, Listed> listed = new LinkedHashMap<>();
    private final TreeSet<Listed> agenda = new TreeSet<>(
            Comparator.comparingLong((Listed peer) -> peer.reconnector.due()).thenComparingLong(peer -> peer.number));
    private final Map<PeerStatus.Origin, Integer> counts = new EnumMap<>(PeerStatus.Origin.class);
    private long numbersGiven;

    KnownPeers(Protocol protocol, RandomGenerator random) {
        this.protocol = protocol;
        this.random = random;
    }

    /** Lists a peer, or replaces addresses and alias of one that is there. */
    void put(KnownPeer peer, boolean mayDial, Moment now) {
        Listed there = listed.get(peer.id());
        if (there == null) {
            add(peer, PeerStatus.Origin.LISTED, mayDial, now);
            return;
        }
        there.peer = peer;
        counts.merge(there.origin, -1, Integer::sum);
        there.origin = PeerStatus.Origin.LISTED;
        counts.merge(there.origin, 1, Integer::sum);
        mayDial(there, mayDial, now);
        change(there, reconnector -> reconnector.listedAnew(now));
    }

    Listed add(KnownPeer peer, PeerStatus.Origin origin, boolean mayDial, Moment now) {
        Reconnector reconnector = new Reconnector(protocol, mayDial && protocol.dials(peer), random, now);
        Listed added = new Listed(++numbersGiven, peer, origin, reconnector);
        listed.put(peer.id(), added);
        agenda.add(added);
        counts.merge(origin, 1, Integer::sum);
        return added;
    }

    /** A ban, or other addresses, may have changed whether we dial. */
    void mayDial(Listed peer, boolean may, Moment now) {
        change(peer, reconnector -> reconnector.dials(may && protocol.dials(peer.peer), now));
    }

    /** How many there are of one kind. */
    int count(PeerStatus.Origin origin) {
        return counts.getOrDefault(origin, 0);
    }

    boolean remove(PeerId id) {
        Listed gone = listed.remove(id);
        if (gone != null) {
            counts.merge(gone.origin, -1, Integer::sum);
        }
        return gone != null && agenda.remove(gone);
    }

    Optional<Listed> find(PeerId id) {
        return Optional.ofNullable(listed.get(id));
    }

    Collection<Listed> all() {
        return listed.values();
    }

    int size() {
        return listed.size();
    }

    /** Every change of a reconnector goes through here, so that the agenda stays sorted. */
    void change(Listed peer, Consumer<Reconnector> change) {
        agenda.remove(peer);
        change.accept(peer.reconnector);
        agenda.add(peer);
    }

    /** When the next dial is due; {@link Long#MAX_VALUE} when none is planned. */
    long nextDue() {
        return agenda.isEmpty() ? Long.MAX_VALUE : agenda.first().reconnector.due();
    }

    Listed mostDue() {
        return agenda.first();
    }

    List<KnownPeer> list() {
        return listed.values().stream()
                .filter(peer -> peer.origin == PeerStatus.Origin.LISTED)
                .map(Listed::peer)
                .toList();
    }

    /** One peer with everything that is remembered about it. */
    static final class Listed {

        private final long number;
        private final Reconnector reconnector;
        private KnownPeer peer;
        private PeerStatus.Origin origin;
        private PeerProfile profile = PeerProfile.EMPTY;
        private long attempts;
        private int addressIndex;
        private boolean everUp;
        private long lostSince = Long.MAX_VALUE;
        private Optional<PeerAddress> dialedAt = Optional.empty();
        private Optional<Trouble> lastTrouble = Optional.empty();

        private Listed(long number, KnownPeer peer, PeerStatus.Origin origin, Reconnector reconnector) {
            this.number = number;
            this.peer = peer;
            this.origin = origin;
            this.reconnector = reconnector;
        }

        KnownPeer peer() {
            return peer;
        }

        PeerId id() {
            return peer.id();
        }

        PeerStatus.Origin origin() {
            return origin;
        }

        PeerProfile profile() {
            return profile;
        }

        void profile(PeerProfile told) {
            profile = told;
        }

        /** A peer that nobody listed may be sought again once it was met. */
        void met() {
            everUp = true;
            lostSince = Long.MAX_VALUE;
        }

        void lost(Moment now) {
            lostSince = now.nanos();
        }

        boolean wasMet() {
            return everUp;
        }

        /** Whether it has been away for so long, in timer time. */
        boolean lostFor(Duration time, Moment now) {
            return lostSince != Long.MAX_VALUE && now.nanos() - lostSince >= time.toNanos();
        }

        /** The peer says where else it can be found: what we know to be good stays first. */
        void addresses(List<PeerAddress> others) {
            List<PeerAddress> all = new ArrayList<>();
            if (!peer.addresses().isEmpty()) {
                all.add(peer.addresses().get(addressIndex % peer.addresses().size()));
            }
            others.stream().filter(other -> !all.contains(other)).forEach(all::add);
            peer = new KnownPeer(
                    peer.id(), all.subList(0, Math.min(all.size(), KnownPeer.MAX_ADDRESSES)), peer.alias());
            addressIndex = 0;
        }

        /** Says that it is left alone, if it does not want us. */
        void tellRest(Refusal why, Moment now, List<Effect> effects) {
            reconnector.rest(now).ifPresent(rest -> effects.add(new Effect.Unwanted(peer, why, rest)));
        }

        Optional<PeerAddress> dialedAt() {
            return dialedAt;
        }

        void trouble(Trouble trouble) {
            lastTrouble = Optional.of(trouble);
        }

        /** Notes that an attempt came to nothing, and says so. */
        void trouble(Trouble trouble, List<Effect> effects) {
            trouble(trouble);
            effects.add(new Effect.Failed(peer, trouble));
        }

        /** Counts a dial and says where to. A good address is kept; {@link #nextAddress} moves on after a failure. */
        PeerAddress dialing() {
            attempts++;
            addressIndex %= peer.addresses().size();
            PeerAddress address = peer.addresses().get(addressIndex);
            dialedAt = Optional.of(address);
            return address;
        }

        void nextAddress() {
            addressIndex = (addressIndex + 1) % Math.max(1, peer.addresses().size());
        }

        PeerStatus status(Optional<Neighbor> neighbor, Optional<PeerRecord> record, Moment now) {
            long due = reconnector.due();
            Optional<Duration> nextTry = due == Long.MAX_VALUE
                    ? Optional.empty()
                    : Optional.of(Duration.ofNanos(Math.max(0, due - now.nanos())));
            Direction direction = neighbor.map(Neighbor::direction)
                    .orElse(reconnector.dials() ? Direction.OUTBOUND : Direction.INBOUND);
            return new PeerStatus(
                    peer,
                    direction,
                    state(),
                    neighbor,
                    attempts,
                    reconnector.failures(),
                    nextTry,
                    lastTrouble,
                    origin,
                    profile,
                    record.map(PeerRecord::score).orElse(0.0),
                    record.map(PeerRecord::banned).orElse(false));
        }

        private PeerStatus.State state() {
            Reconnector.State state = reconnector.state();
            if (state instanceof Reconnector.Waiting) {
                return PeerStatus.State.WAITING;
            } else if (state instanceof Reconnector.Dialing) {
                return PeerStatus.State.DIALING;
            } else if (state instanceof Reconnector.Up) {
                return PeerStatus.State.UP;
            } else if (state instanceof Reconnector.Resting) {
                return PeerStatus.State.RESTING;
            } else if (state instanceof Reconnector.Awaiting) {
                return PeerStatus.State.AWAITING;
            }
            throw new AssertionError(state);
        }
    }
}
