package dev.peering.conformance.opendex;

import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.Secp256k1Identity;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * One identity of the suite. Every case has its own, new in every run: reputation and bans stick to identities, and ephemeral keys that were seen
 * before are replays.
 *
 * @param name in the timeline
 * @param identity its keys
 */
record Tester(String name, Secp256k1Identity identity) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static Tester create(String name) {
        return new Tester(name, Secp256k1Identity.create(RANDOM));
    }

    String key() {
        return identity.key().toString();
    }

    static EphemeralKey ephemeral() {
        return EphemeralKey.create(RANDOM);
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
