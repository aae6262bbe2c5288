package dev.peering.wire.manual;

import dev.peering.wire.Bytes;

/**
 * What both ends send once: signed data, and who signed it. Not yet trusted; nobody has checked the signature.
 *
 * <p>Seed 000, section 3.5.3; protobuf message {@code Packet} of the network. In the usual order:
 *
 * <table>
 * <caption>A packet, field by field</caption>
 * <tr><th>bytes</th><th>field</th><th>meaning</th></tr>
 * <tr><td>12 len ...</td><td>data (2)</td><td>a serialized {@link HandshakeRequest} or {@link HandshakeResponse}</td></tr>
 * <tr><td>1a 20 ...</td><td>public_key (3)</td><td>raw Ed25519 public key, 32 bytes</td></tr>
 * <tr><td>22 40 ...</td><td>signature (4)</td><td>Ed25519 over exactly the bytes of data, 64 bytes</td></tr>
 * </table>
 *
 * <p>Field 1, {@code type}, belongs to a sister protocol; it is never written and not kept when read.
 *
 * <p>Refuses keys and signatures of another length, and data too long for a packet of 256 bytes; so every envelope can
 * be encoded. Data may be empty, although no handshake accepts that. Vectors: {@code vectors/manual/ex1-request.hex} and
 * its neighbors.
 *
 * @param data the signed bytes, 0 to {@value ManualWire#MAX_HANDSHAKE_DATA_LENGTH}
 * @param publicKey of the signer, {@value ManualWire#PUBLIC_KEY_LENGTH} bytes
 * @param signature over {@code data}, {@value ManualWire#SIGNATURE_LENGTH} bytes
 */
public record Envelope(Bytes data, Bytes publicKey, Bytes signature) {

    /** Rejects what can never be a packet. */
    public Envelope {
        if (data.length() > ManualWire.MAX_HANDSHAKE_DATA_LENGTH) {
            throw new IllegalArgumentException("data has " + data.length() + " bytes, at most "
                    + ManualWire.MAX_HANDSHAKE_DATA_LENGTH + " fit a packet");
        }
        requireLength("public_key", publicKey, ManualWire.PUBLIC_KEY_LENGTH);
        requireLength("signature", signature, ManualWire.SIGNATURE_LENGTH);
    }

    private static void requireLength(String name, Bytes value, int length) {
        if (value.length() != length) {
            throw new IllegalArgumentException(name + " has " + value.length() + " bytes, must have " + length);
        }
    }
}
