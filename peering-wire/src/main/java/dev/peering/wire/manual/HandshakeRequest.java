package dev.peering.wire.manual;

import com.google.protobuf.CodedOutputStream;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.Printable;
import dev.peering.wire.manual.proto.ManualProto;

/**
 * The first words of the end that dials; the signed data of the first {@link Envelope}. Seed 000, section 3.5.3.
 *
 * <table>
 * <caption>The request, field by field</caption>
 * <tr><th>bytes</th><th>field</th><th>meaning</th></tr>
 * <tr><td>08 ...</td><td>version (1)</td><td>unsigned 32 bits; 0 today and then absent</td></tr>
 * <tr><td>12 len ...</td><td>to (2)</td><td>text {@code ip:port} that was dialed, IPv6 in brackets</td></tr>
 * <tr><td>18 ...</td><td>timestamp (3)</td><td>whole seconds since 1970-01-01 UTC, signed 64 bits</td></tr>
 * </table>
 *
 * <pre>
 *   12 0f 3132372e302e302e313a3134363636   to = 127.0.0.1:14666
 *   18 80c28d8c06                          timestamp = 1636000000
 * </pre>
 *
 * <p>Absent fields are 0 or empty; whether that is acceptable is decided by the handshake, not here. Any text goes in
 * {@code to}, control characters included, because the network has no rule about it; use {@link #printableTo} or
 * {@link #toString} to show it. Refuses text that has no UTF-8 form, and anything that makes the request too long for an
 * envelope. Vectors: {@code vectors/manual/ex1-request.hex}, {@code ex7-longest-request.hex}.
 *
 * @param version an unsigned 32-bit number
 * @param to the dialed address as text
 * @param timestamp seconds since 1970-01-01 UTC; any 64-bit value
 */
public record HandshakeRequest(int version, String to, long timestamp) {

    private static final MessageShape SHAPE = MessageShape.of(
            ManualWire.MAX_HANDSHAKE_DATA_LENGTH,
            FieldRule.optional(1, "version", FieldRule.Kind.UINT32),
            FieldRule.optional(2, "to", FieldRule.Kind.TEXT),
            FieldRule.optional(3, "timestamp", FieldRule.Kind.INT64));

    /** Rejects what can never be sent: text without a UTF-8 form, or too long for an envelope. */
    public HandshakeRequest {
        // The cheap bound first; a character takes at least one byte.
        if (to.length() > ManualWire.MAX_HANDSHAKE_DATA_LENGTH
                || encodedLength(version, to, timestamp) > ManualWire.MAX_HANDSHAKE_DATA_LENGTH) {
            throw new IllegalArgumentException(
                    "to has " + to.length() + " characters, too long: the request would not fit "
                            + ManualWire.MAX_HANDSHAKE_DATA_LENGTH + " bytes");
        }
        if (hasLoneSurrogate(to)) {
            throw new IllegalArgumentException("to has half of a surrogate pair: " + Printable.of(to));
        }
    }

    /**
     * Reads the signed data of an envelope. Unknown fields are accepted and dropped, so answer with the hash of the data
     * as received, never of {@link #encode}.
     *
     * @throws MalformedException for more than 153 bytes, a known field in a foreign wire type (which also stops a packet of
     *     the sister protocol over UDP from passing as a request), groups, field number 0, a version above 32 bits, numbers
     *     above 64 bits, tags above 32 bits, text that is not UTF-8, and data cut off inside a field
     */
    public static HandshakeRequest parse(Bytes data) throws MalformedException {
        FieldScanner.check(data, SHAPE);
        ManualProto.HandshakeRequest request =
                Protobuf.parse(ManualProto.HandshakeRequest.parser(), data.toByteString());
        return new HandshakeRequest(request.getVersion(), request.getTo(), request.getTimestamp());
    }

    /** The bytes to sign: fields ascending, default values left out. */
    public Bytes encode() {
        return Bytes.of(ManualProto.HandshakeRequest.newBuilder()
                .setVersion(version)
                .setTo(to)
                .setTimestamp(timestamp)
                .build()
                .toByteString());
    }

    /** {@link #to} with everything but printable ASCII escaped. */
    public String printableTo() {
        return Printable.of(to);
    }

    /** All fields, safe to print. */
    @Override
    public String toString() {
        return "HandshakeRequest[version=" + Integer.toUnsignedString(version) + ", to=" + printableTo()
                + ", timestamp=" + timestamp + "]";
    }

    private static int encodedLength(int version, String to, long timestamp) {
        return (version == 0 ? 0 : CodedOutputStream.computeUInt32Size(1, version))
                + (to.isEmpty() ? 0 : CodedOutputStream.computeStringSize(2, to))
                + (timestamp == 0 ? 0 : CodedOutputStream.computeInt64Size(3, timestamp));
    }

    /** Half of a pair stands for no character and has no UTF-8 form; protobuf would write a question mark instead. */
    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            // A pair counts as one code point above the surrogates; only a lone one is still among them.
            int character = text.codePointAt(i);
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                return true;
            }
            i += Character.charCount(character) - 1;
        }
        return false;
    }
}
