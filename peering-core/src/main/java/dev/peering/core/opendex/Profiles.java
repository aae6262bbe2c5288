package dev.peering.core.opendex;

import dev.peering.core.KnownPeer;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerProfile;
import dev.peering.wire.Printable;
import dev.peering.wire.opendex.NodeAddress;
import dev.peering.wire.opendex.NodeEntry;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.SessionClaim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What nodes say of themselves and of others, in the hall's words: bounded, without duplicates, safe to print. */
final class Profiles {

    /** Ours: values of one fact that are worth keeping for show. */
    private static final int MOST_VALUES = 64;

    private static final int MOST_CHARACTERS = 128;

    private Profiles() {}

    static PeerProfile of(SessionClaim claim) {
        return of(claim.nodeState(), claim.version());
    }

    static PeerProfile of(NodeState state, String version) {
        Map<String, List<String>> facts = new LinkedHashMap<>();
        facts.put("version", List.of(shown(version)));
        fact(facts, "addresses", state.addresses().stream().map(NodeAddress::toString));
        fact(facts, "pairs", state.pairs().stream());
        fact(facts, "connext", Stream.of(state.connextIdentifier()).filter(text -> !text.isEmpty()));
        fact(facts, "lnd keys", entries(state.lndPubKeys()));
        fact(
                facts,
                "lnd uris",
                state.lndUris().entrySet().stream()
                        .flatMap(uris -> uris.getValue().stream().map(uri -> uris.getKey() + " " + uri)));
        fact(facts, "tokens", entries(state.tokenIdentifiers()));
        return new PeerProfile(addresses(state.addresses()), facts);
    }

    /** A node that a neighbor told of; empty when its key or all its addresses are unusable. */
    static Optional<KnownPeer> of(NodeEntry entry) {
        List<PeerAddress> addresses = addresses(entry.addresses());
        return addresses.isEmpty()
                ? Optional.empty()
                : OpenDexPeerId.read(entry.nodeKey()).map(id -> new KnownPeer(id, addresses, ""));
    }

    private static List<PeerAddress> addresses(List<NodeAddress> told) {
        List<PeerAddress> usable = new ArrayList<>();
        for (NodeAddress address : told) {
            if (usable.size() < KnownPeer.MAX_ADDRESSES) {
                address(address).filter(one -> !usable.contains(one)).ifPresent(usable::add);
            }
        }
        return usable;
    }

    /** Onion names cannot be dialed from here. */
    private static Optional<PeerAddress> address(NodeAddress told) {
        if (told.port() < 1 || told.port() > 65_535 || told.host().endsWith(".onion")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PeerAddress(told.host(), (int) told.port()));
        } catch (IllegalArgumentException nothingToDial) {
            return Optional.empty();
        }
    }

    private static Stream<String> entries(Map<String, String> map) {
        return map.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue());
    }

    private static void fact(Map<String, List<String>> facts, String name, Stream<String> values) {
        List<String> shown =
                values.map(Profiles::shown).distinct().limit(MOST_VALUES).toList();
        if (!shown.isEmpty()) {
            facts.put(name, shown);
        }
    }

    private static String shown(String text) {
        return Printable.of(text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS));
    }
}
