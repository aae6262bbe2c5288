package dev.peering.core.opendex;

import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Key pairs out of a generator's bytes. */
final class Ephemerals {

    private static final int SECRET_LENGTH = 32;

    private Ephemerals() {}

    /** Almost every 32 bytes are a secret; those that are not are drawn again. */
    static EphemeralKey from(RandomGenerator random) {
        byte[] secret = new byte[SECRET_LENGTH];
        try {
            while (true) {
                random.nextBytes(secret);
                try {
                    return EphemeralKey.fromSecret(secret);
                } catch (KeyException outsideTheCurvesOrder) {
                    // once in 2^128 times
                }
            }
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
