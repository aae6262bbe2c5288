package dev.peering.core;

import dev.peering.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * Checkpoint 1: what a session may ask about a key before it believes it. Read from any event loop; the answer may be a little old, which
 * is harmless because the hall decides again when identity is proven.
 */
public interface Admission {

    /**
     * A list with one peer on it, for a connection that has no hall behind it.
     *
     * @param peer the one
     * @return the admission, never crowded
     */
    static Admission only(KnownPeer peer) {
        return new Admission() {
            @Override
            public Optional<KnownPeer> find(Bytes key) {
                return Optional.of(peer).filter(known -> known.id().bytes().equals(key));
            }

            @Override
            public boolean crowded() {
                return false;
            }
        };
    }

    /**
     * Looks a key up in the operator's list.
     *
     * @param key the raw public key as it came over the wire
     * @return the known peer, its key decoded; empty for strangers
     */
    Optional<KnownPeer> find(Bytes key);

    /**
     * Why a key is not wanted now, for networks that tell it before the handshake is over.
     *
     * @param key the raw public key in its canonical form
     * @return empty when it is welcome
     */
    default Optional<Refusal> unwanted(Bytes key) {
        return find(key).isPresent() ? Optional.empty() : Optional.of(Reason.UNKNOWN_PEER.because("not on the list"));
    }

    /**
     * Whom a neighbor may be told about: who is connected and said where it can be dialed.
     *
     * @return in no order
     */
    default List<KnownPeer> company() {
        return List.of();
    }

    /**
     * Whether so many handshakes are pending that strangers must not cost a signature check any more.
     *
     * @return true past the watermark
     */
    boolean crowded();
}
