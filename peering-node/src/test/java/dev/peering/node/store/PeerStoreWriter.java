package dev.peering.node.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A program that writes to a store until it is killed, or until a write fails. */
final class PeerStoreWriter {

    static final int FAILED_AS_IT_SHOULD = 42;

    private PeerStoreWriter() {}

    public static void main(String[] arguments) throws StoreException {
        try (PeerStore store = PeerStore.open(Path.of(arguments[0]))) {
            if (arguments[1].equals("grow")) {
                grow(store);
            } else {
                rewrite(store, Integer.parseInt(arguments[1]));
            }
        }
    }

    /** Every generation marks all of its peers, so that a mixture of two would show. */
    private static void rewrite(PeerStore store, int peers) throws StoreException {
        List<StoredPeer> before = store.changes("manual").added();
        int first = before.isEmpty() ? 1 : Integer.parseInt(before.get(0).alias()) + 1;
        for (int generation = first; ; generation++) {
            List<StoredPeer> added = new ArrayList<>();
            for (int i = 0; i < peers; i++) {
                added.add(new StoredPeer("key" + i, List.of("192.0.2.7:" + (1 + i)), "" + generation));
            }
            store.change("manual", changes -> new PeerChanges(added, Set.of()));
            System.out.println(generation + " is on the disk");
        }
    }

    private static void grow(PeerStore store) {
        for (int i = 0; i < 100_000; i++) {
            StoredPeer peer =
                    new StoredPeer("key" + i, List.of("192.0.2.7:14666"), "a peer whose name fills the disk " + i);
            PeerChanges before = store.changes("manual");
            try {
                store.change("manual", changes -> changes.add(peer));
            } catch (StoreException full) {
                System.out.println("failed: " + full.getMessage());
                System.exit(store.changes("manual").equals(before) ? FAILED_AS_IT_SHOULD : 1);
            }
        }
    }
}
