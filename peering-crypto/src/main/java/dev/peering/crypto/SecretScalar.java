package dev.peering.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/** A secret number of secp256k1 in the one array that holds it until it is wiped. Safe to share between threads. */
final class SecretScalar {

    private final byte[] bytes;
    private boolean wiped;

    private SecretScalar(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Draws until the number is in range, which the first draw misses once in 2^128 times. */
    static SecretScalar create(SecureRandom random) {
        byte[] bytes = new byte[Secp256k1.SCALAR_LENGTH];
        do {
            random.nextBytes(bytes);
        } while (!Secp256k1.isSecret(bytes));
        return new SecretScalar(bytes);
    }

    /** Copies the array. */
    static SecretScalar of(byte[] bytes) throws KeyException {
        if (bytes.length != Secp256k1.SCALAR_LENGTH) {
            throw new KeyException("secret has " + bytes.length + " bytes, " + Secp256k1.SCALAR_LENGTH + " are needed");
        }
        if (!Secp256k1.isSecret(bytes)) {
            throw new KeyException("secret is 0 or not below the order of secp256k1:"
                    + " restore it from a backup, or make a new identity");
        }
        return new SecretScalar(bytes.clone());
    }

    ECPublicKeyParameters publicKey() {
        return Secp256k1.publicKey(bytes);
    }

    /** A copy the caller wipes; empty once this is wiped. Made under the lock, so that nobody ever gets a half-wiped one. */
    synchronized byte[] copy() {
        return wiped ? new byte[0] : bytes.clone();
    }

    synchronized boolean isWiped() {
        return wiped;
    }

    synchronized void wipe() {
        wiped = true;
        Arrays.fill(bytes, (byte) 0);
    }
}
