package dev.peering.core.opendex;

import dev.peering.crypto.AesCbc;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.opendex.EncryptedFrame;
import dev.peering.wire.opendex.EncryptedFrameCodec;
import dev.peering.wire.opendex.OpenDexWire;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.PlainFrameCodec;
import dev.peering.wire.opendex.WireFault;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Both directions of one connection, each plain at first and then encrypted with a key of its own. Section 5: behind the SessionAck we send our
 * output is encrypted, behind the SessionAck we receive our input is.
 *
 * <p>The mode is looked at before each frame, since the first encrypted one may come in the same read as the SessionAck. Belongs to one session.
 */
final class Line {

    private final OpenDexOptions options;
    private final PlainFrameCodec plain;
    private final RecentIvs recent = new RecentIvs();
    private EncryptedFrameCodec encrypted;
    private @Nullable AesCbc in;
    private @Nullable AesCbc out;

    Line(OpenDexOptions options) {
        this.options = options;
        this.plain = new PlainFrameCodec(options.network(), OpenDexWire.MAX_HANDSHAKE_PAYLOAD_LENGTH);
        this.encrypted = new EncryptedFrameCodec(options.network(), OpenDexWire.MAX_HANDSHAKE_PAYLOAD_LENGTH);
    }

    /** The next packet; empty when its frame is not all there. */
    Optional<Packet> read(ByteBuf bytes) throws MalformedException {
        if (in == null) {
            return plain.read(bytes);
        }
        Optional<EncryptedFrame> frame = encrypted.read(bytes);
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        if (recent.repeats(frame.get().iv())) {
            throw new MalformedException(
                    WireFault.INVALID_PACKET.code(), "iv", OpenDexWire.ENCRYPTED_HEADER_LENGTH, "a frame played back");
        }
        return Optional.of(open(in, frame.get()));
    }

    /** The packet as a frame, to be written with one write. */
    Bytes write(Packet packet) {
        if (out == null) {
            return plain.encode(packet);
        }
        byte[] iv = options.randomness().iv();
        byte[] ciphertext =
                out.encrypt(iv, EncryptedFrameCodec.plaintext(packet).toByteArray());
        return EncryptedFrameCodec.encode(new EncryptedFrame(Bytes.of(iv), Bytes.of(ciphertext)));
    }

    /** From the next byte on they encrypt with this key, which is wiped. */
    void encryptIn(byte[] key) {
        in = cipher(key);
    }

    /** From the next frame on we do. */
    void encryptOut(byte[] key) {
        out = cipher(key);
    }

    boolean readsEncrypted() {
        return in != null;
    }

    /** The peer is proven and may say more at once. */
    void trust() {
        encrypted = new EncryptedFrameCodec(options.network(), OpenDexWire.MAX_PAYLOAD_LENGTH);
    }

    private static Packet open(AesCbc cipher, EncryptedFrame frame) throws MalformedException {
        Optional<byte[]> plaintext =
                cipher.decrypt(frame.iv().toByteArray(), frame.ciphertext().toByteArray());
        if (plaintext.isEmpty()) {
            throw unreadable();
        }
        try {
            return EncryptedFrameCodec.packet(Bytes.of(plaintext.get()));
        } catch (MalformedException malformed) {
            // Garbage with good padding must look like garbage with bad padding, or the answer tells which it was
            // (13.1).
            throw WireFault.of(malformed) == WireFault.INVALID_LENGTH ? unreadable() : malformed;
        }
    }

    private static MalformedException unreadable() {
        return new MalformedException(
                "ciphertext", OpenDexWire.ENCRYPTED_HEADER_LENGTH, "does not decrypt to a packet");
    }

    private static AesCbc cipher(byte[] key) {
        AesCbc cipher = AesCbc.of(key);
        Arrays.fill(key, (byte) 0);
        return cipher;
    }
}
