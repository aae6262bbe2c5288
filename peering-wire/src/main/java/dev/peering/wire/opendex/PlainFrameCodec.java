package dev.peering.wire.opendex;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Plain frames out of a stream and into one. {@code opendex.md}, sections 2.1 and 2.3.
 *
 * <pre>
 *   offset 0   magic of the network, 4 bytes little-endian like all numbers here
 *          4   length of the payload
 *          8   packet type
 *         12   checksum: the first 4 bytes of SHA-256 over {@link CanonicalJson#of(Packet)}, as they are
 *         16   payload, a protobuf message
 * </pre>
 *
 * <p>Wrong magic, length and type are refused as soon as their bytes are there. A checksum of 0, which switches the original's check off, is
 * taken for what it says: nobody honest sends one.
 *
 * <p>The digest is the JDK's, which every platform has: a checksum is part of the frame, and who imports this module alone must be able to
 * read one. Immutable; not a place where keys come near.
 */
public final class PlainFrameCodec {

    private static final int CHECKSUM_LENGTH = 4;

    private final OpenDexNetwork network;
    private final int maxPayloadLength;

    /**
     * Frames of this network.
     *
     * @param maxPayloadLength longest payload that is read, 1 to {@value OpenDexWire#MAX_PAYLOAD_LENGTH}; before a peer has proven an
     *     identity, {@value OpenDexWire#MAX_HANDSHAKE_PAYLOAD_LENGTH} is plenty
     */
    public PlainFrameCodec(OpenDexNetwork network, int maxPayloadLength) {
        Require.count("maxPayloadLength", maxPayloadLength, 1, OpenDexWire.MAX_PAYLOAD_LENGTH);
        this.network = network;
        this.maxPayloadLength = maxPayloadLength;
    }

    /**
     * Takes one whole frame off a buffer. When it is not all there, or is refused, the buffer is left as it was.
     *
     * @return the packet, or empty when more bytes are needed
     * @throws MalformedException when no further bytes could make it valid: {@link WireFault#INVALID_NETWORK_MAGIC},
     *     {@link WireFault#INCOMPATIBLE_NETWORK}, {@link WireFault#MAX_BUFFER_SIZE_EXCEEDED}, {@link WireFault#INVALID_LENGTH} for an empty
     *     payload, {@link WireFault#DATA_INTEGRITY}, and all that {@link PacketCodec#decode} refuses. The stream cannot be followed any
     *     further then.
     */
    public Optional<Packet> read(ByteBuf in) throws MalformedException {
        int start = in.readerIndex();
        int arrived = in.readableBytes();
        if (arrived >= 4) {
            checkMagic(in.getIntLE(start));
        }
        if (arrived >= 8) {
            checkLength(Integer.toUnsignedLong(in.getIntLE(start + 4)));
        }
        if (arrived >= 12) {
            PacketCodec.type(in.getIntLE(start + 8));
        }
        if (arrived < OpenDexWire.PLAIN_HEADER_LENGTH
                || arrived < OpenDexWire.PLAIN_HEADER_LENGTH + in.getIntLE(start + 4)) {
            return Optional.empty();
        }
        return Optional.of(whole(in, start));
    }

    /** A packet as it travels, header and checksum included. Write it with one call: the original loses headers that come in pieces. */
    public Bytes encode(Packet packet) {
        Bytes payload = PacketCodec.encode(packet);
        byte[] header = new byte[OpenDexWire.PLAIN_HEADER_LENGTH];
        ByteBuf out = Unpooled.wrappedBuffer(header).clear();
        out.writeIntLE(network.magic());
        out.writeIntLE(payload.length());
        out.writeIntLE(packet.type().code());
        checksum(packet).writeTo(out);
        return Bytes.concat(Bytes.of(header), payload);
    }

    /** The four bytes that stand in front of this packet, wherever it is plain. */
    public static Bytes checksum(Packet packet) {
        MessageDigest digest = sha256();
        return Bytes.of(digest.digest(CanonicalJson.of(packet).toByteArray())).slice(0, CHECKSUM_LENGTH);
    }

    private Packet whole(ByteBuf in, int start) throws MalformedException {
        ByteBuf frame = in.slice(start, OpenDexWire.PLAIN_HEADER_LENGTH + in.getIntLE(start + 4));
        int type = frame.getIntLE(8);
        Bytes declared = Bytes.read(frame.skipBytes(12), CHECKSUM_LENGTH);
        Packet packet = PacketCodec.decode(type, Bytes.read(frame, frame.readableBytes()));
        if (!checksum(packet).equals(declared)) {
            throw WireFault.DATA_INTEGRITY.at("checksum", 12, "not that of the packet");
        }
        in.skipBytes(frame.readerIndex());
        return packet;
    }

    private void checkMagic(int magic) throws MalformedException {
        if (magic == network.magic()) {
            return;
        }
        Optional<OpenDexNetwork> other = OpenDexNetwork.ofMagic(magic);
        if (other.isPresent()) {
            throw WireFault.INCOMPATIBLE_NETWORK.at(
                    "magic", 0, "of " + other.get().label() + ", must be of " + network.label());
        }
        throw WireFault.INVALID_NETWORK_MAGIC.at("magic", 0, "of no network; perhaps the frame is encrypted");
    }

    private void checkLength(long length) throws MalformedException {
        if (length == 0) {
            throw WireFault.INVALID_LENGTH.at("length", 4, "an empty payload, which no packet has");
        }
        if (length > maxPayloadLength) {
            throw WireFault.MAX_BUFFER_SIZE_EXCEEDED.at(
                    "length", 4, length + " bytes of payload, at most " + maxPayloadLength + " are allowed");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform must have it (java.security.MessageDigest says so).
            throw new AssertionError(e);
        }
    }
}
