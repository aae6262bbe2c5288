package dev.peering.wire.manual;

import static dev.peering.wire.manual.Packets.DATA_FIELD;
import static dev.peering.wire.manual.Packets.ENVELOPE;
import static dev.peering.wire.manual.Packets.KEY_FIELD;
import static dev.peering.wire.manual.Packets.SIGNATURE_FIELD;
import static dev.peering.wire.manual.Packets.field;
import static dev.peering.wire.manual.Packets.packet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.NoLeaks;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.5.3 Where a packet ends, although nothing says how long it is")
@ExtendWith(NoLeaks.class)
class EnvelopeStreamTest {

    static Stream<Vector> packets() {
        return Vector.all().stream()
                .filter(vector ->
                        vector.kind().equals("request") || vector.kind().equals("response"));
    }

    @ParameterizedTest
    @MethodSource("packets")
    @DisplayName("a packet split at any byte is not read before its last byte, and nothing is consumed until then")
    void everySplitPoint(Vector vector) throws MalformedException {
        ByteBuf stream = Unpooled.buffer();
        for (int k = 0; k < vector.bytes().length(); k++) {
            assertThat(EnvelopeCodec.read(stream)).as("after %d bytes", k).isEmpty();
            assertThat(stream.readerIndex()).isZero();
            stream.writeByte(vector.bytes().at(k));
        }
        assertThat(EnvelopeCodec.read(stream)).isPresent();
        assertThat(stream.isReadable()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("packets")
    @DisplayName("a packet with frames glued behind it is read alone, whatever part of them has arrived")
    void gluedFrames(Vector vector) throws MalformedException {
        Bytes frames = Bytes.concat(Vector.bytes("ex8-message-300"), Vector.bytes("ex8-empty-frame"));
        for (int k = 0; k <= frames.length(); k++) {
            ByteBuf stream = Packets.buffer(vector.bytes(), frames.slice(0, k));
            assertThat(EnvelopeCodec.read(stream)).isPresent();
            assertThat(Bytes.read(stream, stream.readableBytes())).isEqualTo(frames.slice(0, k));
        }
    }

    @Test
    @DisplayName("fields may come in any order")
    void anyOrder() throws MalformedException {
        assertThat(Packets.read(SIGNATURE_FIELD, KEY_FIELD, DATA_FIELD)).contains(ENVELOPE);
        assertThat(Packets.read(KEY_FIELD, DATA_FIELD, SIGNATURE_FIELD)).contains(ENVELOPE);
    }

    @Test
    @DisplayName("the type field is accepted with any 32-bit value and not kept")
    void typeIsIgnored() throws MalformedException {
        assertThat(Packets.read(field(1, 77), packet())).contains(ENVELOPE);
        assertThat(Packets.read(field(1, 0xffff_ffffL), packet())).contains(ENVELOPE);
    }

    @Test
    @DisplayName("unknown fields of every wire type may stand before, between and behind the known ones")
    void unknownFields() throws MalformedException {
        List<Bytes> unknown = List.of(
                field(15, Long.MAX_VALUE),
                field(5, Bytes.hex("0102")),
                Bytes.concat(Packets.tag(6, WireType.FIXED32), Bytes.hex("01020304")),
                Bytes.concat(Packets.tag(536870911, WireType.FIXED64), Bytes.hex("0102030405060708")));
        for (Bytes field : unknown) {
            assertThat(Packets.read(field, packet())).contains(ENVELOPE);
            assertThat(Packets.read(DATA_FIELD, field, KEY_FIELD, field, SIGNATURE_FIELD))
                    .contains(ENVELOPE);
            assertThat(Packets.read(packet(), field)).contains(ENVELOPE);
        }
    }

    @Test
    @DisplayName(
            "an unknown field behind the three known ones belongs to the packet as soon as its first byte is there")
    void unknownFieldAtTheEnd() throws MalformedException {
        Bytes unknown = field(15, Bytes.hex("0102"));
        for (int k = 1; k < unknown.length(); k++) {
            assertThat(Packets.read(packet(), unknown.slice(0, k))).isEmpty();
        }
        ByteBuf stream = Packets.buffer(packet(), unknown, Bytes.hex("00"));
        assertThat(EnvelopeCodec.read(stream)).contains(ENVELOPE);
        assertThat(stream.readableBytes()).isEqualTo(1);
    }

    @Test
    @DisplayName("of a repeated field only the last one counts, for each of the three")
    void lastOneWins() throws MalformedException {
        Bytes otherData = field(2, Bytes.utf8("never signed"));
        Bytes otherKey = field(3, Packets.repeat(0xee, 32));
        Bytes otherSignature = field(4, Packets.repeat(0xee, 64));
        assertThat(Packets.read(otherData, packet())).contains(ENVELOPE);
        assertThat(Packets.read(otherKey, packet())).contains(ENVELOPE);
        assertThat(Packets.read(otherSignature, packet())).contains(ENVELOPE);
        assertThat(Packets.read(packet(), otherData).orElseThrow().data()).isEqualTo(Bytes.utf8("never signed"));
    }

    @Test
    @DisplayName("numbers longer than necessary are read, as protobuf does")
    void longNumbers() throws MalformedException {
        Bytes longTagAndLength = Bytes.concat(Bytes.hex("9280808000" + "8e8080808080808000"), Packets.DATA);
        assertThat(Packets.read(longTagAndLength, KEY_FIELD, SIGNATURE_FIELD)).contains(ENVELOPE);
    }

    @Test
    @DisplayName("empty data that is written out is complete; data that is absent may still come")
    void emptyAndAbsentData() throws MalformedException {
        assertThat(Packets.read(Bytes.hex("1200"), KEY_FIELD, SIGNATURE_FIELD)
                        .orElseThrow()
                        .data())
                .isEqualTo(Bytes.EMPTY);
        assertThat(Packets.read(KEY_FIELD, SIGNATURE_FIELD)).isEmpty();
        assertThat(Packets.read(KEY_FIELD, SIGNATURE_FIELD, DATA_FIELD)).contains(ENVELOPE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    @DisplayName("a packet of 256 bytes is read, also with frames behind it")
    void longestPacket(int behind) throws MalformedException {
        ByteBuf stream = Packets.buffer(Vector.bytes("ex7-longest-request"), Packets.repeat(0, behind));
        assertThat(EnvelopeCodec.read(stream)).isPresent();
        assertThat(stream.readableBytes()).isEqualTo(behind);
    }

    @Test
    @DisplayName("any kind of buffer will do, wherever its reader index stands, and nobody's count of owners changes")
    void anyBuffer() throws MalformedException {
        ByteBufAllocator pool = PooledByteBufAllocator.DEFAULT;
        Bytes packet = packet();
        Bytes head = packet.slice(0, 20);
        Bytes tail = packet.slice(20, packet.length());
        List<ByteBuf> buffers = List.of(
                filled(pool.heapBuffer(), packet),
                filled(pool.directBuffer(), packet),
                filled(Unpooled.directBuffer(), packet),
                filled(pool.buffer(), packet).asReadOnly(),
                pool.compositeBuffer()
                        .addComponent(true, filled(pool.heapBuffer(), head))
                        .addComponent(true, filled(pool.directBuffer(), tail)));
        for (ByteBuf buffer : buffers) {
            assertThat(EnvelopeCodec.read(buffer)).as("%s", buffer).contains(ENVELOPE);
            assertThat(buffer.isReadable()).isFalse();
            assertThat(buffer.refCnt()).isEqualTo(1);
            buffer.release();
        }
    }

    /** The bytes behind three bytes that were read already. */
    private static ByteBuf filled(ByteBuf buffer, Bytes bytes) {
        buffer.writeMedium(0xffffff);
        bytes.writeTo(buffer);
        return buffer.skipBytes(3);
    }
}
