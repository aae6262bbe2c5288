package dev.peering.core.manual;

import dev.peering.core.PeerId;
import dev.peering.crypto.PeerKey;
import dev.peering.wire.Bytes;

/** A manual peer's identity: its Ed25519 key, decoded once and carried along. */
record ManualPeerId(PeerKey key, Bytes bytes) implements PeerId {

    static ManualPeerId of(PeerKey key) {
        return new ManualPeerId(key, Bytes.of(key.toByteArray()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ManualPeerId that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** Base58, as GoShimmer prints and reads it. */
    @Override
    public String toString() {
        return key.toString();
    }
}
