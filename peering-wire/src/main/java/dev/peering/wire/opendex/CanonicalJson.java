package dev.peering.wire.opendex;

import dev.peering.wire.Bytes;

/**
 * The text that is hashed: for the signature of a {@link SessionClaim}, and for the checksum in front of a plain {@link Packet}.
 * {@code opendex.md}, section 6.
 *
 * <p>Neither covers the protobuf bytes. Both ends write the decoded message as JSON and hash that, so every byte of it matters:
 *
 * <pre>
 *   {"body":{"payload":"x","reason":13},"header":{"id":"6d4f8a10-...","reqId":"5c3e7900-..."}}
 *   keys sorted by UTF-16 units on every level, no white space, strings and numbers as JavaScript prints them
 * </pre>
 *
 * <p>The writer is our own, because libraries escape differently (DEL, U+2028, uppercase hex) and print doubles differently; being right
 * about most of it is being wrong. Vectors: {@code vectors/opendex/json.json}.
 */
public final class CanonicalJson {

    private CanonicalJson() {}

    /** What the sender of this claim signs, in UTF-8. */
    public static Bytes of(SessionClaim claim) {
        JsonText json = new JsonText();
        PacketJson.claim(claim, "", json);
        return json.toBytes();
    }

    /** What the checksum of this packet is taken over, in UTF-8. */
    public static Bytes of(Packet packet) {
        JsonText json = new JsonText();
        PacketJson.packet(packet, json);
        return json.toBytes();
    }
}
