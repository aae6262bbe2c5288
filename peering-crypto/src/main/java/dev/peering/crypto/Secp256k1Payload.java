package dev.peering.crypto;

import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * Evidence: bytes whose signature on secp256k1 was checked, and the key they were checked with. What {@link SignedPayload} is for
 * Ed25519.
 *
 * <p>{@link #verify} is the only way to one. It says who signed these bytes at some time; that they are fresh, meant for us, or
 * from somebody we want is not in it.
 *
 * <p>Immutable: the bytes are copied before they are checked and again when they are given out.
 */
public final class Secp256k1Payload {

    private static final int SIGNATURE_TEXT_LENGTH = 2 * Secp256k1.SIGNATURE_LENGTH;

    private final Secp256k1Key signer;
    private final byte[] data;

    private Secp256k1Payload(Secp256k1Key signer, byte[] data) {
        this.signer = signer;
        this.data = data;
    }

    /**
     * Checks a signature as it travels in OpenDEX.
     *
     * @param signer whose signature it should be
     * @param data the signed bytes; bound their length before you come here
     * @param signatureText exactly 128 hex digits, either case, of a compact low-S signature; anything else is no
     *     signature
     * @return the evidence, or empty when this is not the signer's signature over exactly these bytes
     */
    public static Optional<Secp256k1Payload> verify(Secp256k1Key signer, byte[] data, String signatureText) {
        Objects.requireNonNull(signer, "signer");
        Objects.requireNonNull(data, "data");
        if (signatureText.length() != SIGNATURE_TEXT_LENGTH) {
            return Optional.empty();
        }
        byte[] signature;
        try {
            signature = HexFormat.of().parseHex(signatureText);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        byte[] copy = data.clone();
        if (!Secp256k1.verify(signer, copy, signature)) {
            return Optional.empty();
        }
        return Optional.of(new Secp256k1Payload(signer, copy));
    }

    /** The key the signature was checked with. */
    public Secp256k1Key signer() {
        return signer;
    }

    /** A copy of the signed bytes. */
    public byte[] data() {
        return data.clone();
    }

    /** The signer and how many bytes; not the bytes. */
    @Override
    public String toString() {
        return "Secp256k1Payload[" + data.length + " bytes by " + signer + "]";
    }
}
