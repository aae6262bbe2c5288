package dev.peering.wire.opendex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("2.3 Reading frames: any split, any glue, and what is refused")
class FrameStreamTest {

    private static final PlainFrameCodec PLAIN =
            new PlainFrameCodec(OpenDexNetwork.MAINNET, OpenDexWire.MAX_PAYLOAD_LENGTH);
    private static final EncryptedFrameCodec ENCRYPTED =
            new EncryptedFrameCodec(OpenDexNetwork.MAINNET, OpenDexWire.MAX_PAYLOAD_LENGTH);

    /** What one end of the recorded session hears, and whether each frame is plain. */
    private record Heard(List<Object> frames, Bytes stream) {}

    private static Heard heardBy(String end) {
        List<Object> frames = new ArrayList<>();
        Bytes stream = Bytes.EMPTY;
        List<Blocks.Block> blocks = Blocks.read("session.txt");
        for (int i = 0; i < blocks.size(); i++) {
            Blocks.Block block = blocks.get(i);
            if (!block.text("from").equals(end)) {
                Bytes frame = block.hex("frame");
                stream = Bytes.concat(stream, frame);
                frames.add(
                        block.has("plaintext")
                                ? new EncryptedFrame(frame.slice(4, 20), frame.slice(20, frame.length()))
                                : Samples.session().get(i));
            }
        }
        return new Heard(frames, stream);
    }

    /** Takes every whole frame; the first one or two are plain, and the mode changes between two frames of one buffer. */
    private static void takeAll(ByteBuf in, int plainFrames, List<Object> taken) throws MalformedException {
        boolean more = true;
        while (more) {
            Optional<?> frame = taken.size() < plainFrames ? PLAIN.read(in) : ENCRYPTED.read(in);
            frame.ifPresent(taken::add);
            more = frame.isPresent();
        }
    }

    @Test
    @DisplayName("the recorded session reads the same at every split point, both ends")
    void everySplit() throws MalformedException {
        for (String end : List.of("initiator", "recipient")) {
            Heard heard = heardBy(end);
            // The initiator hears one plain frame, the recipient two.
            int plain = end.equals("initiator") ? 1 : 2;
            for (int split = 0; split <= heard.stream().length(); split++) {
                ByteBuf in = Unpooled.buffer();
                List<Object> taken = new ArrayList<>();
                heard.stream().slice(0, split).writeTo(in);
                takeAll(in, plain, taken);
                heard.stream().slice(split, heard.stream().length()).writeTo(in);
                takeAll(in, plain, taken);
                assertThat(taken).as("split at " + split).isEqualTo(heard.frames());
                assertThat(in.isReadable()).isFalse();
            }
        }
    }

    @Test
    @DisplayName("and in chunks of one byte, and in random ones, and all at once")
    void chunks() throws MalformedException {
        RandomGenerator random = new Random(7);
        Heard heard = heardBy("initiator");
        for (int most : new int[] {1, 2, 3, 17, 64, 4096}) {
            ByteBuf in = Unpooled.buffer();
            List<Object> taken = new ArrayList<>();
            int at = 0;
            while (at < heard.stream().length()) {
                int to = Math.min(heard.stream().length(), at + 1 + random.nextInt(most));
                heard.stream().slice(at, to).writeTo(in);
                takeAll(in, 1, taken);
                at = to;
            }
            assertThat(taken).isEqualTo(heard.frames());
        }
    }

