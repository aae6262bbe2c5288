package dev.peering.node.config;

import dev.peering.core.KnownPeer;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerId;
import dev.peering.crypto.KeyException;
import dev.peering.node.json.Json;
import dev.peering.node.json.JsonException;
import dev.peering.node.json.JsonReader;
import dev.peering.node.json.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a list of known peers, seed 001: entries {@code {publicKey, address}}; ours may have {@code addresses} and {@code alias} too.
 *
 * <p>A bad entry is passed over and named; the good ones are kept. Members the original would ignore are ignored, unless they look like a slip.
 */
final class PeerEntries {

    private static final List<String> MEMBERS = List.of("publicKey", "address", "addresses", "alias");

    private final List<ListedPeer> good = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();
    private final Map<PeerId, Place> seen = new HashMap<>();

    /** Reads a public key as its network writes it. */
    @FunctionalInterface
    interface KeyReader {
        PeerId read(String text) throws KeyException;
    }

    private final KeyReader keys;

    private PeerEntries(KeyReader keys) {
        this.keys = keys;
    }

    static PeerEntries none(KeyReader keys) {
        return new PeerEntries(keys);
    }

    /**
     * Reads the value of {@code knownPeers}: a list, or a text that holds one.
     *
     * @throws IllegalArgumentException when it is neither
     * @throws JsonException when the text is not JSON
     */
    static PeerEntries read(Json value, KeyReader keys) throws JsonException {
        PeerEntries entries = new PeerEntries(keys);
        Json list = value;
        if (value instanceof Json.Text text) {
            if (text.value().isBlank()) {
                return entries;
            }
            list = JsonReader.read(text.value(), value.at().insideText());
        }
        if (list instanceof Json.Items items) {
            items.items().forEach(entries::entry);
        } else if (!(list instanceof Json.Nothing)) {
            throw new IllegalArgumentException(
                    "the known peers must be a list of {\"publicKey\": …, \"address\": …}, this is " + list.kind());
        }
        return entries;
    }

    List<ListedPeer> good() {
        return good;
    }

    /** One sentence for each entry that was passed over. */
    List<String> bad() {
        return bad;
    }

    private void entry(Json entry) {
        try {
            ListedPeer peer = peer(entry);
            Place first = seen.putIfAbsent(peer.key(), peer.at());
            if (first != null) {
                throw new BadEntry(
                        entry.at(), "the same public key as at " + first + ": give one entry several \"addresses\"");
            }
            good.add(peer);
        } catch (BadEntry why) {
            bad.add(String.valueOf(why.getMessage()));
        }
    }

    private ListedPeer peer(Json entry) throws BadEntry {
        if (!(entry instanceof Json.Members members)) {
            throw new BadEntry(entry.at(), "a peer is {\"publicKey\": …, \"address\": …}, this is " + entry.kind());
        }
        for (Json.Member member : members.members()) {
            refuseSlip(member);
        }
        Json key =
                members.find("publicKey").orElseThrow(() -> new BadEntry(entry.at(), "this peer has no \"publicKey\""));
        try {
            return new ListedPeer(keys.read(text(key)), addresses(members), alias(members), entry.at());
        } catch (KeyException why) {
            throw new BadEntry(key.at(), String.valueOf(why.getMessage()));
        }
    }

    private static void refuseSlip(Json.Member member) throws BadEntry {
        if (MEMBERS.stream().noneMatch(member::is)) {
            Optional<String> meant = Suggestion.of(member.name(), MEMBERS);
            if (meant.isPresent()) {
                throw new BadEntry(
                        member.at(), "\"" + member.name() + "\" is unknown, did you mean \"" + meant.get() + "\"?");
            }
        }
    }

    private static List<PeerAddress> addresses(Json.Members members) throws BadEntry {
        Optional<Json> one = members.find("address");
        Optional<Json> several = members.find("addresses");
        if (one.isPresent() && several.isPresent()) {
            throw new BadEntry(several.get().at(), "give \"address\" or \"addresses\", not both");
        }
        List<Json> given = one.map(List::of).orElse(List.of());
        if (several.isPresent()) {
            if (!(several.get() instanceof Json.Items items)) {
                throw new BadEntry(
                        several.get().at(),
                        "\"addresses\" must be a list of host:port, this is "
                                + several.get().kind());
            }
            given = items.items();
        }
        if (given.size() > KnownPeer.MAX_ADDRESSES) {
            throw new BadEntry(
                    given.get(KnownPeer.MAX_ADDRESSES).at(),
                    "a peer may have at most " + KnownPeer.MAX_ADDRESSES + " addresses");
        }
        List<PeerAddress> addresses = new ArrayList<>(given.size());
        for (Json address : given) {
            // The original takes an empty address and can then never dial; a peer that dials us needs none.
            if (!text(address).isEmpty()) {
                addresses.add(address(address));
            }
        }
        return addresses;
    }

    private static PeerAddress address(Json address) throws BadEntry {
        try {
            return PeerAddress.parse(text(address).trim());
        } catch (IllegalArgumentException why) {
            throw new BadEntry(address.at(), String.valueOf(why.getMessage()));
        }
    }

    private static String alias(Json.Members members) throws BadEntry {
        Optional<Json> alias = members.find("alias");
        if (alias.isEmpty()) {
            return "";
        }
        String text = text(alias.get());
        if (text.length() > ListedPeer.MAX_ALIAS_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw new BadEntry(
                    alias.get().at(), "an alias is at most " + ListedPeer.MAX_ALIAS_LENGTH + " printable characters");
        }
        return text;
    }

    private static String text(Json value) throws BadEntry {
        if (value instanceof Json.Text text) {
            return text.value();
        }
        throw new BadEntry(value.at(), "this must be a text in quotes, it is " + value.kind());
    }

    /** Why one entry cannot be used. */
    private static final class BadEntry extends Exception {

        private static final long serialVersionUID = 1L;

        BadEntry(Place at, String why) {
            super(at + ": " + why, null, false, false);
        }
    }
}
