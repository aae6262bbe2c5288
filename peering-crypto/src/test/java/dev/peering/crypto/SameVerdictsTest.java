package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Signatures made with the secret in hand, whose key and R carry small-order parts: the inputs on which verifiers disagree. The
 * expected answer comes from school arithmetic.
 */
@DisplayName("Every provider gives the verdict of the cofactored equation")
class SameVerdictsTest {

    private static final int ROUNDS = 40;

    @Test
    @DisplayName("honest, mixed-order and wrong signatures: all providers agree with the arithmetic")
    void agree() {
        SplittableRandom random = new SplittableRandom(2);
        int valid = 0;
        int disputed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Attempt attempt = Attempt.random(random);
            boolean expected = Curve.cofactored(attempt.key, attempt.r, attempt.k(), attempt.s);
            for (Ed25519 ed25519 : Providers.present()) {
                assertThat(Providers.accepts(ed25519, attempt.key.encode(), attempt.data(), attempt.signature()))
                        .as("round %d by %s", round, ed25519.name())
                        .isEqualTo(expected);
            }
            valid += expected ? 1 : 0;
            disputed += expected && !Curve.cofactorless(attempt.key, attempt.r, attempt.k(), attempt.s) ? 1 : 0;
        }
        // Otherwise the rounds would have proven nothing.
        assertThat(valid).isBetween(ROUNDS / 2, ROUNDS - 1);
        assertThat(disputed).isGreaterThan(ROUNDS / 4);
    }

    @Test
    @DisplayName("Corretto alone says no where only the cofactored equation holds, and never yes where it does not")
    void whyASecondOpinion() throws GeneralSecurityException {
        assumeTrue(Providers.present().size() > 1, "corretto is not present");
        Provider bare = Providers.bareCorretto();
        SplittableRandom random = new SplittableRandom(3);
        int missed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Attempt attempt = Attempt.random(random);
            boolean yes = accepts(bare, attempt.key.encode(), attempt.data(), attempt.signature());
            assertThat(yes).isEqualTo(Curve.cofactorless(attempt.key, attempt.r, attempt.k(), attempt.s));
            missed += !yes && Curve.cofactored(attempt.key, attempt.r, attempt.k(), attempt.s) ? 1 : 0;
        }
        assertThat(missed).isGreaterThan(ROUNDS / 4);
    }

    @Test
    @DisplayName("1.8 the zero key: of 64 forged signatures none is accepted by any provider")
    void zeroKey() throws GeneralSecurityException {
        byte[] zero = new byte[32];
        byte[] forged = Curve.signature(Curve.NEUTRAL.encode(), BigInteger.ZERO);
        int forgeable = 0;
        for (int i = 0; i < 64; i++) {
            byte[] data = {(byte) i};
            for (Ed25519 ed25519 : Providers.present()) {
                assertThat(Providers.accepts(ed25519, zero, data, forged))
                        .as("message %d by %s", i, ed25519.name())
                        .isFalse();
                // Even with the check of keys out of the way, R is of small order.
                assertThat(ed25519.verify(zeroKeyUnchecked(), data, forged)).isFalse();
            }
            forgeable +=
                    Providers.present().size() > 1 && accepts(Providers.bareCorretto(), zero, data, forged) ? 1 : 0;
        }
        if (Providers.present().size() > 1) {
            // About one in four: the forgeries are real, and it is our policy that stops them.
            assertThat(forgeable).isBetween(4, 32);
        }
    }

    private static PeerKey zeroKeyUnchecked() {
        byte[] seed = new byte[32];
        return new PeerKey(new byte[32], BouncyCastleEngine.publicKey(seed).point());
    }

    private static boolean accepts(Provider provider, byte[] key, byte[] data, byte[] signature)
            throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(Vectors.hex("302a300506032b6570032100"), 44);
        System.arraycopy(key, 0, encoded, 12, 32);
        Signature verifier = Signature.getInstance("Ed25519", provider);
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(data);
        return verifier.verify(signature);
    }

    /** A key, a nonce point and an S, each with its own troubles. */
    private record Attempt(Curve.Point key, Curve.Point r, int message, BigInteger s) {

        static Attempt random(SplittableRandom random) {
            byte[] seed = new byte[32];
            random.nextBytes(seed);
            int message = random.nextInt(256);
            BigInteger secret = Curve.scalar(seed);
            BigInteger nonce = BigInteger.valueOf(random.nextLong(1, Long.MAX_VALUE));
            Curve.Point key = Curve.BASE.times(secret).plus(Curve.TORSION.times(maybe(random)));
            Curve.Point r = Curve.BASE.times(nonce).plus(Curve.TORSION.times(maybe(random)));
            BigInteger k = Curve.challenge(r.encode(), key.encode(), data(message));
            BigInteger wrong = BigInteger.valueOf(random.nextInt(4) == 0 ? random.nextInt(1, 9) : 0);
            return new Attempt(
                    key, r, message, nonce.add(k.multiply(secret)).add(wrong).mod(Curve.L));
        }

        /** No small-order part in a third of all cases, else one of the seven. */
        private static int maybe(SplittableRandom random) {
            return random.nextInt(3) == 0 ? 0 : random.nextInt(1, 8);
        }

        byte[] data() {
            return data(message);
        }

        private static byte[] data(int message) {
            return new byte[] {(byte) message};
        }

        BigInteger k() {
            return Curve.challenge(r.encode(), key.encode(), data(message));
        }

        byte[] signature() {
            return Curve.signature(r.encode(), s);
        }
    }
}
