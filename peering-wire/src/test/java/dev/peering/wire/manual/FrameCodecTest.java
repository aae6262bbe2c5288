package dev.peering.wire.manual;

import static dev.peering.wire.manual.Packets.field;
import static dev.peering.wire.manual.Packets.repeat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.NoLeaks;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("After the handshake: frames")
@ExtendWith(NoLeaks.class)
class FrameCodecTest {

    private static final Frame HELLO = new Frame.Message(Bytes.utf8("hello"));

    private static final List<Frame> FRAMES = List.of(
            HELLO,
            new Frame.Empty(),
            new Frame.MessageRequest(repeat(3, 32)),
            new Frame.Unknown(99, Bytes.hex("0102")),
            new Frame.Unknown(0, Bytes.EMPTY),
            new Frame.Unknown(255, Bytes.EMPTY),
            new Frame.Message(repeat(5, 70)),
            new Frame.MessageRequest(Bytes.EMPTY));

    @Test
    @DisplayName("frames glued together are read one by one, in order")
    void glued() throws MalformedException {
        ByteBuf stream = Unpooled.buffer();
        FRAMES.forEach(frame -> FrameCodec.write(frame, stream));
        for (Frame frame : FRAMES) {
            assertThat(FrameCodec.read(stream)).contains(frame);
        }
        assertThat(FrameCodec.read(stream)).isEmpty();
    }

