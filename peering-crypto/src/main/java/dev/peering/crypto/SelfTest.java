package dev.peering.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Known answers an engine must give before it is used. The bytes are the first handshake request of the protocol study (seed
 * 00 01 ... 1f), which independent implementations made and checked.
 *
 * <p>The engine is asked directly, without {@link SignaturePolicy} in front of it.
 */
final class SelfTest {

    private SelfTest() {}

    /** What the engine does wrong, in a few words; empty when nothing. */
    static String fault(Ed25519Engine engine) {
        try (Identity identity = Identity.fromSeed(SEED)) {
            for (int turn = 0; turn < 2; turn++) {
                // Twice: an engine may keep state for the second.
                if (!Arrays.equals(SIGNATURE, engine.sign(identity, DATA))) {
                    return "makes a wrong signature";
                }
            }
            PeerKey key = identity.key();
            if (!engine.verify(key, DATA, SIGNATURE)) {
                return "refuses a good signature";
            }
            if (engine.verify(key, DATA, flipped(SIGNATURE, 0)) || engine.verify(key, DATA, flipped(SIGNATURE, 63))) {
                return "accepts a changed signature";
            }
            if (engine.verify(key, flipped(DATA, 22), SIGNATURE)) {
                return "accepts changed data";
            }
            return refuses(engine, key, MALLEATED) ? "" : "accepts S + L";
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            return "throws " + e;
        }
    }

    /** A throw is a refusal here: {@link Ed25519} takes it for one too. */
    private static boolean refuses(Ed25519Engine engine, PeerKey key, byte[] signature) {
        try {
            return !engine.verify(key, DATA, signature);
        } catch (GeneralSecurityException e) {
            return true;
        }
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= 1;
        return copy;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static final byte[] SEED = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    private static final byte[] DATA = hex("120f3132372e302e302e313a31343636361880c28d8c06");

    private static final byte[] SIGNATURE = hex("3919551bf9fa2539f294803dec64f4fca11abdbc08203f428fc8930f8b6a17e8"
            + "290481752a22a2f7971ce82ac19152ecadf4288ba452b63946974e1aa462d506");

    /** The same with S + L for S: anybody can compute it from the good one. */
    private static final byte[] MALLEATED = hex("3919551bf9fa2539f294803dec64f4fca11abdbc08203f428fc8930f8b6a17e8"
            + "16d876d24485b44f6eb9dfcd9f8b3101aef4288ba452b63946974e1aa462d516");
}
