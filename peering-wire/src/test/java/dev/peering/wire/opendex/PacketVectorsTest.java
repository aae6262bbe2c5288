package dev.peering.wire.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.opendex.Blocks.Block;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("16.2 and 16.3 One packet of every type, byte for byte, both ways")
class PacketVectorsTest {

    private final PlainFrameCodec frames = new PlainFrameCodec(OpenDexNetwork.MAINNET, OpenDexWire.MAX_PAYLOAD_LENGTH);

    static List<Block> packets() {
        return Blocks.read("packets.txt");
    }

    @Test
    @DisplayName("every type the handshake does not need more of is there")
    void complete() {
        assertThat(packets().stream().map(Block::toString))
                .containsExactlyElementsOf(Samples.packets().keySet());
        Set<PacketType> types = EnumSet.noneOf(PacketType.class);
        Samples.packets().values().forEach(packet -> types.add(packet.type()));
        Samples.session().forEach(packet -> types.add(packet.type()));
        assertThat(types).containsExactlyInAnyOrder(PacketType.values());
    }

    @ParameterizedTest
    @MethodSource("packets")
    @DisplayName("the packet makes the payload and the payload gives the packet back")
    void payload(Block vector) throws MalformedException {
        Packet packet = sample(vector);
        assertThat(packet.type().code()).isEqualTo(vector.number("type"));
        assertThat(PacketCodec.encode(packet)).isEqualTo(vector.hex("payload"));
        assertThat(PacketCodec.decode(vector.number("type"), vector.hex("payload")))
                .isEqualTo(packet);
    }

    @ParameterizedTest
    @MethodSource("packets")
    @DisplayName("the text and its checksum are the original's")
    void text(Block vector) throws Exception {
        Packet packet = sample(vector);
        Bytes text = CanonicalJson.of(packet);
        if (vector.has("json")) {
            assertThat(new String(text.toByteArray(), StandardCharsets.UTF_8)).isEqualTo(vector.text("json"));
        } else {
            assertThat(sha256(text)).isEqualTo(vector.hex("json-sha256"));
            assertThat(sha256(CanonicalJson.of(((SessionInit) packet).claim()))).isEqualTo(vector.hex("signed-sha256"));
        }
        assertThat(PlainFrameCodec.checksum(packet)).isEqualTo(vector.hex("checksum"));
    }

    @ParameterizedTest
    @MethodSource("packets")
    @DisplayName("the plain frame is what the header and the payload make, and reads back")
    void frame(Block vector) throws MalformedException {
        ByteBuf header = Unpooled.buffer();
        header.writeBytes(Bytes.hex("f9beb4d9").toByteArray());
        header.writeIntLE(vector.hex("payload").length()).writeIntLE(vector.number("type"));
        Bytes frame =
                Bytes.concat(Bytes.read(header, header.readableBytes()), vector.hex("checksum"), vector.hex("payload"));
        assertThat(frames.encode(sample(vector))).isEqualTo(frame);
        ByteBuf in = Unpooled.wrappedBuffer(frame.toByteArray());
        assertThat(frames.read(in)).contains(sample(vector));
        assertThat(in.isReadable()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("packets")
    @DisplayName("the plaintext of an encrypted frame holds the same")
    void plaintext(Block vector) throws MalformedException {
        Packet packet = sample(vector);
        assertThat(EncryptedFrameCodec.packet(EncryptedFrameCodec.plaintext(packet)))
                .isEqualTo(packet);
    }

    private static Packet sample(Block vector) {
        return Objects.requireNonNull(Samples.packets().get(vector.toString()), vector::toString);
    }

    private static Bytes sha256(Bytes text) throws Exception {
        return Bytes.of(MessageDigest.getInstance("SHA-256").digest(text.toByteArray()));
    }
}
