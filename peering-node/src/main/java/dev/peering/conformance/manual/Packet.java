package dev.peering.conformance.manual;

import dev.peering.crypto.Ed25519;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
import dev.peering.crypto.Sha256;
import java.util.Arrays;
import java.util.Optional;

/** The envelope: data, public key, signature, of any lengths. Immutable by habit: arrays are never changed after they are handed in. */
@SuppressWarnings("ArrayRecordComponent") // Never compared; its arrays are never changed after they were handed in.
record Packet(byte[] data, byte[] key, byte[] signature) {

    static Packet signed(TesterKey by, byte[] data) {
        return new Packet(data, by.keyBytes(), by.identity().sign(data));
    }

    /** The response to a request's data. */
    static Packet response(TesterKey by, byte[] requestData) {
        return signed(by, new Fields().bytes(1, Sha256.of(requestData)).toByteArray());
    }

    /** Reads an envelope; nothing when it is not one with all three fields. */
    static Optional<Packet> parse(byte[] bytes) {
        Optional<byte[]> data = Fields.bytesIn(bytes, 2);
        Optional<byte[]> key = Fields.bytesIn(bytes, 3);
        Optional<byte[]> signature = Fields.bytesIn(bytes, 4);
        if (!Fields.wellFormed(bytes) || data.isEmpty() || key.isEmpty() || signature.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Packet(data.get(), key.get(), signature.get()));
    }

    static boolean whole(byte[] bytes) {
        return parse(bytes).isPresent();
    }

    Packet data(byte[] changed) {
        return new Packet(changed, key, signature);
    }

    Packet key(byte[] changed) {
        return new Packet(data, changed, signature);
    }

    Packet signature(byte[] changed) {
        return new Packet(data, key, changed);
    }

    byte[] bytes() {
        return new Fields().bytes(2, data).bytes(3, key).bytes(4, signature).toByteArray();
    }

    /** Whether the signature is right for key and data, strictly. */
    boolean verifies() {
        try {
            return Ed25519.bouncyCastle().verify(PeerKey.of(key), data, signature);
        } catch (KeyException notAKey) {
            return false;
        }
    }

    static byte[] flip(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        return changed;
    }

    static byte[] resized(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }
}
