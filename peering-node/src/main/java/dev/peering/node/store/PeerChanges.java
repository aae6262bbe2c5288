package dev.peering.node.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How one network's list differs from its configuration.
 *
 * <p>Precedence: what was done last wins, and what is done at run time is done after the configuration was read. A peer that was removed at run
 * time stays away although the configuration lists it; one that was added at run time is there, with the addresses it was added with, although
 * the configuration lists it with others. Nothing is both added and removed.
 *
 * @param added peers added at run time, in order, each key once
 * @param removed keys removed at run time
 * @param records what is noted about peers, bans among it; no part of the list
 */
public record PeerChanges(List<StoredPeer> added, Set<String> removed, List<StoredRecord> records) {

    /** The configuration as it stands. */
    public static final PeerChanges NONE = new PeerChanges(List.of(), Set.of());

    /** Ours: most entries of either kind. */
    public static final int MAX_ENTRIES = 100_000;

    /** Copies, and refuses more than {@link #MAX_ENTRIES}. */
    public PeerChanges {
        added = List.copyOf(added);
        removed = Collections.unmodifiableSet(new LinkedHashSet<>(removed));
        records = List.copyOf(records);
        if (added.size() > MAX_ENTRIES || removed.size() > MAX_ENTRIES || records.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("the store holds at most " + MAX_ENTRIES + " changes of each kind");
        }
    }

    /**
     * Changes of the list alone.
     *
     * @param added peers added at run time, in order, each key once
     * @param removed keys removed at run time
     */
    public PeerChanges(List<StoredPeer> added, Set<String> removed) {
        this(added, removed, List.of());
    }

    /**
     * Something was noted about peers; each note takes the place of an earlier one about the same peer.
     *
     * @param noted the notes
     * @return the changed changes
     */
    public PeerChanges note(Collection<StoredRecord> noted) {
        Map<String, StoredRecord> byKey = new LinkedHashMap<>();
        records.forEach(record -> byKey.put(record.key(), record));
        for (StoredRecord record : noted) {
            byKey.remove(record.key());
            byKey.put(record.key(), record);
        }
        return new PeerChanges(added, removed, List.copyOf(byKey.values()));
    }

    /**
     * A peer was added, or added again with other addresses.
     *
     * @param peer whom
     * @return the changed changes
     */
    public PeerChanges add(StoredPeer peer) {
        List<StoredPeer> nowAdded = without(peer.key());
        nowAdded.add(peer);
        Set<String> nowRemoved = new LinkedHashSet<>(removed);
        nowRemoved.remove(peer.key());
        return new PeerChanges(nowAdded, nowRemoved, records);
    }

    /**
     * A peer was removed.
     *
     * @param key whom
     * @param configured whether the configuration lists it; only then must the removal be remembered
     * @return the changed changes
     */
    public PeerChanges remove(String key, boolean configured) {
        Set<String> nowRemoved = new LinkedHashSet<>(removed);
        if (configured) {
            nowRemoved.add(key);
        }
        return new PeerChanges(without(key), nowRemoved, records);
    }

    /**
     * The list that holds: the configuration with these changes laid over it.
     *
     * @param configured the configured peers, in order
     * @param key a peer's key as text
     * @param read turns a stored peer into one of the list
     * @param <P> what the list holds
     * @return configured peers first, in their order, then added ones
     */
    public <P> List<P> over(List<P> configured, Function<P, String> key, Function<StoredPeer, P> read) {
        Map<String, P> list = new LinkedHashMap<>();
        configured.forEach(peer -> list.put(key.apply(peer), peer));
        list.keySet().removeAll(removed);
        added.forEach(peer -> list.put(peer.key(), read.apply(peer)));
        return List.copyOf(list.values());
    }

    private List<StoredPeer> without(String key) {
        List<StoredPeer> rest = new ArrayList<>(added);
        rest.removeIf(peer -> peer.key().equals(key));
        return rest;
    }
}
