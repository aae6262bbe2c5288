package dev.peering.core;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The operator's list with a reconnector beside each peer, and the agenda of planned dials. */
final class KnownPeers {

    private final Protocol protocol;
    private final RandomGenerator random;
    private final Map<PeerId, Listed> listed = new LinkedHashMap<>();
    private final TreeSet<Listed> agenda = new TreeSet<>(
            Comparator.comparingLong((Listed peer) -> peer.reconnector.due()).thenComparingLong(peer -> peer.number));
    private long numbersGiven;

    KnownPeers(Protocol protocol, RandomGenerator random) {
        this.protocol = protocol;
        this.random = random;
    }

    /** Adds a peer, or replaces addresses and alias of one that is there. */
    void put(KnownPeer peer, Moment now) {
        Listed there = listed.get(peer.id());
        if (there != null) {
            there.peer = peer;
            return;
        }
        Listed added = new Listed(++numbersGiven, peer, new Reconnector(protocol, peer.id(), random, now));
        listed.put(peer.id(), added);
        agenda.add(added);
    }

    boolean remove(PeerId id) {
        Listed gone = listed.remove(id);
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

    AdmissionList admission() {
        return AdmissionList.of(listed.values().stream().map(Listed::peer).toList());
    }

    /** One listed peer with everything that is remembered about it. */
    static final class Listed {

        private final long number;
        private final Reconnector reconnector;
        private KnownPeer peer;
        private long attempts;
        private int addressIndex;
        private Optional<Trouble> lastTrouble = Optional.empty();

        private Listed(long number, KnownPeer peer, Reconnector reconnector) {
            this.number = number;
            this.peer = peer;
            this.reconnector = reconnector;
        }

        KnownPeer peer() {
            return peer;
        }

        PeerId id() {
            return peer.id();
        }

        void trouble(Trouble trouble) {
            lastTrouble = Optional.of(trouble);
        }

        /** Counts a dial and says where to. A good address is kept; {@link #nextAddress} moves on after a failure. */
        PeerAddress dialing() {
            attempts++;
            return peer.addresses().get(addressIndex % peer.addresses().size());
        }

        void nextAddress() {
            addressIndex = (addressIndex + 1) % Math.max(1, peer.addresses().size());
        }

        PeerStatus status(Optional<Neighbor> neighbor, Moment now) {
            long due = reconnector.due();
            Optional<Duration> nextTry = due == Long.MAX_VALUE
                    ? Optional.empty()
                    : Optional.of(Duration.ofNanos(Math.max(0, due - now.nanos())));
            Direction direction = neighbor.map(Neighbor::direction)
                    .orElse(reconnector.dials() ? Direction.OUTBOUND : Direction.INBOUND);
            return new PeerStatus(
                    peer, direction, state(), neighbor, attempts, reconnector.failures(), nextTry, lastTrouble);
        }

        private PeerStatus.State state() {
            Reconnector.State state = reconnector.state();
            if (state instanceof Reconnector.Waiting) {
                return PeerStatus.State.WAITING;
            } else if (state instanceof Reconnector.Dialing) {
                return PeerStatus.State.DIALING;
            } else if (state instanceof Reconnector.Up) {
                return PeerStatus.State.UP;
            } else if (state instanceof Reconnector.Awaiting) {
                return PeerStatus.State.AWAITING;
            }
            throw new AssertionError(state);
        }
    }
}
