package dev.peering.conformance.opendex;

import dev.peering.crypto.AesCbc;
import dev.peering.crypto.Sha256;
import dev.peering.wire.opendex.CanonicalJson;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.PacketCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** OpenDEX frames by hand, right and wrong ones alike. Facts: {@code opendex.md}, section 2. All numbers are 32 bits, little-endian. */
public final class Frames {

    /** Bytes in front of a plain payload: magic, length, type, checksum. */
    public static final int PLAIN_HEADER = 16;

    /** Bytes in front of an encrypted payload inside: length, type. */
    public static final int INNER_HEADER = 8;

    private Frames() {}

    /**
     * A plain frame.
     *
     * @param magic of the network
     * @param type code of the packet
     * @param payload its protobuf bytes
     * @param checksum as it is to stand there
     * @return header and payload
     */
    public static byte[] plain(int magic, int type, byte[] payload, int checksum) {
        return plain(magic, payload.length, type, payload, checksum);
    }

    /**
     * A plain frame whose length may be a lie.
     *
     * @param magic of the network
     * @param length what is claimed
     * @param type code of the packet
     * @param payload its protobuf bytes
     * @param checksum as it is to stand there
     * @return header and payload
     */
    public static byte[] plain(int magic, int length, int type, byte[] payload, int checksum) {
        return little(PLAIN_HEADER + payload.length)
                .putInt(magic)
                .putInt(length)
                .putInt(type)
                .putInt(checksum)
                .put(payload)
                .array();
    }

    /**
     * The right plain frame of a packet.
     *
     * @param magic of the network
     * @param packet what to say
     * @return header and payload
     */
    public static byte[] plain(int magic, Packet packet) {
        return plain(magic, packet.type().code(), payload(packet), checksum(packet));
    }

    /**
     * A packet's protobuf bytes.
     *
     * @param packet what to say
     * @return without a frame
     */
    public static byte[] payload(Packet packet) {
        return PacketCodec.encode(packet).toByteArray();
    }

    /**
     * The checksum of a packet.
     *
     * @param packet any
     * @return the first four bytes of the hash over its JSON, as a little-endian number
     */
    public static int checksum(Packet packet) {
        return ByteBuffer.wrap(Sha256.of(CanonicalJson.of(packet).toByteArray()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }

    /**
     * What is encrypted.
     *
     * @param length what is claimed
     * @param type code of the packet
     * @param payload its protobuf bytes
     * @return inner header and payload
     */
    public static byte[] inner(int length, int type, byte[] payload) {
        return little(INNER_HEADER + payload.length)
                .putInt(length)
                .putInt(type)
                .put(payload)
                .array();
    }

    /**
     * An encrypted frame.
     *
     * @param cipher of this direction
     * @param iv 16 bytes
     * @param plaintext what is inside
     * @return length, IV and ciphertext
     */
    public static byte[] encrypted(AesCbc cipher, byte[] iv, byte[] plaintext) {
        return around(iv, cipher.encrypt(iv, plaintext));
    }

    /**
     * The frame around an IV and a ciphertext, whatever they are.
     *
     * @param iv usually 16 bytes
     * @param ciphertext usually whole blocks
     * @return length, IV and ciphertext
     */
    public static byte[] around(byte[] iv, byte[] ciphertext) {
        return little(4 + iv.length + ciphertext.length)
                .putInt(iv.length + ciphertext.length)
                .put(iv)
                .put(ciphertext)
                .array();
    }

    /**
     * Joins pieces.
     *
     * @param parts in order
     * @return one behind the other
     */
    public static byte[] glued(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    /**
     * A number in a frame.
     *
     * @param bytes the frame
     * @param at offset
     * @return 32 bits
     */
    public static int intAt(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
