package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Evidence of a checked signature")
class SignedPayloadTest {

    private final Identity identity = Identity.fromSeed(new byte[32]);
    private final byte[] data = {1, 2, 3};
    private final byte[] signature = identity.sign(data);

    @Test
    @DisplayName("holds the signer and the bytes, and cannot be changed from outside")
    void holds() {
        SignedPayload payload = SignedPayload.verify(Ed25519.bouncyCastle(), identity.key(), data, signature)
                .orElseThrow();
        data[0] = 9;
        payload.data()[1] = 9;
        assertThat(payload.data()).containsExactly(1, 2, 3);
        assertThat(payload.signer()).isEqualTo(identity.key());
        assertThat(payload)
                .hasToString("SignedPayload[3 bytes by " + identity.key().shortId() + "]");
    }

    @Test
    @DisplayName("does not exist for other bytes, another signer or another signature")
    void refuses() {
        PeerKey other = Identity.fromSeed(Vectors.hex("01".repeat(32))).key();
        byte[] changed = signature.clone();
        changed[40] ^= 1;
        assertThat(SignedPayload.verify(Ed25519.bouncyCastle(), identity.key(), new byte[] {1, 2}, signature))
                .isEmpty();
        assertThat(SignedPayload.verify(Ed25519.bouncyCastle(), other, data, signature))
                .isEmpty();
        assertThat(SignedPayload.verify(Ed25519.bouncyCastle(), identity.key(), data, changed))
                .isEmpty();
    }

    @Test
    @DisplayName("an argument that is null is a mistake of the program, not a bad signature")
    @SuppressWarnings("NullAway") // It is what the test is about.
    void nulls() {
        Ed25519 ed25519 = Ed25519.bouncyCastle();
        byte[] malformed = new byte[1];
        for (byte[] any : new byte[][] {signature, malformed}) {
            assertThatNullPointerException().isThrownBy(() -> SignedPayload.verify(ed25519, null, data, any));
            assertThatNullPointerException().isThrownBy(() -> ed25519.verify(null, data, any));
            assertThatNullPointerException().isThrownBy(() -> ed25519.verify(identity.key(), null, any));
            assertThatNullPointerException().isThrownBy(() -> Secp256k1.verify(null, data, any));
        }
        String longEnough = "00".repeat(Secp256k1.SIGNATURE_LENGTH);
        for (String any : new String[] {longEnough, "", "zz".repeat(Secp256k1.SIGNATURE_LENGTH)}) {
            assertThatNullPointerException().isThrownBy(() -> Secp256k1Payload.verify(null, data, any));
        }
    }
}
