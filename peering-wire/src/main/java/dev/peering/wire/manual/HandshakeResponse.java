package dev.peering.wire.manual;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.manual.proto.ManualProto;

/**
 * The answer of the end that was dialed; the signed data of the second {@link Envelope}. Seed 000, section 3.5.3.
 *
 * <pre>
 *   0a 20 34f94d58...1ef12   req_hash (1) = SHA-256 over the data of the request, as received
 * </pre>
 *
 * <p>Always 34 bytes, in a packet of 136. Refuses a hash of another length. Vectors:
 * {@code vectors/manual/ex1-response.hex} and its neighbors.
 *
 * @param requestHash {@code req_hash} in the specification, {@value ManualWire#REQUEST_HASH_LENGTH} bytes
 */
public record HandshakeResponse(Bytes requestHash) {

    private static final MessageShape SHAPE = MessageShape.of(
            ManualWire.MAX_HANDSHAKE_DATA_LENGTH, FieldRule.required(1, "req_hash", ManualWire.REQUEST_HASH_LENGTH));

    /** Rejects a hash of another length. */
    public HandshakeResponse {
        if (requestHash.length() != ManualWire.REQUEST_HASH_LENGTH) {
            throw new IllegalArgumentException(
                    "req_hash has " + requestHash.length() + " bytes, must have " + ManualWire.REQUEST_HASH_LENGTH);
        }
    }

    /**
     * Reads the signed data of an envelope. Unknown fields are accepted, because a later version may add some.
     *
     * @throws MalformedException for a missing hash or one of another length, and for all that
     *     {@link HandshakeRequest#parse} refuses
     */
    public static HandshakeResponse parse(Bytes data) throws MalformedException {
        FieldScanner.check(data, SHAPE);
        ManualProto.HandshakeResponse response =
                Protobuf.parse(ManualProto.HandshakeResponse.parser(), data.toByteString());
        return new HandshakeResponse(Bytes.of(response.getReqHash()));
    }

    /** The bytes to sign. */
    public Bytes encode() {
        return Bytes.of(ManualProto.HandshakeResponse.newBuilder()
                .setReqHash(requestHash.toByteString())
                .build()
                .toByteString());
    }
}
