package dev.peering.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.wire.manual.Envelope;
import dev.peering.wire.manual.EnvelopeCodec;
import dev.peering.wire.manual.Frame;
import dev.peering.wire.manual.FrameCodec;
import dev.peering.wire.manual.HandshakeRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The ten lines of the README work")
class ReadmeTest {

    @Test
    @DisplayName("they read back what they wrote")
    void lines() throws MalformedException {
        // readme
        HandshakeRequest request = new HandshakeRequest(0, "127.0.0.1:14666", 1_636_000_000L);
        Bytes data = request.encode(); // sign these bytes
        Bytes key = Bytes.of(new byte[32]);
        Bytes signature = Bytes.of(new byte[64]);
        ByteBuf stream = Unpooled.buffer();
        EnvelopeCodec.encode(new Envelope(data, key, signature)).writeTo(stream);
        FrameCodec.write(new Frame.Message(Bytes.utf8("hello")), stream); // glued behind it

        Envelope envelope = EnvelopeCodec.read(stream).orElseThrow(); // empty = wait for more bytes
        HandshakeRequest read = HandshakeRequest.parse(envelope.data()); // check the signature first
        Frame frame = FrameCodec.read(stream).orElseThrow();
        // end
        assertThat(read).isEqualTo(request);
        assertThat(frame).isEqualTo(new Frame.Message(Bytes.hex("68656c6c6f")));
    }

    @Test
    @DisplayName("they are the lines that stand there")
    void same() throws IOException {
        List<String> source = Files.readAllLines(Path.of("src/test/java/dev/peering/wire/ReadmeTest.java"));
        List<String> lines = source.stream().map(String::strip).toList();
        String tested = String.join("\n", lines.subList(lines.indexOf("// readme") + 1, lines.indexOf("// end")));
        assertThat(Files.readString(Path.of("README.md"))).contains(tested);
    }
}
