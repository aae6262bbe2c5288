package dev.peering.conformance.target;

import dev.peering.conformance.manual.Edwards;
import dev.peering.conformance.manual.Fields;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
import dev.peering.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Signatures, stamps, addresses, hashes and the order of keys: every decision of the target that is only arithmetic. */
final class Judge {

    private static final long WINDOW = 20;

    private final Profile profile;

    Judge(Profile profile) {
        this.profile = profile;
    }

    // ---- signatures ----

    boolean signedBy(byte[] key, byte[] data, byte[] signature) {
        if (strictly(key, data, signature)) {
            return true;
        }
        if (profile.has(Fault.M20) && signature.length == 64) {
            return strictly(key, data, Edwards.reduce(signature));
        }
        if (profile.has(Fault.M02)) {
            return damaged(key, data, signature, 0);
        }
        if (profile.has(Fault.M60)) {
            return damaged(key, data, signature, 256);
        }
        return profile.has(Fault.M21) && smallOrder(key) && Edwards.equationHolds(key, data, signature);
    }

    private static boolean smallOrder(byte[] key) {
        return Edwards.smallOrderKeys().stream().anyMatch(small -> Arrays.equals(small, key));
    }

    private static boolean strictly(byte[] key, byte[] data, byte[] signature) {
        try {
            return Ed25519.bouncyCastle().verify(PeerKey.of(key), data, signature);
        } catch (KeyException notAKey) {
            return false;
        }
    }

    /** Right but for one bit of this half. */
    private static boolean damaged(byte[] key, byte[] data, byte[] signature, int firstBit) {
        for (int bit = firstBit; bit < firstBit + 256 && signature.length == 64; bit++) {
            byte[] other = signature.clone();
            other[bit / 8] ^= (byte) (1 << (bit % 8));
            if (strictly(key, data, other)) {
                return true;
            }
        }
        return false;
    }

    byte[] sign(Identity identity, byte[] seed, byte[] data) {
        return profile.has(Fault.M66) ? Edwards.signWithOneNonce(seed, data) : identity.sign(data);
    }

    // ---- requests ----

    boolean version(byte[] data) {
        boolean present = Fields.varintIn(data, 1).isPresent();
        long version = Fields.varintIn(data, 1).orElse(0);
        if (profile.has(Fault.M06)) {
            return true;
        }
        if (profile.has(Fault.M07)) {
            return (version & 0xff) == 0;
        }
        if (profile.has(Fault.M84)) {
            return (int) version == 0;
        }
        return version == 0 && !(present && profile.has(Fault.M80));
    }

    boolean timely(byte[] data) {
        long now = System.currentTimeMillis() / 1000;
        if (profile.has(Fault.M85) && Fields.varintIn(data, 3).isEmpty()) {
            return true;
        }
        long stamp = Fields.varintIn(data, 3).orElse(0);
        if (profile.has(Fault.M08)) {
            return true;
        }
        if (profile.has(Fault.M10)) {
            return Math.abs(stamp - now * 1000) < WINDOW * 1000;
        }
        if (profile.has(Fault.M11)) {
            return now - stamp <= WINDOW && stamp <= now + WINDOW;
        }
        if (profile.has(Fault.M86) && stamp / 1000 >= now - WINDOW && stamp / 1000 <= now + WINDOW) {
            return true;
        }
        long back = profile.has(Fault.M89) ? 60 : profile.has(Fault.M90) ? 5 : WINDOW;
        long ahead = profile.has(Fault.M91) ? 0 : WINDOW;
        return stamp >= now - back && (stamp <= now + ahead || profile.has(Fault.M09));
    }

    boolean forUs(byte[] data, String ourAddress) {
        String to = Fields.bytesIn(data, 2)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        if (profile.has(Fault.M12) || (to.isEmpty() && profile.has(Fault.M87))) {
            return true;
        }
        if (profile.has(Fault.M88)) {
            return host(to).equals(host(ourAddress));
        }
        return to.equals(ourAddress);
    }

    private static String host(String address) {
        int colon = address.lastIndexOf(':');
        return colon < 0 ? address : address.substring(0, colon);
    }

    // ---- hashes ----

    byte[] hashToAnswer(byte[] data, byte[] packet) {
        if (profile.has(Fault.M16)) {
            return Sha256.of(packet);
        }
        if (profile.has(Fault.M38)) {
            try {
                return MessageDigest.getInstance("SHA-512/256").digest(data);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
        return Sha256.of(data);
    }

    boolean hashFits(byte[] hash, byte[] requestData, byte[] requestPacket) {
        byte[] right = Sha256.of(requestData);
        if (profile.has(Fault.M17)) {
            return true;
        }
        if (profile.has(Fault.M102)) {
            int common = Math.min(32, hash.length);
            return Arrays.equals(hash, 0, common, right, 0, common);
        }
        return Arrays.equals(hash, right) || (profile.has(Fault.M101) && Arrays.equals(hash, Sha256.of(requestPacket)));
    }

    // ---- order of keys ----

    /** Above 0: the peer is above us and we dial it. */
    int compare(byte[] peer, byte[] self, String peerText, String selfText) {
        if (profile.has(Fault.M26)) {
            return Arrays.compare(peer, self);
        }
        if (profile.has(Fault.M27)) {
            return Arrays.compareUnsigned(Sha256.of(peer), Sha256.of(self));
        }
        if (profile.has(Fault.M28)) {
            return peerText.compareTo(selfText);
        }
        if (profile.has(Fault.M127)) {
            return Arrays.compareUnsigned(peer, 0, 31, self, 0, 31);
        }
        return Arrays.compareUnsigned(peer, self);
    }
}
