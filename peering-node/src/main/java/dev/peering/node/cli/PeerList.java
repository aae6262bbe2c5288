package dev.peering.node.cli;

import dev.peering.core.KnownPeer;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerId;
import dev.peering.crypto.KeyException;
import dev.peering.node.config.ListedPeer;
import dev.peering.node.store.PeerChanges;
import dev.peering.node.store.StoredPeer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The list a node starts with: the configured peers with the store's changes laid over them.
 *
 * @param peers whom to list
 * @param notes where the store overrules the configuration, one sentence each
 * @param places where each peer stands, for complaints about it
 */
record PeerList(List<KnownPeer> peers, List<String> notes, Map<PeerId, String> places) {

    /** Reads a public key as its network writes it. */
    @FunctionalInterface
    interface KeyReader {
        PeerId read(String text) throws KeyException;
    }

    static PeerList of(List<ListedPeer> configured, PeerChanges changes, String store, KeyReader keys) throws Failure {
        Map<PeerId, String> places = new HashMap<>();
        List<KnownPeer> listed = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (ListedPeer peer : configured) {
            PeerId id = peer.key();
            listed.add(new KnownPeer(id, peer.addresses(), peer.alias()));
            places.put(id, peer.at().toString());
            overruled(peer, changes, store, notes);
        }
        Map<String, KnownPeer> stored = new HashMap<>();
        for (StoredPeer peer : changes.added()) {
            KnownPeer known = read(peer, store, keys);
            stored.put(peer.key(), known);
            places.put(known.id(), "the peer store " + store);
        }
        List<KnownPeer> peers = changes.over(
                listed, peer -> peer.id().toString(), peer -> Objects.requireNonNull(stored.get(peer.key())));
        return new PeerList(peers, notes, places);
    }

    private static void overruled(ListedPeer peer, PeerChanges changes, String store, List<String> notes) {
        String key = peer.key().toString();
        if (changes.removed().contains(key)) {
            notes.add(peer.at() + ": " + key
                    + " was removed at run time and stays away; to list it again, take it out of \"removed\" in "
                    + store);
        } else if (changes.added().stream().anyMatch(added -> added.key().equals(key))) {
            notes.add(peer.at() + ": " + key + " was added again at run time, so the addresses in " + store
                    + " are used");
        }
    }

    private static KnownPeer read(StoredPeer peer, String store, KeyReader keys) throws Failure {
        try {
            List<PeerAddress> addresses =
                    peer.addresses().stream().map(PeerAddress::parse).toList();
            return new KnownPeer(keys.read(peer.key()), addresses, peer.alias());
        } catch (KeyException | IllegalArgumentException why) {
            throw new Failure(
                    Exit.USAGE,
                    "the peer store " + store + " holds a peer that cannot be used, " + peer.key() + ": "
                            + why.getMessage()
                            + ". Take it out, or move the store away to start from the configuration alone");
        }
    }
}
