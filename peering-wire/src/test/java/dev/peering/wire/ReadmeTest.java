package dev.peering.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.wire.manual.Envelope;
import dev.peering.wire.manual.EnvelopeCodec;
import dev.peering.wire.manual.Frame;
import dev.peering.wire.manual.FrameCodec;
import dev.peering.wire.manual.HandshakeRequest;
import dev.peering.wire.opendex.CanonicalJson;
import dev.peering.wire.opendex.EncryptedFrame;
import dev.peering.wire.opendex.EncryptedFrameCodec;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.OpenDexNetwork;
import dev.peering.wire.opendex.OpenDexWire;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.PlainFrameCodec;
import dev.peering.wire.opendex.SessionClaim;
import dev.peering.wire.opendex.SessionInit;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    @DisplayName("so do those for OpenDEX")
    void openDexLines() throws MalformedException {
        String ephemeralKey = "04" + "a".repeat(128);
        String ownKey = "02" + "b".repeat(64);
        String peerKey = "03" + "c".repeat(64);
        String signature = "d".repeat(128);
        Bytes iv = Bytes.of(new byte[OpenDexWire.IV_LENGTH]);
        UnaryOperator<Bytes> cipher = ReadmeTest::toyCipher;
        ByteBuf stream = Unpooled.buffer();
        // readme opendex
        PlainFrameCodec plain = new PlainFrameCodec(OpenDexNetwork.MAINNET, OpenDexWire.MAX_HANDSHAKE_PAYLOAD_LENGTH);
        EncryptedFrameCodec encrypted = new EncryptedFrameCodec(OpenDexNetwork.MAINNET, OpenDexWire.MAX_PAYLOAD_LENGTH);
        SessionClaim claim = new SessionClaim(ephemeralKey, ownKey, NodeState.EMPTY, peerKey, "1.2.5");
        Bytes signed = CanonicalJson.of(claim); // sign these bytes
        plain.encode(new SessionInit("id-1", signature, claim)).writeTo(stream);
        Bytes inside = EncryptedFrameCodec.plaintext(new Ping("id-2")); // encrypt these
        EncryptedFrameCodec.encode(new EncryptedFrame(iv, cipher.apply(inside))).writeTo(stream); // glued behind it

        Packet first = plain.read(stream).orElseThrow(); // empty = wait for more bytes
        EncryptedFrame sealed = encrypted.read(stream).orElseThrow(); // choose the codec anew for every frame
        Packet second = EncryptedFrameCodec.packet(cipher.apply(sealed.ciphertext()));
        // end opendex
        assertThat(signed.length()).isGreaterThan(300);
        assertThat(first).isEqualTo(new SessionInit("id-1", signature, claim));
        assertThat(second).isEqualTo(new Ping("id-2"));
    }

    /** Pads 14 bytes to 16 and back, and hides nothing. */
    private static Bytes toyCipher(Bytes in) {
        return in.length() == 14 ? Bytes.concat(in, Bytes.hex("0202")) : in.slice(0, 14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " opendex"})
    @DisplayName("they are the lines that stand there")
    void same(String which) throws IOException {
        List<String> source = Files.readAllLines(Path.of("src/test/java/dev/peering/wire/ReadmeTest.java"));
        List<String> lines = source.stream().map(String::strip).toList();
        String tested = String.join(
                " ", lines.subList(lines.indexOf("// readme" + which) + 1, lines.indexOf("// end" + which)));
        // Where a line is broken is the formatter's business.
        assertThat(Files.readString(Path.of("README.md")).replaceAll("\\s+", " "))
                .contains(tested.replaceAll("\\s+", " "));
    }
}
