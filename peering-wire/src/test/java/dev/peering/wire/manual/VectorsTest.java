package dev.peering.wire.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("3.5.3 The worked examples, byte for byte, both ways")
class VectorsTest {

    static List<Vector> vectors() {
        return Vector.all();
    }

    @Test
    @DisplayName("every example is there")
    void complete() {
        assertThat(vectors()).hasSize(23);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    @DisplayName("the inputs make the bytes and the bytes give the inputs back")
    void bothWays(Vector vector) throws MalformedException {
        switch (vector.kind()) {
            case "request" -> request(vector);
            case "response" -> response(vector);
            case "envelope-without-data" -> envelopeWithoutData(vector);
            case "envelope-refused-as-request" -> refusedAsRequest(vector);
            case "refused-packet" -> refusedPacket(vector);
            case "message" -> frame(vector, new Frame.Message(vector.hex("data")));
            case "message-request" -> frame(vector, new Frame.MessageRequest(vector.hex("id")));
            case "empty" -> frame(vector, new Frame.Empty());
            case "message-head" -> largestMessage(vector);
            case "refused-frame" -> refusedFrame(vector);
            default -> Assertions.fail("nobody knows what to do with " + vector.kind());
        }
    }

    private static void request(Vector vector) throws MalformedException {
        HandshakeRequest request =
                new HandshakeRequest((int) vector.number("version"), vector.text("to"), vector.number("timestamp"));
        assertThat(request.encode()).isEqualTo(vector.hex("data"));
        envelope(vector, request.encode());
        assertThat(HandshakeRequest.parse(readWhole(vector).data())).isEqualTo(request);
    }

    private static void response(Vector vector) throws MalformedException {
        HandshakeResponse response = new HandshakeResponse(vector.hex("request-hash"));
        envelope(vector, response.encode());
        assertThat(vector.bytes().length()).isEqualTo(136);
        assertThat(HandshakeResponse.parse(readWhole(vector).data())).isEqualTo(response);
    }

    private static void envelope(Vector vector, Bytes data) throws MalformedException {
        Envelope envelope = new Envelope(data, vector.hex("public-key"), vector.hex("signature"));
        assertThat(EnvelopeCodec.encode(envelope)).isEqualTo(vector.bytes());
        assertThat(readWhole(vector)).isEqualTo(envelope);
    }

    private static void envelopeWithoutData(Vector vector) throws MalformedException {
        Envelope envelope = new Envelope(Bytes.EMPTY, vector.hex("public-key"), vector.hex("signature"));
        assertThat(EnvelopeCodec.encode(envelope)).isEqualTo(vector.bytes());
        assertThat(Packets.read(vector.bytes())).isEmpty();
    }

    private static void refusedAsRequest(Vector vector) throws MalformedException {
        envelope(vector, vector.hex("data"));
        MalformedException refusal =
                catchThrowableOfType(MalformedException.class, () -> HandshakeRequest.parse(vector.hex("data")));
        assertThat(refusal.field()).isEqualTo(vector.text("field"));
    }

    private static void refusedPacket(Vector vector) {
        MalformedException refusal = catchThrowableOfType(MalformedException.class, () -> Packets.read(vector.bytes()));
        assertThat(refusal.field()).isEqualTo(vector.text("field"));
        assertThat(refusal.offset()).isEqualTo((int) vector.number("offset"));
        if (vector.inputs().containsKey("too-long-to")) {
            Assertions.assertThatThrownBy(
                            () -> new HandshakeRequest(0, vector.text("too-long-to"), vector.number("timestamp")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void frame(Vector vector, Frame frame) throws MalformedException {
        assertThat(written(frame)).isEqualTo(vector.bytes());
        assertFrame(vector.bytes(), frame);
    }

    private static void largestMessage(Vector vector) throws MalformedException {
        Bytes data = Packets.repeat(0, (int) vector.number("zero-bytes"));
        Frame frame = new Frame.Message(data);
        assertThat(FrameCodec.bodyLength(frame)).isEqualTo(ManualWire.MAX_FRAME_BODY_LENGTH);
        assertThat(written(frame)).isEqualTo(Bytes.concat(vector.bytes(), data));
        assertFrame(Bytes.concat(vector.bytes(), data), frame);
    }

    private static void refusedFrame(Vector vector) {
        MalformedException refusal =
                catchThrowableOfType(MalformedException.class, () -> FrameCodec.read(Packets.buffer(vector.bytes())));
        assertThat(refusal.field()).isEqualTo("length");
    }

    private static void assertFrame(Bytes bytes, Frame frame) throws MalformedException {
        ByteBuf buffer = Packets.buffer(bytes);
        assertThat(FrameCodec.read(buffer)).contains(frame);
        assertThat(buffer.isReadable()).isFalse();
    }

    private static Bytes written(Frame frame) {
        ByteBuf buffer = Unpooled.buffer();
        FrameCodec.write(frame, buffer);
        return Bytes.read(buffer, buffer.readableBytes());
    }

    private static Envelope readWhole(Vector vector) throws MalformedException {
        ByteBuf buffer = Packets.buffer(vector.bytes());
        Optional<Envelope> envelope = EnvelopeCodec.read(buffer);
        assertThat(buffer.isReadable()).isFalse();
        return envelope.orElseThrow();
    }
}
