package dev.peering.node.cli;

import dev.peering.crypto.Identity;
import dev.peering.crypto.PeerKey;
import java.security.SecureRandom;

/** Makes an identity for one use, on the right side of another key. */
final class ThrowAway {

    /** Ours: at about 0.1 ms each, a second of trying. A random key has a lower neighbor after two tries, the odd one after some hundred. */
    private static final int MOST_TRIES = 10_000;

    private ThrowAway() {}

    /** An identity whose key is below {@code key}, so that by key order we dial; any identity when none is found. */
    static Identity below(PeerKey key) {
        SecureRandom random = new SecureRandom();
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Identity identity = Identity.create(random);
            if (identity.key().compareTo(key) < 0) {
                return identity;
            }
            identity.close();
        }
        return Identity.create(random);
    }
}
