package dev.peering.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What should be remembered about a peer over a restart: where it was, how often it could not be reached, what it did, whether it is banned.
 *
 * <p>Seed 003; {@code protocols/opendex.md} section 10. Immutable; the hall makes a new one with each change and asks for it to be kept with
 * {@link Effect.Remember}.
 *
 * @param id who
 * @param addresses where it said it could be dialed, at most {@link KnownPeer#MAX_ADDRESSES}
 * @param lastAddress where we reached it last, when we dialed
 * @param failures dials in a row that came to nothing
 * @param deeds what it did, oldest first, the latest {@link #MAX_DEEDS}
 * @param score what they come to by its network's {@link Reputation}; survives the forgetting of old deeds
 * @param banned whether it is banned
 */
public record PeerRecord(
        PeerId id,
        List<Place> addresses,
        Optional<PeerAddress> lastAddress,
        int failures,
        List<Deed> deeds,
        double score,
        boolean banned) {

    /** Ours: older deeds are forgotten, their weight stays in the score. */
    public static final int MAX_DEEDS = 32;

    /**
     * Something a peer did.
     *
     * @param code the network's code
     * @param at when
     */
    public record Deed(int code, Instant at) {}

    /**
     * An address of a peer.
     *
     * @param address where
     * @param lastConnected when we last reached it there; empty for never
     */
    public record Place(PeerAddress address, Optional<Instant> lastConnected) {}

    /** Copies the lists and cuts them to their bounds. */
    public PeerRecord {
        addresses = List.copyOf(addresses.subList(0, Math.min(addresses.size(), KnownPeer.MAX_ADDRESSES)));
        deeds = List.copyOf(deeds.subList(Math.max(0, deeds.size() - MAX_DEEDS), deeds.size()));
        failures = Math.max(0, failures);
    }

    /**
     * A peer about whom nothing is known.
     *
     * @param id who
     * @return the empty record
     */
    public static PeerRecord of(PeerId id) {
        return new PeerRecord(id, List.of(), Optional.empty(), 0, List.of(), 0, false);
    }

    /** Where to seek it: the last good address, then those where it was reached, latest first, then the others. */
    KnownPeer known() {
        List<PeerAddress> inOrder = new ArrayList<>();
        lastAddress.ifPresent(inOrder::add);
        addresses.stream()
                .sorted((one, other) -> other.lastConnected()
                        .orElse(Instant.MIN)
                        .compareTo(one.lastConnected().orElse(Instant.MIN)))
                .map(Place::address)
                .filter(address -> !inOrder.contains(address))
                .forEach(inOrder::add);
        return new KnownPeer(id, inOrder.subList(0, Math.min(inOrder.size(), KnownPeer.MAX_ADDRESSES)), "");
    }

    /** The peer did something. */
    PeerRecord did(Deed deed, Reputation reputation) {
        List<Deed> now = new ArrayList<>(deeds);
        now.add(deed);
        double after = reputation.after(score, deed.code());
        return new PeerRecord(id, addresses, lastAddress, failures, now, after, reputation.forbids(after));
    }

    /**
     * The peer came up and said where it lives. Addresses it had before keep their time; one that we dialed and that it says is its own gets a
     * new one.
     */
    PeerRecord met(List<PeerAddress> advertised, Optional<PeerAddress> dialed, Instant at) {
        List<Place> places = advertised.stream()
                .distinct()
                .map(address -> new Place(
                        address, dialed.filter(address::equals).isPresent() ? Optional.of(at) : reachedAt(address)))
                .toList();
        return new PeerRecord(id, places, dialed.isPresent() ? dialed : lastAddress, 0, deeds, score, banned);
    }

    PeerRecord withFailures(int count) {
        return new PeerRecord(id, addresses, lastAddress, count, deeds, score, banned);
    }

    private Optional<Instant> reachedAt(PeerAddress address) {
        return addresses.stream()
                .filter(place -> place.address().equals(address))
                .findFirst()
                .flatMap(Place::lastConnected);
    }
}
