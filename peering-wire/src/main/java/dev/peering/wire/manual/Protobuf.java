package dev.peering.wire.manual;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;

/** Protobuf behind the {@link FieldScanner}: it has nothing left to object to, and nothing to copy. */
final class Protobuf {

    private Protobuf() {}

    /** Parses what the scanner has let through. The fields of the message share the array of the bytes. */
    static <M> M parse(Parser<M> parser, ByteString scanned) {
        CodedInputStream input = scanned.newCodedInput();
        input.enableAliasing(true);
        try {
            return parser.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("the scanner accepted what protobuf refuses", e);
        }
    }
}
