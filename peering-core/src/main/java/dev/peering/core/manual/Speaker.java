package dev.peering.core.manual;

import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.crypto.PeerKey;
import dev.peering.crypto.SignedPayload;
import dev.peering.wire.Bytes;
import dev.peering.wire.manual.Envelope;
import dev.peering.wire.manual.EnvelopeCodec;
import java.util.Optional;

/** Seals data into signed envelopes and opens them again: the one place where the wire's bytes meet keys. */
final class Speaker {

    private final Identity identity;
    private final Ed25519 ed25519;
    private final Bytes publicKey;

    Speaker(Identity identity, Ed25519 ed25519) {
        this.identity = identity;
        this.ed25519 = ed25519;
        this.publicKey = Bytes.of(identity.key().toByteArray());
    }

    /** The whole packet: data, our key, our signature over data. */
    Bytes seal(Bytes data) {
        byte[] signature = ed25519.sign(identity, data.toByteArray());
        return EnvelopeCodec.encode(new Envelope(data, publicKey, Bytes.of(signature)));
    }

    /** Evidence that {@code signer} signed the data of this envelope; empty when it did not. */
    Optional<SignedPayload> open(Envelope envelope, PeerKey signer) {
        return SignedPayload.verify(
                ed25519,
                signer,
                envelope.data().toByteArray(),
                envelope.signature().toByteArray());
    }
}
