package dev.peering.wire.manual;

import com.google.protobuf.ByteString;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.manual.proto.ManualProto;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Envelopes out of a stream and into one. Seed 000, section 3.5.3.
 *
 * <p>The handshake has no length in front. The original takes whatever one {@code read} returns; we find the end from
 * the bytes themselves, so that split and glued packets work too:
 *
 * <pre>
 *   12 17 ...data...  1a 20 ...key...  22 40 ...signature...  | 00 00 00 08 14 ...   first frame
 *   data, public_key and signature have all been there        ^ a zero byte, or nothing more yet: the packet ends here
 * </pre>
 *
 * <p>Every frame starts with a zero byte (its length stays below 2^24) and no protobuf field can (field number 0 does not
 * exist), so the border is never in doubt. Any other byte starts one more field of the packet.
 *
 * <p>Accepted: fields in any order, unknown fields in between, repeated fields (the last one counts, and only it is
 * handed out, so what gets verified is what gets used), numbers longer than necessary, {@code type} of any value.
 * Refused, at the first byte that proves it: more than 256 bytes, also when only the still missing fields would make
 * it so; a key or signature of another length, even if a later one would replace it; known fields in a foreign wire
 * type, groups, field number 0, tags and lengths that do not fit.
 *
 * <p>A packet without any data field, which the original takes for empty data, is never complete here: field 2 may still
 * come. The reader's deadline ends that. An empty data field that is written out is complete.
 */
public final class EnvelopeCodec {

    private static final MessageShape PACKET = MessageShape.of(
            ManualWire.MAX_HANDSHAKE_PACKET_LENGTH,
            FieldRule.optional(1, "type", FieldRule.Kind.UINT32),
            FieldRule.required(2, "data", FieldRule.Kind.BYTES),
            FieldRule.required(3, "public_key", ManualWire.PUBLIC_KEY_LENGTH),
            FieldRule.required(4, "signature", ManualWire.SIGNATURE_LENGTH));

    private EnvelopeCodec() {}

    /**
     * Takes one whole envelope off a buffer.
     *
     * <p>The rest stays for the next reader. When the envelope is not all there, or is refused, the buffer is left as it
     * was; show it again with more bytes behind it.
     *
     * @return the envelope, or empty when more bytes are needed
     * @throws MalformedException when no further bytes could make it valid; offsets count from the reader index
     */
    public static Optional<Envelope> read(ByteBuf in) throws MalformedException {
        // One byte beyond the limit tells a packet of full length from one that goes on.
        int window = Math.min(in.readableBytes(), ManualWire.MAX_HANDSHAKE_PACKET_LENGTH + 1);
        Bytes arrived = Bytes.peek(in, window);
        OptionalInt length = packetLength(arrived);
        if (length.isEmpty()) {
            return Optional.empty();
        }
        in.skipBytes(length.getAsInt());
        return Optional.of(parse(arrived.toByteString().substring(0, length.getAsInt())));
    }

    /**
     * The packet for an envelope: fields ascending, nothing but data, key and signature, at most 256 bytes. Empty data is
     * left out, as the original does.
     */
    public static Bytes encode(Envelope envelope) {
        return Bytes.of(ManualProto.Packet.newBuilder()
                .setData(envelope.data().toByteString())
                .setPublicKey(envelope.publicKey().toByteString())
                .setSignature(envelope.signature().toByteString())
                .build()
                .toByteString());
    }

    /** Where the packet at the start of these bytes ends, or empty when it goes on. */
    private static OptionalInt packetLength(Bytes arrived) throws MalformedException {
        FieldScanner fields = new FieldScanner(arrived, PACKET);
        while (!(fields.hasAll() && fields.isAtZeroByte())) {
            FieldScanner.Found found = fields.next();
            if (found == FieldScanner.Found.SHORT) {
                return OptionalInt.empty();
            }
            if (found == FieldScanner.Found.END) {
                return fields.hasAll() ? OptionalInt.of(fields.position()) : OptionalInt.empty();
            }
        }
        return OptionalInt.of(fields.position());
    }

    private static Envelope parse(ByteString scanned) {
        ManualProto.Packet packet = Protobuf.parse(ManualProto.Packet.parser(), scanned);
        return new Envelope(
                Bytes.of(packet.getData()), Bytes.of(packet.getPublicKey()), Bytes.of(packet.getSignature()));
    }
}
