package dev.peering.wire.manual;

import static dev.peering.wire.manual.Packets.DATA_FIELD;
import static dev.peering.wire.manual.Packets.KEY_FIELD;
import static dev.peering.wire.manual.Packets.SIGNATURE_FIELD;
import static dev.peering.wire.manual.Packets.field;
import static dev.peering.wire.manual.Packets.packet;
import static dev.peering.wire.manual.Packets.repeat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.5.3 Packets that are refused, and how early")
class EnvelopeRefusalTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    @DisplayName("a key that is not 32 bytes long is refused before its bytes are there")
    void keyLength(int length) {
        Bytes wrong = field(3, repeat(1, length));
        refusedAfter(2, wrong, "public_key", 0, length + " bytes, must be 32");
        refused(Bytes.concat(DATA_FIELD, wrong, SIGNATURE_FIELD), "public_key", DATA_FIELD.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 63, 65})
    @DisplayName(
            "a signature that is not 64 bytes long, such as the 32 of the text, is refused before its bytes are there")
    void signatureLength(int length) {
        refusedAfter(2, field(4, repeat(1, length)), "signature", 0, length + " bytes, must be 64");
    }

    @Test
    @DisplayName("a wrong length is refused even if a right one would replace it")
    void wrongThenRight() {
        refused(Bytes.concat(field(3, repeat(1, 31)), packet()), "public_key", 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 2, type", "2, 0, data", "2, 5, data", "3, 0, public_key", "4, 1, signature"})
    @DisplayName("a known field in a foreign wire type is refused with its tag")
    void foreignWireType(int number, int wireType, String name) {
        refusedAfter(1, Packets.tag(number, wireType), name, 0, "wire type " + wireType);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 6, 7})
    @DisplayName("groups and wire types that do not exist are refused with the first byte of the tag")
    void badWireType(int wireType) {
        refusedAfter(1, Packets.tag(5, wireType), "tag", 0, "wire type " + wireType);
        refusedAfter(1, Packets.tag(100_000, wireType), "tag", 0, "wire type " + wireType);
        refused(Bytes.concat(packet(), Packets.tag(5, wireType)), "tag", packet().length());
    }

    @Test
    @DisplayName("field number 0 is refused: as a zero byte before the packet is complete, and in every longer form")
    void fieldNumberZero() {
        refusedAfter(1, Bytes.hex("00"), "tag", 0, "field number 0");
        refused(Bytes.concat(DATA_FIELD, Bytes.hex("00")), "tag", DATA_FIELD.length());
        refused(Bytes.concat(packet(), Bytes.hex("05")), "tag", packet().length());
        refused(Bytes.concat(packet(), Bytes.hex("8000")), "tag", packet().length());
    }

    @Test
    @DisplayName("a tag above 32 bits is refused at the byte that exceeds them")
    void longTag() {
        refusedAfter(6, Bytes.hex("8a8080808001"), "tag", 0, "above 4294967295");
        refusedAfter(5, Bytes.hex("8a8080801000"), "tag", 0, "above 4294967295");
    }

    @Test
    @DisplayName("a number of more than 64 bits is refused at its tenth byte")
    void longNumber() {
        Bytes tooLarge = Bytes.concat(Packets.tag(15, WireType.VARINT), repeat(0xff, 9), Bytes.hex("02"));
        refusedAfter(11, tooLarge, "field 15", 0, "more than 64 bits");
        Bytes tooLong = Bytes.concat(Packets.tag(15, WireType.VARINT), repeat(0x80, 10), Bytes.hex("00"));
        refusedAfter(11, tooLong, "field 15", 0, "more than 64 bits");
    }

    @Test
    @DisplayName("a type above 32 bits is refused")
    void longType() {
        refused(field(1, 0x1_0000_0000L), "type", 0);
    }

    @Test
    @DisplayName("257 bytes are refused")
    void tooLong() {
        refused(Vector.bytes("ex7-too-long-request"), "data", 0);
        refused(Bytes.concat(Vector.bytes("ex7-longest-request"), Bytes.hex("78")), "tag", 256);
        refused(Bytes.concat(Vector.bytes("ex7-longest-request"), Bytes.hex("f8")), "tag", 256);
        Bytes oneLess = EnvelopeCodec.encode(new Envelope(repeat(1, 152), Packets.KEY, Packets.SIGNATURE));
        refused(Bytes.concat(oneLess, Bytes.hex("f8")), "tag", 255);
        refused(Bytes.concat(oneLess, Bytes.hex("28")), "field 5", 255);
        refused(Bytes.concat(oneLess, Bytes.hex("2801")), "field 5", 255);
    }

    @Test
    @DisplayName("data that leaves no room for key and signature is refused by its length alone")
    void noRoomForTheRest() throws MalformedException {
        assertThat(Packets.read(Bytes.hex("129901"))).isEmpty();
        refusedAfter(3, Bytes.hex("129a01"), "data", 0, "longer than 256");
        assertThat(Packets.read(KEY_FIELD, Bytes.hex("129901"))).isEmpty();
        refused(Bytes.concat(KEY_FIELD, Bytes.hex("129a01")), "data", KEY_FIELD.length());
        // 256 less the 102 bytes of the smallest packet, less 3 of its own header, leave 151.
        refusedAfter(3, Bytes.hex("7a9801"), "field 15", 0, "longer than 256");
        assertThat(Packets.read(Bytes.hex("7a9701"))).isEmpty();
    }

    @Test
    @DisplayName("a length of 2 GB, 4 GB or 2^63 is refused like any other that does not fit")
    void hugeLength() {
        for (String length : new String[] {"ffffffff07", "ffffffff0f", "ffffffffffffffff7f", "ffffffffffffffffff01"}) {
            refused(Bytes.concat(Bytes.hex("12"), Bytes.hex(length)), "data", 0);
        }
    }

    @Test
    @DisplayName("unknown fields without end are refused when the known ones have no room left")
    void endlessUnknownFields() throws MalformedException {
        Bytes small = field(15, 1);
        // 102 bytes are the least a packet takes, so 154 may be something else.
        Bytes most = repeated(small, 77);
        assertThat(Packets.read(most)).isEmpty();
        refused(Bytes.concat(most, small), "field 15", 154);
    }

    @Test
    @DisplayName("other protocols are refused within their first bytes")
    void otherProtocols() {
        refused(Bytes.utf8("GET / HTTP/1.1\r\n\r\n"), "tag", 0);
        refused(Bytes.utf8("SSH-2.0-OpenSSH\r\n"), "tag", 0);
        refused(Bytes.hex("16030100ff"), "tag", 0);
    }

    @Test
    @DisplayName("an encoder is handed nothing that does not fit: the record refuses it")
    void record() {
        assertThatThrownBy(() -> new Envelope(repeat(1, 154), Packets.KEY, Packets.SIGNATURE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data has 154 bytes, at most 153 fit a packet");
        assertThatThrownBy(() -> new Envelope(Packets.DATA, repeat(1, 33), Packets.SIGNATURE))
                .hasMessage("public_key has 33 bytes, must have 32");
        assertThatThrownBy(() -> new Envelope(Packets.DATA, Packets.KEY, repeat(1, 32)))
                .hasMessage("signature has 32 bytes, must have 64");
        Envelope longest = new Envelope(repeat(1, 153), Packets.KEY, Packets.SIGNATURE);
        assertThat(EnvelopeCodec.encode(longest).length()).isEqualTo(256);
    }

    /** Refused as a whole, at this offset, without consuming anything. */
    private static void refused(Bytes bytes, String field, int offset) {
        ByteBuf stream = Packets.buffer(bytes);
        MalformedException refusal = catchThrowableOfType(MalformedException.class, () -> EnvelopeCodec.read(stream));
        assertThat(refusal).as("%s", bytes).isNotNull();
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.offset()).isEqualTo(offset);
        assertThat(stream.readerIndex()).isZero();
    }

    /** Not refused one byte earlier, refused then. */
    private static void refusedAfter(int length, Bytes bytes, String field, int offset, String why) {
        assertThat(catchThrowableOfType(MalformedException.class, () -> Packets.read(bytes.slice(0, length - 1))))
                .isNull();
        refused(bytes.slice(0, length), field, offset);
        assertThat(catchThrowableOfType(MalformedException.class, () -> Packets.read(bytes.slice(0, length))))
                .hasMessageContaining(why);
    }

    private static Bytes repeated(Bytes part, int times) {
        Bytes[] parts = new Bytes[times];
        Arrays.fill(parts, part);
        return Bytes.concat(parts);
    }
}
