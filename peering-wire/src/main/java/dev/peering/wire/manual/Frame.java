package dev.peering.wire.manual;

import dev.peering.wire.Bytes;

/**
 * What neighbors say to each other after the handshake. GoShimmer's gossip layer; seed 000 does not define it.
 *
 * <pre>
 *   00000008  14  0a 05 68656c6c6f     body of 8 bytes, type 20, field 1 = "hello"
 *   00000023  15  0a 20 000102...1f    body of 35 bytes, type 21, field 1 = the id
 * </pre>
 *
 * <p>The last three kinds are read but change nothing: the connection stays, as the original does it. Vectors:
 * {@code vectors/manual/ex8-*.hex}.
 */
public sealed interface Frame {

    /**
     * A payload, opaque here. Absent data is an empty payload.
     *
     * @param data 0 to {@value ManualWire#MAX_PAYLOAD_LENGTH} bytes; refuses more
     */
    record Message(Bytes data) implements Frame {

        /** Rejects a payload that fits no frame; sending it would crash the original. */
        public Message {
            requirePayload("data", data);
        }
    }

    /**
     * Asks for the payload with this id.
     *
     * @param id kept as it came; the original wants at least 32 bytes, looks at the first 32 and stays silent otherwise
     */
    record MessageRequest(Bytes id) implements Frame {

        /** Rejects an id that fits no frame. */
        public MessageRequest {
            requirePayload("id", id);
        }
    }

    /**
     * A frame of a type this version does not know.
     *
     * @param type the first body byte, 0 to 255 without 20 and 21
     * @param body what follows it, at most {@value ManualWire#MAX_FRAME_BODY_LENGTH} - 1 bytes
     */
    record Unknown(int type, Bytes body) implements Frame {

        /** Rejects the known types, numbers that are no byte, and a body that fits no frame. */
        public Unknown {
            if (type < 0 || type > 0xff || type == ManualWire.MESSAGE || type == ManualWire.MESSAGE_REQUEST) {
                throw new IllegalArgumentException(type + " is not an unknown frame type");
            }
            if (body.length() >= ManualWire.MAX_FRAME_BODY_LENGTH) {
                throw new IllegalArgumentException("body has " + body.length() + " bytes, too long for a frame");
            }
        }
    }

    /**
     * A frame of a known type whose body is not what that type promises. Cannot be written.
     *
     * @param type the first body byte, 20 or 21
     * @param why what was wrong, in our words and safe to print
     */
    record Unparsable(int type, String why) implements Frame {}

    /** A frame without a body, not even a type. */
    record Empty() implements Frame {}

    private static void requirePayload(String name, Bytes value) {
        if (value.length() > ManualWire.MAX_PAYLOAD_LENGTH) {
            throw new IllegalArgumentException(name + " has " + value.length() + " bytes, at most "
                    + ManualWire.MAX_PAYLOAD_LENGTH + " fit a frame");
        }
    }
}
