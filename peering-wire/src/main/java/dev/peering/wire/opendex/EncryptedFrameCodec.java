package dev.peering.wire.opendex;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;

/**
 * Encrypted frames out of a stream and into one, and the packets inside them. {@code opendex.md}, sections 2.2 and 2.3.
 *
 * <pre>
 *   offset 0   length of all that follows, 4 bytes little-endian like all numbers here
 *          4   IV, 16 bytes
 *         20   ciphertext, whole blocks; in it:
 *
 *   offset 0   length of the payload
 *          4   packet type
 *          8   payload, a protobuf message
 * </pre>
 *
 * <p>The cipher is not here: this module knows none. Between {@link #read} and {@link #packet}, and between {@link #plaintext} and
 * {@link #encode}, the caller decrypts and encrypts (AES-256-CBC with PKCS#7 padding). Immutable.
 */
public final class EncryptedFrameCodec {

    private static final int SHORTEST = OpenDexWire.IV_LENGTH + OpenDexWire.BLOCK_LENGTH;

    private final OpenDexNetwork network;
    private final int maxLength;

    /**
     * Frames between two nodes of this network.
     *
     * @param maxPayloadLength longest payload that is read, 1 to {@value OpenDexWire#MAX_PAYLOAD_LENGTH}
     */
    public EncryptedFrameCodec(OpenDexNetwork network, int maxPayloadLength) {
        Require.count("maxPayloadLength", maxPayloadLength, 1, OpenDexWire.MAX_PAYLOAD_LENGTH);
        this.network = network;
        this.maxLength = SHORTEST + OpenDexWire.INNER_HEADER_LENGTH + maxPayloadLength;
    }

    /**
     * Takes one whole frame off a buffer. When it is not all there, or is refused, the buffer is left as it was.
     *
     * @return the frame, or empty when more bytes are needed
     * @throws MalformedException when no further bytes could make it valid: {@link WireFault#NOT_ENCRYPTED},
     *     {@link WireFault#MAX_BUFFER_SIZE_EXCEEDED}, {@link WireFault#INVALID_LENGTH} for an empty frame, {@link WireFault#UNREADABLE} for
     *     half blocks. The stream cannot be followed any further then.
     */
    public Optional<EncryptedFrame> read(ByteBuf in) throws MalformedException {
        if (in.readableBytes() < OpenDexWire.ENCRYPTED_HEADER_LENGTH) {
            return Optional.empty();
        }
        int length = checkedLength(in.getIntLE(in.readerIndex()));
        if (in.readableBytes() < OpenDexWire.ENCRYPTED_HEADER_LENGTH + length) {
            return Optional.empty();
        }
        in.skipBytes(OpenDexWire.ENCRYPTED_HEADER_LENGTH);
        Bytes iv = Bytes.read(in, OpenDexWire.IV_LENGTH);
        return Optional.of(new EncryptedFrame(iv, Bytes.read(in, length - OpenDexWire.IV_LENGTH)));
    }

    /** A frame as it travels, length included. Write it with one call: the original loses headers that come in pieces. */
    public static Bytes encode(EncryptedFrame frame) {
        byte[] header = new byte[OpenDexWire.ENCRYPTED_HEADER_LENGTH];
        Unpooled.wrappedBuffer(header)
                .setIntLE(0, frame.iv().length() + frame.ciphertext().length());
        return Bytes.concat(Bytes.of(header), frame.iv(), frame.ciphertext());
    }

    /** What is to be encrypted for this packet. */
    public static Bytes plaintext(Packet packet) {
        Bytes payload = PacketCodec.encode(packet);
        byte[] header = new byte[OpenDexWire.INNER_HEADER_LENGTH];
        Unpooled.wrappedBuffer(header)
                .setIntLE(0, payload.length())
                .setIntLE(4, packet.type().code());
        return Bytes.concat(Bytes.of(header), payload);
    }

    /**
     * The packet in what was decrypted.
     *
     * @param plaintext all of it, padding removed
     * @throws MalformedException {@link WireFault#INVALID_LENGTH} when the length in it is not that of the rest, and all that
     *     {@link PacketCodec#decode} refuses
     */
    public static Packet packet(Bytes plaintext) throws MalformedException {
        ByteBuf in = Unpooled.wrappedBuffer(plaintext.asReadOnlyByteBuffer());
        if (plaintext.length() < OpenDexWire.INNER_HEADER_LENGTH) {
            throw WireFault.INVALID_LENGTH.at("inner length", 0, "cut off");
        }
        int rest = plaintext.length() - OpenDexWire.INNER_HEADER_LENGTH;
        long length = Integer.toUnsignedLong(in.getIntLE(0));
        if (length != rest) {
            throw WireFault.INVALID_LENGTH.at("inner length", 0, length + " bytes, but " + rest + " follow");
        }
        return PacketCodec.decode(in.getIntLE(4), plaintext.slice(OpenDexWire.INNER_HEADER_LENGTH, plaintext.length()));
    }

    private int checkedLength(int declared) throws MalformedException {
        // Lengths stay far below every magic, so there is no doubt which of the two it is.
        if (declared == network.magic()) {
            throw WireFault.NOT_ENCRYPTED.at("length", 0, "the magic of a plain frame");
        }
        long length = Integer.toUnsignedLong(declared);
        if (length > maxLength) {
            throw WireFault.MAX_BUFFER_SIZE_EXCEEDED.at(
                    "length", 0, length + " bytes, at most " + maxLength + " are allowed");
        }
        if (length == 0) {
            throw WireFault.INVALID_LENGTH.at("length", 0, "an empty frame");
        }
        if (length < SHORTEST || (length - OpenDexWire.IV_LENGTH) % OpenDexWire.BLOCK_LENGTH != 0) {
            throw WireFault.UNREADABLE.at("length", 0, length + " bytes, which are no IV with whole blocks behind it");
        }
        return declared;
    }
}
