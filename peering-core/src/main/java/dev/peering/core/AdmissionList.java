package dev.peering.core;

import dev.peering.wire.Bytes;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An immutable copy of the operator's list, made by the hall whenever the list changed and handed to the edge with {@link Effect.Publish}.
 */
public final class AdmissionList {

    /** The list before anybody was added. */
    public static final AdmissionList EMPTY = new AdmissionList(Map.of());

    private final Map<Bytes, KnownPeer> byKey;

    private AdmissionList(Map<Bytes, KnownPeer> byKey) {
        this.byKey = byKey;
    }

    static AdmissionList of(Collection<KnownPeer> peers) {
        return new AdmissionList(peers.stream()
                .collect(Collectors.toUnmodifiableMap(peer -> peer.id().bytes(), peer -> peer)));
    }

    /**
     * Looks a key up.
     *
     * @param key the raw public key
     * @return the known peer; empty for strangers
     */
    public Optional<KnownPeer> find(Bytes key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /**
     * How many peers are listed.
     *
     * @return the count
     */
    public int size() {
        return byKey.size();
    }
}
