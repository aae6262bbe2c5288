package dev.peering.crypto;

import java.util.Optional;

/**
 * Evidence: bytes whose signature was checked, and the key they were checked with.
 *
 * <p>{@link #verify} is the only way to one, so a method that takes a {@code SignedPayload} cannot be called with bytes nobody
 * checked. It says who signed these bytes at some time; that they are fresh, meant for us, or from somebody we want is not
 * in it.
 *
 * <p>Immutable: the bytes are copied before they are checked and again when they are given out, so what is read later is what was
 * verified, whatever happens to the caller's arrays.
 */
public final class SignedPayload {

    private final PeerKey signer;
    private final byte[] data;

    private SignedPayload(PeerKey signer, byte[] data) {
        this.signer = signer;
        this.data = data;
    }

    /**
     * Checks a signature.
     *
     * @param ed25519 the provider that checks
     * @param signer whose signature it should be
     * @param data the signed bytes; bound their length before you come here
     * @param signature any bytes
     * @return the evidence, or empty when the signature is not the signer's signature over exactly these bytes
     */
    public static Optional<SignedPayload> verify(Ed25519 ed25519, PeerKey signer, byte[] data, byte[] signature) {
        // Copy first: bytes changed by another thread between check and copy would be evidence of nothing.
        byte[] copy = data.clone();
        if (!ed25519.verify(signer, copy, signature.clone())) {
            return Optional.empty();
        }
        return Optional.of(new SignedPayload(signer, copy));
    }

    /** The key the signature was checked with. */
    public PeerKey signer() {
        return signer;
    }

    /** A copy of the signed bytes. */
    public byte[] data() {
        return data.clone();
    }

    /** The signer and how many bytes; not the bytes. */
    @Override
    public String toString() {
        return "SignedPayload[" + data.length + " bytes by " + signer.shortId() + "]";
    }
}
