package dev.peering.core.opendex;

import dev.peering.core.PeerId;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1Key;
import dev.peering.wire.Bytes;
import java.util.Optional;

/** An OpenDEX node's identity: its secp256k1 key, decoded once and carried along. There is one spelling of each key, so a ban holds. */
record OpenDexPeerId(Secp256k1Key key, Bytes bytes) implements PeerId {

    static OpenDexPeerId of(Secp256k1Key key) {
        return new OpenDexPeerId(key, Bytes.of(key.toByteArray()));
    }

    /** Reads what a packet says; empty for anything but 66 lowercase hex digits of a point on the curve. */
    static Optional<OpenDexPeerId> read(String hex) {
        try {
            return Optional.of(of(Secp256k1Key.parse(hex)));
        } catch (KeyException unusable) {
            return Optional.empty();
        }
    }

    /** Section 8.4: hex texts are compared, which is the order of the bytes. */
    boolean isAbove(PeerId other) {
        return bytes.compareTo(other.bytes()) > 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OpenDexPeerId that && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    /** Lowercase hex, as it travels. */
    @Override
    public String toString() {
        return key.toString();
    }
}
