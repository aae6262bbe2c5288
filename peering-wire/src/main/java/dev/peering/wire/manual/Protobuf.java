package dev.peering.wire.manual;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import dev.peering.wire.Bytes;
import java.nio.ByteBuffer;

/**
 * Between our bytes and protobuf's, with one copy on the way in and none on the way out.
 *
 * <p>A parsed message aliases the buffer it came from, so it must not outlive the call that parsed it; what is to stay
 * is taken with {@link #copy}.
 */
final class Protobuf {

    private Protobuf() {}

    /** A view of immutable bytes; protobuf only reads it. */
    static ByteString alias(Bytes bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes.asReadOnlyByteBuffer());
    }

    /** The one copy from the buffer the message came in. */
    static Bytes copy(ByteString value) {
        return Bytes.read(value.asReadOnlyByteBuffer());
    }

    /** Parses what {@link FieldScanner} has let through. The message aliases the buffer. */
    static <M> M parse(Parser<M> parser, ByteBuffer scanned) {
        CodedInputStream input = UnsafeByteOperations.unsafeWrap(scanned).newCodedInput();
        input.enableAliasing(true);
        try {
            return parser.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("the scanner accepted what protobuf refuses", e);
        }
    }

    /** UTF-8 as protobuf understands it, so that the scanner decides as the parser would. */
    static boolean isUtf8(ByteBuffer text) {
        return UnsafeByteOperations.unsafeWrap(text).isValidUtf8();
    }
}
