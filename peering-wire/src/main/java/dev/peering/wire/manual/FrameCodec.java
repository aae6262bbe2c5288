package dev.peering.wire.manual;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.manual.proto.ManualProto;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Optional;

/**
 * Frames out of a stream and into one.
 *
 * <pre>
 *   offset 0   length of the body, 4 bytes big-endian, 0 to 66,560
 *          4   type, 1 byte: 20 message, 21 message request
 *          5   a protobuf message with one field of bytes
 * </pre>
 *
 * <p>A length above the limit is refused at the first header byte that proves it. Everything else that may be wrong with
 * a frame is a {@link Frame} of its own kind, because it does not end the connection: unknown types, bodies that do not
 * parse, and frames without a body.
 */
public final class FrameCodec {

    private static final MessageShape MESSAGE =
            MessageShape.of(ManualWire.MAX_FRAME_BODY_LENGTH - 1, FieldRule.optional(1, "data", FieldRule.Kind.BYTES));

    private static final MessageShape MESSAGE_REQUEST =
            MessageShape.of(ManualWire.MAX_FRAME_BODY_LENGTH - 1, FieldRule.optional(1, "id", FieldRule.Kind.BYTES));

    /** Protobuf's own buffer: holds a tag and a length; a payload that is longer goes past it without another copy. */
    private static final int PROTOBUF_BUFFER_LENGTH = 32;

    private FrameCodec() {}

    /**
     * Takes one whole frame off a buffer. When it is not all there, or is refused, the buffer is left as it was.
     *
     * @return the frame, or empty when more bytes are needed
     * @throws MalformedException when the header announces more than 66,560 bytes; the stream cannot be followed any
     *     further then
     */
    public static Optional<Frame> read(ByteBuf in) throws MalformedException {
        int headerBytes = Math.min(in.readableBytes(), ManualWire.FRAME_HEADER_LENGTH);
        long length = announcedLength(in, headerBytes);
        if (length > ManualWire.MAX_FRAME_BODY_LENGTH) {
            throw new MalformedException(
                    "length",
                    0,
                    "a body of at least " + length + " bytes, at most " + ManualWire.MAX_FRAME_BODY_LENGTH
                            + " are allowed");
        }
        if (in.readableBytes() < ManualWire.FRAME_HEADER_LENGTH + length) {
            return Optional.empty();
        }
        in.skipBytes(ManualWire.FRAME_HEADER_LENGTH);
        return Optional.of(body(in, (int) length));
    }

    /**
     * How many body bytes the frame at the reader index still waits for: 0 when its header has not arrived whole, and when
     * the frame is all there. Lets a conversation tell a silent neighbor from a stalled one. Meant for the bytes that
     * {@link #read} has just left; says 0 for a header that it refuses.
     */
    public static int pendingBodyLength(ByteBuf in) {
        if (in.readableBytes() < ManualWire.FRAME_HEADER_LENGTH) {
            return 0;
        }
        long length = in.getUnsignedInt(in.readerIndex());
        int arrived = in.readableBytes() - ManualWire.FRAME_HEADER_LENGTH;
        return length > ManualWire.MAX_FRAME_BODY_LENGTH ? 0 : (int) Math.max(0, length - arrived);
    }

    /** What the header of this frame says, 0 to 66,560: type byte and protobuf, without the header itself. */
    public static int bodyLength(Frame frame) {
        if (frame instanceof Frame.Empty) {
            return 0;
        }
        if (frame instanceof Frame.Unknown unknown) {
            return 1 + unknown.body().length();
        }
        return 1 + message(frame).getSerializedSize();
    }

    /**
     * Appends a frame to a buffer, header included.
     *
     * @throws IllegalArgumentException for {@link Frame.Unparsable}, which has no bytes
     * @throws IndexOutOfBoundsException if the buffer cannot grow enough; nothing is written then
     */
    public static void write(Frame frame, ByteBuf out) {
        if (frame instanceof Frame.Empty) {
            writeLength(0, out);
        } else if (frame instanceof Frame.Unknown unknown) {
            writeLength(1 + unknown.body().length(), out);
            out.writeByte(unknown.type());
            unknown.body().writeTo(out);
        } else {
            MessageLite message = message(frame);
            writeLength(1 + message.getSerializedSize(), out);
            out.writeByte(frame instanceof Frame.Message ? ManualWire.MESSAGE : ManualWire.MESSAGE_REQUEST);
            writeMessage(message, out);
        }
    }

    /**
     * A frame as it travels, header included: one array, into which the payload is copied once.
     *
     * @throws IllegalArgumentException for {@link Frame.Unparsable}, which has no bytes
     */
    public static Bytes encode(Frame frame) {
        byte[] whole = new byte[ManualWire.FRAME_HEADER_LENGTH + bodyLength(frame)];
        write(frame, Unpooled.wrappedBuffer(whole).clear());
        // From here on nobody has the array who could write to it.
        return Bytes.of(UnsafeByteOperations.unsafeWrap(whole));
    }

    /** The header, once there is room for the whole frame. */
    private static void writeLength(int length, ByteBuf out) {
        out.ensureWritable(ManualWire.FRAME_HEADER_LENGTH + length);
        out.writeInt(length);
    }

    /** The least the header can say, from as many of its bytes as are there: the missing ones count as zero. */
    private static long announcedLength(ByteBuf in, int headerBytes) {
        long length = 0;
        for (int i = 0; i < ManualWire.FRAME_HEADER_LENGTH; i++) {
            length = length << 8 | (i < headerBytes ? in.getUnsignedByte(in.readerIndex() + i) : 0);
        }
        return length;
    }

    private static Frame body(ByteBuf in, int length) {
        if (length == 0) {
            return new Frame.Empty();
        }
        int type = in.readUnsignedByte();
        int rest = length - 1;
        if (type != ManualWire.MESSAGE && type != ManualWire.MESSAGE_REQUEST) {
            return new Frame.Unknown(type, Bytes.read(in, rest));
        }
        Bytes body = Bytes.read(in, rest);
        try {
            return type == ManualWire.MESSAGE ? messageFrom(body) : messageRequestFrom(body);
        } catch (MalformedException e) {
            return new Frame.Unparsable(type, e.getMessage());
        }
    }

    private static Frame messageFrom(Bytes body) throws MalformedException {
        FieldScanner.check(body, MESSAGE);
        ManualProto.Message message = Protobuf.parse(ManualProto.Message.parser(), body.toByteString());
        return new Frame.Message(Bytes.of(message.getData()));
    }

    private static Frame messageRequestFrom(Bytes body) throws MalformedException {
        FieldScanner.check(body, MESSAGE_REQUEST);
        ManualProto.MessageRequest request = Protobuf.parse(ManualProto.MessageRequest.parser(), body.toByteString());
        return new Frame.MessageRequest(Bytes.of(request.getId()));
    }

    private static MessageLite message(Frame frame) {
        if (frame instanceof Frame.Message message) {
            return ManualProto.Message.newBuilder()
                    .setData(message.data().toByteString())
                    .build();
        }
        if (frame instanceof Frame.MessageRequest request) {
            return ManualProto.MessageRequest.newBuilder()
                    .setId(request.id().toByteString())
                    .build();
        }
        throw new IllegalArgumentException("no bytes to write for " + frame);
    }

    private static void writeMessage(MessageLite message, ByteBuf out) {
        CodedOutputStream encoder = CodedOutputStream.newInstance(new ByteBufOutputStream(out), PROTOBUF_BUFFER_LENGTH);
        try {
            message.writeTo(encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new AssertionError("a buffer in memory does not fail", e);
        }
    }
}
