package dev.peering.core;

import dev.peering.wire.Bytes;
import java.util.Optional;

/**
 * Checkpoint 1: what a responder may ask about a key before it believes it. Read from any event loop; the answer may be a little old, which
 * is harmless because the hall decides again when identity is proven.
 */
public interface Admission {

    /**
     * Looks a key up in the operator's list.
     *
     * @param key the raw public key as it came over the wire
     * @return the known peer, its key decoded; empty for strangers
     */
    Optional<KnownPeer> find(Bytes key);

    /**
     * Whether so many handshakes are pending that strangers must not cost a signature check any more.
     *
     * @return true past the watermark
     */
    boolean crowded();
}
