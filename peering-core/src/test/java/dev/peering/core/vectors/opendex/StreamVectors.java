package dev.peering.core.vectors.opendex;

import dev.peering.crypto.AesCbc;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.EncryptedFrame;
import dev.peering.wire.opendex.EncryptedFrameCodec;
import dev.peering.wire.opendex.GetNodes;
import dev.peering.wire.opendex.OpenDexNetwork;
import dev.peering.wire.opendex.OpenDexWire;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.PlainFrameCodec;
import tools.jackson.databind.node.ObjectNode;

/** Frames in a row, whole, cut and broken. Sections 2.1 to 2.4 and 13.1. */
final class StreamVectors {

    private static final String KEY = "2ffd60a0027c6baad2a81dd700089e089d9a7da8154236d5a6b5b00989072484";

    private final AesCbc cipher = AesCbc.of(Bytes.hex(KEY).toByteArray());
    private final PlainFrameCodec plain = new PlainFrameCodec(OpenDexNetwork.MAINNET, OpenDexWire.MAX_PAYLOAD_LENGTH);
    private final VectorFile file = new VectorFile(
            "streams",
            "Bytes in a row, and the packets heard before the end or the fault. With a key they are encrypted frames of one direction, without"
                    + " one plain frames. Incomplete: the last frame is not all there. Refused: reason is xud's error number, or silent.");

    static VectorFile file() {
        StreamVectors made = new StreamVectors();
        made.plainStreams();
        made.encryptedStreams();
        made.brokenCiphertexts();
        return made.file;
    }

    private void plainStreams() {
        Bytes ping = plain.encode(new Ping("one"));
        Bytes question = plain.encode(new GetNodes("two"));
        plain("glued", "two frames in one read", Bytes.concat(ping, question));
        plain("nothing", "nothing yet", Bytes.EMPTY);
        for (int length : new int[] {1, 3, 4, 8, 12, 15, 16, 20}) {
            plain("cut-at-" + length, "the first " + length + " bytes of a frame", ping.slice(0, length));
        }
        plain("glued-and-cut", "a whole frame and a header", Bytes.concat(ping, question.slice(0, 16)));
        plain("http", "another protocol", Bytes.utf8("GET / HTTP/1.1\r\n\r\n"));
        plain("other-network", "the magic of testnet", Bytes.hex("0b110907"));
        plain("empty-payload", "a payload of no bytes", Bytes.hex("f9beb4d90000000004000000e0308ae4"));
        plain("too-long", "a payload of 4 MiB", Bytes.hex("f9beb4d900004000"));
        plain("length-largest", "the largest length that can be written", Bytes.hex("f9beb4d9ffffffff"));
        plain("second-broken", "a frame, then no network", Bytes.concat(ping, Bytes.hex("00000000")));
        plain("encrypted", "an encrypted frame where plain ones are due", sealed(new Ping("one")));
    }

    private void encryptedStreams() {
        Bytes ping = sealed(new Ping("one"));
        Bytes question = sealed(new GetNodes("two"));
        encrypted("sealed", "one frame", ping);
        encrypted("sealed-glued", "two frames in one read", Bytes.concat(ping, question));
        for (int length : new int[] {1, 3, 4, 20, 35}) {
            encrypted("sealed-cut-at-" + length, "the first " + length + " bytes of a frame", ping.slice(0, length));
        }
        encrypted("sealed-not", "a plain frame where encrypted ones are due", plain.encode(new Ping("one")));
        encrypted("sealed-empty", "an empty frame", Bytes.hex("00000000"));
        encrypted("sealed-too-long", "a frame of 4 MiB", Bytes.hex("00004000"));
        encrypted(
                "sealed-replayed",
                "the same frame twice: nothing tells it from a second one",
                Bytes.concat(ping, ping));
    }

    private void brokenCiphertexts() {
        Bytes ping = sealed(new Ping("one"));
        byte[] other = ping.toByteArray();
        other[8] ^= 0x0e;
        encrypted("sealed-iv-flipped", "a bit flip in the IV makes another packet of it", Bytes.of(other));
        byte[] length = ping.toByteArray();
        length[4] ^= 1;
        encrypted("sealed-length-flipped", "the inner length changed through the IV", Bytes.of(length));
        encrypted("sealed-half-block", "a ciphertext of eight bytes", Bytes.hex("18000000" + "b1".repeat(24)));
        encrypted("sealed-no-block", "an IV and nothing behind it", Bytes.hex("10000000" + "b1".repeat(16)));
        encrypted("sealed-bad-padding", "a padding that is none", Bytes.concat(frame(Bytes.hex("00".repeat(32)))));
        encrypted("sealed-empty-plaintext", "nothing but padding", sealed(Bytes.EMPTY));
        encrypted("sealed-short-header", "seven bytes of plaintext", sealed(Bytes.hex("00".repeat(7))));
        encrypted("sealed-unknown-type", "type 14, which is gone", sealed(Bytes.hex("030000000e0000000a0169")));
        encrypted("sealed-no-payload", "a payload of no bytes", sealed(Bytes.hex("0000000004000000")));
    }

    private void plain(String id, String comment, Bytes stream) {
        file.add(id, comment, inputs(stream));
    }

    private void encrypted(String id, String comment, Bytes stream) {
        file.add(id, comment, inputs(stream).put("key", KEY));
    }

    private static ObjectNode inputs(Bytes stream) {
        return VectorFile.object().put("network", "mainnet").put("stream", stream.toHex());
    }

    private Bytes sealed(Packet packet) {
        return sealed(EncryptedFrameCodec.plaintext(packet));
    }

    private Bytes sealed(Bytes plaintext) {
        byte[] iv = Bytes.hex("a1".repeat(16)).toByteArray();
        return frame(Bytes.of(cipher.encrypt(iv, plaintext.toByteArray())));
    }

    private static Bytes frame(Bytes ciphertext) {
        return EncryptedFrameCodec.encode(new EncryptedFrame(Bytes.hex("a1".repeat(16)), ciphertext));
    }
}
