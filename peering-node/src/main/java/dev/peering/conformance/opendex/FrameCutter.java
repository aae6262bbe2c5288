package dev.peering.conformance.opendex;

import dev.peering.conformance.EndOfCase;
import dev.peering.crypto.AesCbc;
import dev.peering.wire.Bytes;
import java.util.Arrays;
import java.util.Optional;

/** Cuts what the target sends into frames, and decrypts them once there is a key. Frames are of 4 MiB at most. */
final class FrameCutter {

    private static final int MOST_FRAME = 4 * 1024 * 1024;

    private final int magic;
    private byte[] buffer = new byte[0];
    private Optional<AesCbc> in = Optional.empty();

    FrameCutter(int magic) {
        this.magic = magic;
    }

    /** More came. */
    void take(byte[] bytes) {
        buffer = Frames.glued(buffer, bytes);
    }

    /** From here on frames are encrypted. */
    void decryptWith(AesCbc cipher) {
        in = Optional.of(cipher);
    }

    boolean decrypts() {
        return in.isPresent();
    }

    /** The next frame, or nothing while none is whole; fails when there can be none. */
    Optional<Frame> cut() {
        if (buffer.length < 4) {
            return Optional.empty();
        }
        int first = Frames.intAt(buffer, 0);
        // A target may wrongly send a plain frame where an encrypted one belongs; the case is to see that.
        return first == magic || in.isEmpty() ? cutPlain(first) : cutEncrypted(first, in.get());
    }

    private Optional<Frame> cutPlain(int first) {
        if (first != magic) {
            throw EndOfCase.fail("the target sent something that is no plain frame of this network: "
                    + Bytes.of(Arrays.copyOf(buffer, Math.min(16, buffer.length)))
                            .toHex());
        }
        if (buffer.length < Frames.PLAIN_HEADER) {
            return Optional.empty();
        }
        int length = bounded(Frames.intAt(buffer, 4));
        if (buffer.length < Frames.PLAIN_HEADER + length) {
            return Optional.empty();
        }
        Frame frame = new Frame(
                false,
                Frames.intAt(buffer, 8),
                Bytes.of(Arrays.copyOfRange(buffer, Frames.PLAIN_HEADER, Frames.PLAIN_HEADER + length)),
                Frames.intAt(buffer, 12),
                Bytes.EMPTY);
        drop(Frames.PLAIN_HEADER + length);
        return Optional.of(frame);
    }

    private Optional<Frame> cutEncrypted(int first, AesCbc cipher) {
        int length = bounded(first);
        if (buffer.length < 4 + length) {
            return Optional.empty();
        }
        if (length < 2 * AesCbc.IV_LENGTH || length % AesCbc.BLOCK_LENGTH != 0) {
            throw EndOfCase.fail("the target sent an encrypted frame of impossible length " + length);
        }
        byte[] iv = Arrays.copyOfRange(buffer, 4, 4 + AesCbc.IV_LENGTH);
        byte[] ciphertext = Arrays.copyOfRange(buffer, 4 + AesCbc.IV_LENGTH, 4 + length);
        drop(4 + length);
        byte[] inside = cipher.decrypt(iv, ciphertext)
                .filter(plain -> plain.length >= Frames.INNER_HEADER)
                .orElseThrow(() -> EndOfCase.fail("the target sent a frame that its session key does not decrypt"));
        byte[] payload = Arrays.copyOfRange(inside, Frames.INNER_HEADER, inside.length);
        if (Frames.intAt(inside, 0) != payload.length) {
            throw EndOfCase.fail("the target's inner length is " + Frames.intAt(inside, 0) + ", but " + payload.length
                    + " bytes are there");
        }
        return Optional.of(new Frame(true, Frames.intAt(inside, 4), Bytes.of(payload), 0, Bytes.of(iv)));
    }

    private static int bounded(int length) {
        if (length < 0 || length > MOST_FRAME) {
            throw EndOfCase.fail("the target claims a frame of " + Integer.toUnsignedString(length) + " bytes");
        }
        return length;
    }

    private void drop(int count) {
        buffer = Arrays.copyOfRange(buffer, count, buffer.length);
    }
}
