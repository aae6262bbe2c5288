package dev.peering.node;

import dev.peering.core.PeerAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What earlier dials taught about host names: the address at which the right peer answered last, which is tried first
 * and kept when the name service fails, and otherwise how far to turn the list, so that a wrong peer at the first
 * address does not hide the right one at the second.
 *
 * <p>Belongs to the hall thread. Bounded: the name that was not dialed for longest is forgotten.
 */
final class Places {

    private static final int MOST_NAMES = 16_384;

    /** More than this many addresses of one name are not tried in one dial. */
    private static final int MOST_ADDRESSES = 8;

    private final Map<PeerAddress, Place> places = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PeerAddress, Place> eldest) {
            return size() > MOST_NAMES;
        }
    };

    private record Place(Optional<InetAddress> good, int turn) {}

    /** In which order to try what the name service answered. */
    List<InetAddress> inOrder(PeerAddress name, List<InetAddress> answered) {
        Place place = places.getOrDefault(name, new Place(Optional.empty(), 0));
        List<InetAddress> order = new ArrayList<>(answered);
        Collections.rotate(order, -place.turn());
        place.good().filter(order::remove).ifPresent(good -> order.add(0, good));
        return List.copyOf(order.subList(0, Math.min(order.size(), MOST_ADDRESSES)));
    }

    /** Where to dial although the name service has no answer. */
    Optional<InetAddress> lastGood(PeerAddress name) {
        return places.getOrDefault(name, new Place(Optional.empty(), 0)).good();
    }

    void good(PeerAddress name, InetAddress address) {
        places.put(name, new Place(Optional.of(address), 0));
    }

    /** Somebody was there, but not who we wanted. */
    void bad(PeerAddress name, InetAddress address) {
        Place place = places.getOrDefault(name, new Place(Optional.empty(), 0));
        places.put(name, new Place(place.good().filter(good -> !good.equals(address)), place.turn() + 1));
    }
}
