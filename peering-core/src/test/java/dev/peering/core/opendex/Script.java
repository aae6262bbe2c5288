package dev.peering.core.opendex;

import dev.peering.core.opendex.OpenDexOptions.Randomness;
import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Randomness as a vector prescribes it: keys and IVs of equal bytes, ids as they are. Asking for more than was written is a failure. */
final class Script implements Randomness {

    private final Deque<Integer> keys;
    private final Deque<String> ids;
    private final Deque<Integer> ivs;

    Script(List<Integer> keys, List<String> ids, List<Integer> ivs) {
        this.keys = new ArrayDeque<>(keys);
        this.ids = new ArrayDeque<>(ids);
        this.ivs = new ArrayDeque<>(ivs);
    }

    @Override
    public EphemeralKey key() {
        try {
            return EphemeralKey.fromSecret(filled(32, keys.removeFirst()));
        } catch (KeyException never) {
            throw new AssertionError(never);
        }
    }

    @Override
    public String id() {
        return ids.removeFirst();
    }

    @Override
    public byte[] iv() {
        return filled(16, ivs.removeFirst());
    }

    boolean isUsedUp() {
        return keys.isEmpty() && ids.isEmpty() && ivs.isEmpty();
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
