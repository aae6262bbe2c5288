package dev.peering.wire.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.opendex.Blocks.Block;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("16.1 The ten frames of a session, as far as no key is needed")
class SessionVectorsTest {

    private final PlainFrameCodec plain = new PlainFrameCodec(OpenDexNetwork.MAINNET, OpenDexWire.MAX_PAYLOAD_LENGTH);
    private final EncryptedFrameCodec encrypted =
            new EncryptedFrameCodec(OpenDexNetwork.MAINNET, OpenDexWire.MAX_PAYLOAD_LENGTH);

    static Stream<Arguments> frames() {
        List<Block> blocks = Blocks.read("session.txt");
        List<Packet> packets = Samples.session();
        return IntStream.range(0, blocks.size()).mapToObj(i -> Arguments.of(blocks.get(i), packets.get(i)));
    }

    @Test
    @DisplayName("all ten are there")
    void complete() {
        assertThat(frames()).hasSize(10);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    @DisplayName("the packet makes the bytes and the bytes give the packet back")
    void bothWays(Block vector, Packet packet) throws MalformedException {
        ByteBuf in = Unpooled.wrappedBuffer(vector.hex("frame").toByteArray());
        if (vector.has("plaintext")) {
            assertThat(EncryptedFrameCodec.plaintext(packet)).isEqualTo(vector.hex("plaintext"));
            assertThat(EncryptedFrameCodec.packet(vector.hex("plaintext"))).isEqualTo(packet);
            EncryptedFrame frame = encrypted.read(in).orElseThrow();
            assertThat(EncryptedFrameCodec.encode(frame)).isEqualTo(vector.hex("frame"));
            assertThat(frame.iv()).isEqualTo(vector.hex("frame").slice(4, 20));
        } else {
            assertThat(plain.encode(packet)).isEqualTo(vector.hex("frame"));
            assertThat(plain.read(in)).contains(packet);
        }
        assertThat(in.isReadable()).isFalse();
    }

    @Test
    @DisplayName("13.1 a bit of the IV turns a ping into a question for nodes: there is no authentication")
    void malleable() throws MalformedException {
        Bytes ping = Blocks.read("session.txt").get(4).hex("plaintext");
        byte[] changed = ping.toByteArray();
        changed[4] ^= 0x0e;
        assertThat(EncryptedFrameCodec.packet(Bytes.of(changed)))
                .isEqualTo(new GetNodes(Samples.session().get(4).id()));
    }
}
