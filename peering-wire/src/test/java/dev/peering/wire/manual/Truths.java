package dev.peering.wire.manual;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.manual.proto.ManualProto;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What must hold for every input whatever, asked by the random tests and by the fuzzers alike. Protobuf, given the same
 * bytes without our scanner in front, is the second opinion.
 */
final class Truths {

    /** The only grounds on which we refuse what protobuf accepts. */
    private static final Pattern STRICTER_THAN_PROTOBUF = Pattern.compile(
            "wire type \\d is not allowed" // groups
                    + "|wire type \\d, must be \\d" // a known field in a foreign form
                    + "|number above 4294967295" // cut to 32 bits by protobuf
                    + "|number of more than 64 bits" // cut to 64
                    + "|number above (256|153|66559)" // a length whose upper half protobuf cuts
                    + "|\\d+ bytes, must be \\d+" // replaced by a later one
                    + "|\\d+ bytes, at most 153 are allowed"
                    + "|more than 128 fields");

    private static final String READ = "read";

    private static final String MORE = "more";

    private Truths() {}

    /** A packet at the start of a stream: against protobuf, and against every shorter part of itself. Is it read? */
    static boolean packet(byte[] stream) {
        int longest = Math.min(stream.length, 300);
        String verdict = MORE;
        for (int k = 0; k <= longest; k++) {
            verdict = packetPrefix(stream, k);
            if (!verdict.equals(MORE) && !verdict.equals(READ)) {
                // Once refused, refused for good, whatever follows.
                assertThat(packetPrefix(stream, longest)).isEqualTo(verdict);
                return false;
            }
        }
        return verdict.equals(READ);
    }

    /** Looks at the first k bytes; says whether they are read, or want more, or why they are refused. */
    private static String packetPrefix(byte[] stream, int k) {
        ByteBuf in = Unpooled.wrappedBuffer(stream, 0, k);
        try {
            Optional<Envelope> envelope = EnvelopeCodec.read(in);
            if (envelope.isEmpty()) {
                assertThat(in.readerIndex()).isZero();
                assertThat(k).isLessThanOrEqualTo(256);
                assertThat(protobufAccepts(Bytes.of(stream).slice(0, k))).isFalse();
                return MORE;
            }
            accepted(envelope.get(), Bytes.of(stream).slice(0, in.readerIndex()));
            assertThat(in.isReadable() ? in.getByte(in.readerIndex()) : 0).isZero();
            return READ;
        } catch (MalformedException e) {
            assertThat(in.readerIndex()).isZero();
            assertThat(e.offset()).isBetween(0, k);
            if (k <= 256 && protobufAccepts(Bytes.of(stream).slice(0, k))) {
                assertStricter(e);
            }
            return e.getMessage();
        }
    }

    private static void accepted(Envelope envelope, Bytes packet) throws MalformedException {
        ManualProto.Packet parsed = parse(ManualProto.Packet.parser(), packet).orElseThrow();
        assertThat(packet.length()).isBetween(102, 256);
        assertThat(envelope.data()).isEqualTo(bytes(parsed.getData()));
        assertThat(envelope.publicKey()).isEqualTo(bytes(parsed.getPublicKey()));
        assertThat(envelope.signature()).isEqualTo(bytes(parsed.getSignature()));
        if (!envelope.data().isEmpty()) {
            assertThat(Packets.read(EnvelopeCodec.encode(envelope))).contains(envelope);
        }
    }

    private static boolean protobufAccepts(Bytes packet) {
        // Shorter ones cannot hold all three, and protobuf is slow to say no.
        return packet.length() > 102
                && parse(ManualProto.Packet.parser(), packet)
                        .filter(parsed -> !parsed.getData().isEmpty())
                        .filter(parsed -> parsed.getPublicKey().size() == 32)
                        .filter(parsed -> parsed.getSignature().size() == 64)
                        .isPresent();
    }

    /** The data of a request. Is it read? */
    static boolean request(byte[] data) {
        Optional<ManualProto.HandshakeRequest> parsed = parse(ManualProto.HandshakeRequest.parser(), Bytes.of(data));
        try {
            HandshakeRequest request = HandshakeRequest.parse(Bytes.of(data));
            assertThat(request.version()).isEqualTo(parsed.orElseThrow().getVersion());
            assertThat(request.to()).isEqualTo(parsed.orElseThrow().getTo());
            assertThat(request.timestamp()).isEqualTo(parsed.orElseThrow().getTimestamp());
            assertThat(request.encode().length()).isLessThanOrEqualTo(data.length);
            assertThat(HandshakeRequest.parse(request.encode())).isEqualTo(request);
            assertThat(request.toString()).matches("[ -~]*");
            return true;
        } catch (MalformedException e) {
            assertThat(e.offset()).isBetween(0, data.length);
            parsed.ifPresent(request -> assertStricter(e));
            return false;
        }
    }