    @Test
    @DisplayName("a frame made in one go is the frame that is written into a buffer")
    void encoded() {
        List<Frame> frames = new ArrayList<>(FRAMES);
        frames.add(new Frame.Message(repeat(7, ManualWire.MAX_PAYLOAD_LENGTH)));
        for (Frame frame : frames) {
            assertThat(FrameCodec.encode(frame)).isEqualTo(written(frame));
        }
        assertThatThrownBy(() -> FrameCodec.encode(new Frame.Unparsable(20, "tag")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a frame split at any byte is not read before its last byte, and nothing is consumed until then")
    void everySplitPoint() throws MalformedException {
        for (Frame frame : FRAMES) {
            Bytes whole = written(frame);
            ByteBuf stream = Unpooled.buffer();
            for (int k = 0; k < whole.length(); k++) {
                assertThat(FrameCodec.read(stream)).isEmpty();
                assertThat(stream.readerIndex()).isZero();
                stream.writeByte(whole.at(k));
            }
            assertThat(FrameCodec.read(stream)).contains(frame);
        }
    }

    @Test
    @DisplayName("the body that is still missing is counted from the moment the header is whole")
    void pendingBody() throws MalformedException {
        Bytes whole = written(HELLO);
        for (int k = 0; k <= whole.length(); k++) {
            ByteBuf stream = Packets.buffer(Bytes.hex("ff"), whole.slice(0, k)).skipBytes(1);
            assertThat(FrameCodec.pendingBodyLength(stream)).isEqualTo(k < 4 ? 0 : whole.length() - k);
        }
        assertThat(FrameCodec.pendingBodyLength(Packets.buffer(Bytes.hex("00000000"))))
                .isZero();
        assertThat(FrameCodec.pendingBodyLength(Packets.buffer(Bytes.hex("00010400"))))
                .isEqualTo(66560);
        assertThat(FrameCodec.pendingBodyLength(Packets.buffer(Bytes.hex("00010401"))))
                .isZero();
        assertThat(FrameCodec.pendingBodyLength(Packets.buffer(whole, whole))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"00010401, 4", "00010500, 3", "00020000, 2", "01000000, 1", "80000000, 1", "ffffffff, 1", "7fffffff, 1"
    })
    @DisplayName("a length above 66,560 is refused at the first header byte that proves it, without waiting for a body")
    void tooLong(String header, int proof) throws MalformedException {
        Bytes bytes = Bytes.hex(header);
        assertThat(FrameCodec.read(Packets.buffer(bytes.slice(0, proof - 1)))).isEmpty();
        MalformedException refusal = catchThrowableOfType(
                MalformedException.class, () -> FrameCodec.read(Packets.buffer(bytes.slice(0, proof))));
        assertThat(refusal).isNotNull();
        assertThat(refusal.field()).isEqualTo("length");
    }

    @Test
    @DisplayName("a body of 66,560 bytes is read, for every type")
    void longest() throws MalformedException {
        for (Frame frame : List.of(
                new Frame.Message(repeat(1, 66555)),
                new Frame.MessageRequest(repeat(1, 66555)),
                new Frame.Unknown(200, repeat(1, 66559)))) {
            Bytes bytes = written(frame);
            assertThat(bytes.length()).isEqualTo(4 + 66560);
            assertThat(FrameCodec.read(Packets.buffer(bytes))).contains(frame);
        }
    }

    @Test
    @DisplayName("what fits no frame cannot be made, so that it is never sent")
    void cannotBeMade() {
        assertThatThrownBy(() -> new Frame.Message(repeat(1, 66556)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data has 66556 bytes, at most 66555 fit a frame");
        assertThatThrownBy(() -> new Frame.MessageRequest(repeat(1, 66556)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Frame.Unknown(1, repeat(1, 66560))).isInstanceOf(IllegalArgumentException.class);
        for (int type : new int[] {-1, 20, 21, 256}) {
            assertThatThrownBy(() -> new Frame.Unknown(type, Bytes.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("absent data is an empty payload, an absent id an empty one")
    void absent() throws MalformedException {
        assertThat(read("00000001" + "14")).isEqualTo(new Frame.Message(Bytes.EMPTY));
        assertThat(read("00000003" + "14" + "0a00")).isEqualTo(new Frame.Message(Bytes.EMPTY));
        assertThat(read("00000001" + "15")).isEqualTo(new Frame.MessageRequest(Bytes.EMPTY));
    }

    @Test
    @DisplayName("an id shorter or longer than 32 bytes is kept as it is")
    void idIsKept() throws MalformedException {
        assertThat(read("00000005" + "15" + "0a020102")).isEqualTo(new Frame.MessageRequest(Bytes.hex("0102")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0a", "0a05", "0a0568656c6c", "00", "0b0c", "0801", "0a0568656c6c6f07", "ffffffffff7f"})
    @DisplayName("a body that does not parse is dropped, and the next frame is read as if nothing had been")
    void garbage(String body) throws MalformedException {
        for (String type : List.of("14", "15")) {
            Bytes garbage = Bytes.hex(type + body);
            ByteBuf stream = framed(garbage);
            FrameCodec.write(HELLO, stream);
            assertThat(FrameCodec.read(stream).orElseThrow()).isInstanceOfSatisfying(Frame.Unparsable.class, frame -> {
                assertThat(frame.type()).isEqualTo(garbage.at(0));
                assertThat(frame.why()).contains("at offset");
            });
            assertThat(FrameCodec.read(stream)).contains(HELLO);
        }
    }

    @Test
    @DisplayName("an unknown field beside the payload is accepted, thousands of them are not")
    void unknownFields() throws MalformedException {
        Bytes few = Bytes.concat(Bytes.hex("14"), field(15, 1), field(1, Bytes.utf8("hello")));
        assertThat(FrameCodec.read(framed(few))).contains(HELLO);
        assertThat(FrameCodec.read(framed(unknownFields(128)))).contains(new Frame.Message(Bytes.EMPTY));
        for (int count : new int[] {129, 33_000}) {
            assertThat(FrameCodec.read(framed(unknownFields(count))).orElseThrow())
                    .isInstanceOfSatisfying(
                            Frame.Unparsable.class,
                            frame -> assertThat(frame.why()).contains("more than 128 fields"));
        }
    }

    private static Bytes unknownFields(int count) {
        byte[] many = new byte[1 + 2 * count];
        for (int i = 1; i < many.length; i += 2) {
            many[i] = 0x78;
        }
        many[0] = 0x14;
        return Bytes.of(many);
    }

    @Test
    @DisplayName("what cannot be parsed cannot be written")
    void unparsableIsNotWritten() {
        ByteBuf out = Unpooled.buffer();
        assertThatThrownBy(() -> FrameCodec.write(new Frame.Unparsable(20, "tag at offset 0: field number 0"), out))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(out.isReadable()).isFalse();
    }

    @Test
    @DisplayName("a buffer that cannot take the whole frame is left without any of it")
    void noRoom() {
        ByteBuf out = Unpooled.buffer(4, 11);
        assertThatThrownBy(() -> FrameCodec.write(HELLO, out)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(out.isReadable()).isFalse();
        FrameCodec.write(HELLO, Unpooled.buffer(4, 12));
    }

    @Test
    @DisplayName("any kind of buffer will do, and what was read stays when the buffer is gone")
    void anyBuffer() throws MalformedException {
        PooledByteBufAllocator pool = PooledByteBufAllocator.DEFAULT;
        Frame large = new Frame.Message(repeat(9, 5000));
        for (ByteBuf buffer : List.of(
                pool.heapBuffer(), pool.directBuffer(), Unpooled.directBuffer(), pool.compositeDirectBuffer())) {
            buffer.writeByte(0xff).readByte();
            FrameCodec.write(large, buffer);
            FrameCodec.write(HELLO, buffer);
            Frame read = FrameCodec.read(buffer).orElseThrow();
            assertThat(FrameCodec.read(buffer)).contains(HELLO);
            assertThat(buffer.refCnt()).isEqualTo(1);
            buffer.setZero(0, buffer.capacity()).release();
            assertThat(read).isEqualTo(large);
        }
    }

    private static Frame read(String hex) throws MalformedException {
        return FrameCodec.read(Packets.buffer(Bytes.hex(hex))).orElseThrow();
    }

    private static ByteBuf framed(Bytes body) {
        ByteBuf frame = Unpooled.buffer().writeInt(body.length());
        body.writeTo(frame);
        return frame;
    }

    private static Bytes written(Frame frame) {
        ByteBuf out = Unpooled.buffer();
        FrameCodec.write(frame, out);
        assertThat(out.readableBytes()).isEqualTo(4 + FrameCodec.bodyLength(frame));
        return Bytes.read(out, out.readableBytes());
    }
}