    @Test
    @DisplayName("a reader leaves the buffer as it was until a frame is whole")
    void untouched() throws MalformedException {
        Bytes frame = PLAIN.encode(Samples.torture());
        for (int length = 0; length < frame.length(); length++) {
            ByteBuf in = Unpooled.wrappedBuffer(frame.slice(0, length).toByteArray());
            assertThat(PLAIN.read(in)).isEmpty();
            assertThat(in.readerIndex()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("2.22 for a frame of another network, 2.21 for none, as soon as four bytes are there")
    void magic(OpenDexNetwork network) throws MalformedException {
        Bytes frame = new PlainFrameCodec(network, 100).encode(new Ping("i"));
        PlainFrameCodec ours = new PlainFrameCodec(OpenDexNetwork.MAINNET, 100);
        if (network == OpenDexNetwork.MAINNET) {
            assertThat(ours.read(buffer(frame))).contains(new Ping("i"));
        } else {
            assertFault(WireFault.INCOMPATIBLE_NETWORK, () -> ours.read(buffer(frame.slice(0, 4))));
        }
        assertThat(ours.read(buffer(frame.slice(0, 3)))).isEmpty();
        assertFault(WireFault.INVALID_NETWORK_MAGIC, () -> ours.read(buffer(Bytes.utf8("GET / HTTP/1.1"))));
    }

    @Test
    @DisplayName("2.20 for a plain frame where encrypted ones are due")
    void notEncrypted() {
        assertFault(WireFault.NOT_ENCRYPTED, () -> ENCRYPTED.read(buffer(Bytes.hex("f9beb4d9"))));
    }

    @Test
    @DisplayName("2.18 for a wrong checksum, whichever bit, and for none")
    void checksum() {
        byte[] frame = PLAIN.encode(new Ping("i")).toByteArray();
        for (int bit = 0; bit < 32; bit++) {
            byte[] changed = frame.clone();
            changed[12 + bit / 8] ^= (byte) (1 << bit % 8);
            assertFault(WireFault.DATA_INTEGRITY, () -> PLAIN.read(Unpooled.wrappedBuffer(changed)));
        }
        byte[] none = frame.clone();
        none[12] = none[13] = none[14] = none[15] = 0;
        assertFault(WireFault.DATA_INTEGRITY, () -> PLAIN.read(Unpooled.wrappedBuffer(none)));
    }

    @Test
    @DisplayName("2.19 for a declared length above the limit, before anything of it has come")
    void tooLong() throws MalformedException {
        PlainFrameCodec small = new PlainFrameCodec(OpenDexNetwork.MAINNET, 100);
        assertThat(small.read(buffer(Bytes.hex("f9beb4d964000000")))).isEmpty();
        assertFault(WireFault.MAX_BUFFER_SIZE_EXCEEDED, () -> small.read(buffer(Bytes.hex("f9beb4d965000000"))));
        assertFault(WireFault.MAX_BUFFER_SIZE_EXCEEDED, () -> PLAIN.read(buffer(Bytes.hex("f9beb4d9c1ff3f00"))));
        assertFault(WireFault.MAX_BUFFER_SIZE_EXCEEDED, () -> PLAIN.read(buffer(Bytes.hex("f9beb4d9ffffffff"))));
        assertFault(WireFault.MAX_BUFFER_SIZE_EXCEEDED, () -> ENCRYPTED.read(buffer(Bytes.hex("00004000"))));
        assertFault(WireFault.MAX_BUFFER_SIZE_EXCEEDED, () -> ENCRYPTED.read(buffer(Bytes.hex("ffffffff"))));
    }

    @Test
    @DisplayName("the longest packet fits both frames within what the original takes")
    void longest() throws MalformedException {
        String payload = "x".repeat(Require.MAX_LONG_TEXT_LENGTH);
        Disconnecting packet = new Disconnecting("i", 13, payload);
        ByteBuf in = buffer(PLAIN.encode(packet));
        assertThat(in.readableBytes()).isLessThanOrEqualTo(OpenDexWire.MAX_PENDING_LENGTH);
        assertThat(PLAIN.read(in)).contains(packet);
        int padded = (EncryptedFrameCodec.plaintext(packet).length() / 16 + 1) * 16;
        Bytes frame =
                EncryptedFrameCodec.encode(new EncryptedFrame(Bytes.of(new byte[16]), Bytes.of(new byte[padded])));
        assertThat(frame.length()).isLessThanOrEqualTo(OpenDexWire.MAX_PENDING_LENGTH);
        assertThat(ENCRYPTED.read(buffer(frame))).isPresent();
    }

    @Test
    @DisplayName(
            "2.23 for empty frames, which the original swallows with all that follows, and for lengths that contradict each other")
    void lengths() {
        assertFault(WireFault.INVALID_LENGTH, () -> PLAIN.read(buffer(Bytes.hex("f9beb4d900000000"))));
        assertFault(WireFault.INVALID_LENGTH, () -> ENCRYPTED.read(buffer(Bytes.hex("00000000"))));
        Bytes plaintext = EncryptedFrameCodec.plaintext(new Ping("i"));
        assertFault(
                WireFault.INVALID_LENGTH,
                () -> EncryptedFrameCodec.packet(Bytes.concat(plaintext, Bytes.of((byte) 0))));
        assertFault(
                WireFault.INVALID_LENGTH, () -> EncryptedFrameCodec.packet(plaintext.slice(0, plaintext.length() - 1)));
        for (int length = 0; length < 8; length++) {
            Bytes cut = plaintext.slice(0, length);
            assertFault(WireFault.INVALID_LENGTH, () -> EncryptedFrameCodec.packet(cut));
        }
    }

    @Test
    @DisplayName("silence for ciphertexts that are no whole blocks, at the header")
    void halfBlocks() throws MalformedException {
        for (int length = 1; length <= 100; length++) {
            Bytes header = Bytes.of((byte) length, (byte) 0, (byte) 0, (byte) 0);
            if (length >= 32 && length % 16 == 0) {
                assertThat(ENCRYPTED.read(buffer(header))).isEmpty();
            } else {
                assertFault(WireFault.UNREADABLE, () -> ENCRYPTED.read(buffer(header)));
            }
        }
    }

    @Test
    @DisplayName("2.17 as soon as the type is there")
    void type() {
        assertFault(WireFault.UNKNOWN_PACKET_TYPE, () -> PLAIN.read(buffer(Bytes.hex("f9beb4d9010000000e000000"))));
    }

    @Test
    @DisplayName("every fault has its own number, and its text is short and ours")
    void faults() {
        assertThat(WireFault.values()).extracting(WireFault::code).doesNotHaveDuplicates();
        assertThat(WireFault.values()).allSatisfy(fault -> {
            assertThat(fault.text().getBytes(StandardCharsets.US_ASCII)).hasSizeBetween(5, 40);
            assertThat(WireFault.of(fault.at("f", 0, "w"))).isEqualTo(fault);
        });
        assertThatThrownBy(() -> new PlainFrameCodec(OpenDexNetwork.MAINNET, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EncryptedFrame(Bytes.of(new byte[15]), Bytes.of(new byte[16])))
                .hasMessageContaining("iv");
        assertThatThrownBy(() -> new EncryptedFrame(Bytes.of(new byte[16]), Bytes.of(new byte[15])))
                .hasMessageContaining("ciphertext");
    }

    private interface Reading {
        Object read() throws MalformedException;
    }

    private static void assertFault(WireFault fault, Reading reading) {
        MalformedException refusal = catchThrowableOfType(MalformedException.class, reading::read);
        assertThat(Objects.requireNonNull(refusal, "no refusal").code()).isEqualTo(fault.code());
    }

    private static ByteBuf buffer(Bytes bytes) {
        return Unpooled.wrappedBuffer(bytes.toByteArray());
    }
}