    /** The data of a response. Is it read? */
    static boolean response(byte[] data) {
        Optional<ManualProto.HandshakeResponse> parsed = parse(ManualProto.HandshakeResponse.parser(), Bytes.of(data));
        try {
            HandshakeResponse response = HandshakeResponse.parse(Bytes.of(data));
            assertThat(response.requestHash())
                    .isEqualTo(bytes(parsed.orElseThrow().getReqHash()));
            assertThat(HandshakeResponse.parse(response.encode())).isEqualTo(response);
            return true;
        } catch (MalformedException e) {
            assertThat(e.offset()).isBetween(0, data.length);
            parsed.filter(response -> response.getReqHash().size() == 32).ifPresent(response -> assertStricter(e));
            return false;
        }
    }

    /** A stream of frames: the same ones however it arrives, each as protobuf sees it. Are there any? */
    static boolean frames(byte[] stream) {
        List<Object> atOnce = new ArrayList<>();
        ByteBuf all = Unpooled.wrappedBuffer(stream);
        readAll(all, atOnce);

        List<Object> inPieces = new ArrayList<>();
        ByteBuf growing = Unpooled.wrappedBuffer(stream).writerIndex(0);
        for (int k = 0; k <= stream.length && !endsRefused(inPieces); k += k < 512 ? 1 : 509) {
            growing.writerIndex(k);
            readAll(growing, inPieces);
        }
        if (!endsRefused(inPieces)) {
            growing.writerIndex(stream.length);
            readAll(growing, inPieces);
        }
        assertThat(inPieces).isEqualTo(atOnce);
        return atOnce.stream().anyMatch(Frame.Message.class::isInstance);
    }

    private static void readAll(ByteBuf in, List<Object> found) {
        try {
            int start = in.readerIndex();
            Optional<Frame> frame = FrameCodec.read(in);
            while (frame.isPresent()) {
                Bytes bytes = Bytes.read(in.slice(start, in.readerIndex() - start), in.readerIndex() - start);
                frame(frame.get(), bytes);
                found.add(frame.get());
                start = in.readerIndex();
                frame = FrameCodec.read(in);
            }
            assertThat(in.readerIndex()).isEqualTo(start);
            assertThat(in.readableBytes()).isLessThan(4 + ManualWire.MAX_FRAME_BODY_LENGTH);
            int pending = FrameCodec.pendingBodyLength(in);
            assertThat(pending > 0).isEqualTo(in.readableBytes() >= 4);
        } catch (MalformedException e) {
            found.add(e.field());
        }
    }

    private static boolean endsRefused(List<Object> found) {
        return !found.isEmpty() && found.get(found.size() - 1) instanceof String;
    }

    private static void frame(Frame frame, Bytes bytes) throws MalformedException {
        if (frame instanceof Frame.Unparsable unparsable) {
            Bytes body = bytes.slice(5, bytes.length());
            parse(ManualProto.Message.parser(), body)
                    .ifPresent(message -> assertThat(unparsable.why()).containsPattern(STRICTER_THAN_PROTOBUF));
            return;
        }
        if (frame instanceof Frame.Message message) {
            assertThat(message.data()).isEqualTo(protobufPayload(bytes));
        }
        if (frame instanceof Frame.MessageRequest request) {
            assertThat(request.id()).isEqualTo(protobufPayload(bytes));
        }
        ByteBuf written = Unpooled.buffer();
        FrameCodec.write(frame, written);
        assertThat(written.readableBytes()).isLessThanOrEqualTo(bytes.length());
        assertThat(FrameCodec.read(written)).contains(frame);
    }

    /** Both kinds have one field of bytes with number 1, so one parser will do. */
    private static Bytes protobufPayload(Bytes frame) {
        return bytes(parse(ManualProto.Message.parser(), frame.slice(5, frame.length()))
                .orElseThrow()
                .getData());
    }

    private static void assertStricter(MalformedException e) {
        assertThat(e.why()).as("protobuf accepts it").matches(STRICTER_THAN_PROTOBUF);
    }

    private static Bytes bytes(ByteString value) {
        return Bytes.of(value.toByteArray());
    }

    private static <M> Optional<M> parse(Parser<M> parser, Bytes bytes) {
        try {
            return Optional.of(parser.parseFrom(bytes.toByteArray()));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }
}
