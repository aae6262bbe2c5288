package dev.peering.crypto;

import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Every provider of this machine, and our whole verify path in one call. */
final class Providers {

    private static final List<Ed25519> PRESENT = find();

    private Providers() {}

    /** BouncyCastle always, Corretto where its native library runs. */
    static List<Ed25519> present() {
        return PRESENT;
    }

    private static List<Ed25519> find() {
        List<Ed25519> found = new ArrayList<>(List.of(Ed25519.named("bouncycastle")));
        try {
            found.add(Ed25519.named("corretto"));
        } catch (IllegalArgumentException absent) {
            System.out.println("tested without corretto: " + absent.getMessage());
        }
        return List.copyOf(found);
    }

    /** What a stranger's bytes go through: the key on entry, then evidence or none. */
    static boolean accepts(Ed25519 ed25519, byte[] key, byte[] data, byte[] signature) {
        try {
            return SignedPayload.verify(ed25519, PeerKey.of(key), data, signature)
                    .isPresent();
        } catch (KeyException refused) {
            return false;
        }
    }

    /** Amazon's provider itself, without anything of ours around it, to show what it would do alone. */
    static Provider bareCorretto() {
        return ServiceLoader.load(Provider.class).stream()
                .filter(service -> service.type().getSimpleName().equals("AmazonCorrettoCryptoProvider"))
                .findFirst()
                .orElseThrow()
                .get();
    }
}
