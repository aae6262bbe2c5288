package dev.peering.wire.opendex;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import java.io.IOException;

/**
 * Packets to and from their payload, the protobuf message without a frame around it. {@code opendex.md}, sections 3.2 and 3.4.
 *
 * <p>Written as the original writes: fields ascending, defaults left out, map entries sorted and always with key and value, an empty node
 * state present. Read in any order; unknown fields are dropped, and nothing covers them.
 */
public final class PacketCodec {

    private PacketCodec() {}

    /** The payload of a packet, at most {@value OpenDexWire#MAX_PAYLOAD_LENGTH} bytes for every packet that can be read back. */
    public static Bytes encode(Packet packet) {
        MessageLite message = ToProto.message(packet);
        byte[] payload = new byte[message.getSerializedSize()];
        write(message, CodedOutputStream.newInstance(payload));
        // From here on nobody has the array who could write to it.
        return Bytes.of(UnsafeByteOperations.unsafeWrap(payload));
    }

    /**
     * Reads a payload.
     *
     * @param type the type code beside it
     * @param payload all of it
     * @throws MalformedException with {@link WireFault#UNKNOWN_PACKET_TYPE} for a code that no packet has; with
     *     {@link WireFault#INVALID_PACKET} for fields that are missing, empty, twice there, or beyond a bound of {@link OpenDexWire}; with
     *     {@link WireFault#UNREADABLE} for what is no protobuf, texts that are not UTF-8, and known fields in a foreign wire type
     */
    public static Packet decode(int type, Bytes payload) throws MalformedException {
        PacketType known = type(type);
        if (payload.length() > OpenDexWire.MAX_PAYLOAD_LENGTH) {
            throw WireFault.MAX_BUFFER_SIZE_EXCEEDED.at(
                    "length",
                    0,
                    payload.length() + " bytes, at most " + OpenDexWire.MAX_PAYLOAD_LENGTH + " are allowed");
        }
        MessageScanner.check(payload, PacketRules.of(known));
        return FromProto.packet(known, payload.toByteString());
    }

    static PacketType type(int code) throws MalformedException {
        return PacketType.ofCode(code)
                .orElseThrow(() -> WireFault.UNKNOWN_PACKET_TYPE.at(
                        "type", 0, Integer.toUnsignedString(code) + " is no packet type"));
    }

    private static void write(MessageLite message, CodedOutputStream out) {
        // Maps have no order of their own.
        out.useDeterministicSerialization();
        try {
            message.writeTo(out);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new AssertionError("the array has the size that was asked for", e);
        }
    }
}
