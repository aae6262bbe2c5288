package dev.peering.core;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Whom a neighbor told us of and whether we may go there: bounded in number, in dials per hour and in the kind of address, since whoever
 * connects to us can send us anywhere.
 */
final class Discoveries {

    /** Ours: addresses of one peer that are tried. */
    private static final int MOST_ADDRESSES = 4;

    private static final Duration HOUR = Duration.ofHours(1);

    private final Openness openness;
    private final Deque<Long> dials = new ArrayDeque<>();

    Discoveries(Openness openness) {
        this.openness = openness;
    }

    boolean areSought() {
        return openness.discovered() > 0;
    }

    boolean haveRoom(long discoveredNow) {
        return discoveredNow < openness.discovered();
    }

    /** The same peer with the addresses that we may dial. */
    KnownPeer within(KnownPeer found) {
        List<PeerAddress> allowed = found.addresses().stream()
                .filter(address -> openness.privateAddresses() || address.isPublic())
                .distinct()
                .limit(MOST_ADDRESSES)
                .toList();
        return new KnownPeer(found.id(), allowed, "");
    }

    /** When the next such dial may start: now or earlier when it may start at once. */
    long nextDial(Moment now) {
        while (!dials.isEmpty() && now.reached(dials.peekFirst() + HOUR.toNanos())) {
            dials.removeFirst();
        }
        return dials.size() < openness.discoveredDialsPerHour() ? now.nanos() : dials.getFirst() + HOUR.toNanos();
    }

    void dialed(Moment now) {
        dials.addLast(now.nanos());
    }
}
