package dev.peering.core.vectors;

import static dev.peering.core.vectors.Proto.bytes;
import static dev.peering.core.vectors.Proto.raw;
import static dev.peering.core.vectors.Proto.varint;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What neighbors say after the handshake. Sections 1.9 and 9.9 of the protocol file. */
final class FrameVectors {

    private static final String COUNTING_32 = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private final GroupFile file = new GroupFile(
                    "frames",
                    "Bytes after the handshake. A frame is a length (4 bytes, big-endian, at most 66,560), a type byte and a protobuf message with"
                            + " field 1. Accepted: all bytes are whole frames; the verdict lists those that are heard. Empty, unknown and unparsable"
                            + " frames are heard by nobody and change nothing. Incomplete: the last frame is not all there. Refused: close at once.")
            .flag("WorkedExample", "The protocol file prints these bytes.")
            .flag("Limit", "About the largest frame.")
            .flag("Empty", "A frame of length 0.")
            .flag("UnknownType", "A type byte that is neither 20 nor 21.")
            .flag("Unparsable", "A body that is not what its type promises.")
            .flag("UnknownField", "A field of a later version.")
            .flag("LastOneCounts", "The field more than once; the last one counts.")
            .flag("Several", "More than one frame.")
            .flag("CutOff", "The bytes end inside a frame.")
            .flag("EarlyRefusal", "Can be refused before the whole header has come; waiting for it is as good.");

    static GroupFile file() {
        FrameVectors made = new FrameVectors();
        made.examples();
        made.limits();
        made.types();
        made.bodies();
        made.streams();
        return made.file;
    }

    private void examples() {
        accept(frames("hello", "a message", message("68656c6c6f"), "WorkedExample"), heard(20, "68656c6c6f"));
        accept(
                frames("no-data", "a message without its field: an empty payload", typed(20), "WorkedExample"),
                heard(20, ""));
        accept(
                frames("request", "asks for a message by its id", request(COUNTING_32), "WorkedExample"),
                heard(21, COUNTING_32));
        accept(frames("empty", "a frame without a body", frame(), "WorkedExample", "Empty"));
        counting("300-bytes", "300 bytes, i mod 256", 300, "WorkedExample");
        counting("largest", "66,555 bytes of payload: a body of 66,560", 66_555, "WorkedExample", "Limit");
        refuse(frames("too-large", "a header that announces 66,561 bytes", length(66_561), "WorkedExample", "Limit"));
    }

    private void limits() {
        refuse(frames(
                "length-2-to-31",
                "a length that is negative for whoever reads it as signed",
                length(0x8000_0000L),
                "Limit"));
        refuse(frames("length-largest", "the largest length that can be written", length(0xffff_ffffL), "Limit"));
        refuse(frames("length-2-to-24", "16 MiB", length(0x0100_0000L), "Limit"));
        GroupFile.Entry early = frames(
                        "length-first-byte",
                        "a first byte other than zero announces 16 MiB at least",
                        length(0x0100_0000L),
                        "Limit",
                        "EarlyRefusal",
                        "CutOff")
                .input("take", 1);
        refuse(early);
        early.goShimmer("incomplete", "waits for the whole header, without a time limit", "derived");
        GroupFile.Entry second = frames(
                        "length-second-byte",
                        "00 02 announces 131,072 bytes at least",
                        length(0x0002_0000L),
                        "Limit",
                        "EarlyRefusal",
                        "CutOff")
                .input("take", 2);
        refuse(second);
        second.goShimmer("incomplete", "waits for the whole header, without a time limit", "derived");
        incomplete(frames(
                "largest-header-alone", "66,560 bytes announced, none there", length(66_560), "Limit", "CutOff"));
        counting("127-bytes", "a length in one byte", 127);
        counting("128-bytes", "a length in two bytes", 128);
        counting("16383-bytes", "the longest length in two bytes", 16_383);
        counting("16384-bytes", "a length in three bytes", 16_384);
        counting("65536-bytes", "the longest message of the tangle", 65_536);
    }

    private void types() {
        for (int type : new int[] {0, 1, 10, 19, 22, 99, 127, 128, 255}) {
            accept(frames("type-" + type, "unknown type " + type, typed(type, bytes(1, "68656c6c6f")), "UnknownType"));
        }
        accept(frames("type-99-alone", "an unknown type and nothing else", typed(99), "UnknownType"));
        accept(frames("request-no-id", "a request without an id", typed(21)), heard(21, ""));
        accept(
                frames("request-31", "an id of 31 bytes: nothing has it", request(COUNTING_32.substring(2))),
                heard(21, COUNTING_32.substring(2)));
        accept(
                frames(
                        "request-33",
                        "an id of 33 bytes: the original looks at the first 32",
                        request(COUNTING_32 + "20")),
                heard(21, COUNTING_32 + "20"));
    }

    private void bodies() {
        accept(frames("empty-data", "the field is there and empty", message("")), heard(20, ""));
        accept(
                frames("long-length", "the length in five bytes", typed(20, bytes(1, "68656c6c6f", 5))),
                heard(20, "68656c6c6f"));
        accept(
                frames(
                        "unknown-field",
                        "an unknown field behind",
                        typed(20, bytes(1, "68656c6c6f"), varint(2, 7)),
                        "UnknownField"),
                heard(20, "68656c6c6f"));
        accept(
                frames("unknown-field-alone", "an unknown field and no data", typed(20, varint(15, 7)), "UnknownField"),
                heard(20, ""));
        accept(
                frames(
                        "data-twice",
                        "other data first",
                        typed(20, bytes(1, "00"), bytes(1, "68656c6c6f")),
                        "LastOneCounts"),
                heard(20, "68656c6c6f"));
        unparsable("cut", "five bytes announced, two there", raw("0a056865"));
        unparsable("tag-zero", "a zero byte starts no field", raw("00"));
        unparsable("tag-cut", "the body ends inside a tag", raw("80"));
        unparsable("garbage", "eight times ff", raw("ff".repeat(8)));
        unparsable("wire-type-7", "wire type 7 does not exist", raw("0f"));
        unparsable("group-open", "a group that never ends", raw("7b"));
        unparsable("group-end", "the end of a group that never began", raw("7c"));
        unparsable("length-negative", "a length of -1", raw("0affffffffffffffffff01"));
        lenient("wire-type", "the field as a number", "reads it as an unknown field: an empty payload", raw("0801"));
        lenient("group", "a whole group", "reads groups as unknown fields", raw("7b08017c"));
        lenient("129-fields", "more fields than any sender writes", "has no limit of its own", raw("7801".repeat(129)));
        accept(
                frames("128-fields", "as many fields as we read", typed(20, raw("7801".repeat(128))), "UnknownField"),
                heard(20, ""));
        accept(frames("unparsable-request", "asks for nothing that can be read", typed(21, raw("0a05")), "Unparsable"));
    }

    private void streams() {
        accept(several("two", "two messages", message("61"), message("62")), heard(20, "61"), heard(20, "62"));
        accept(
                several(
                        "empty-between",
                        "empty frames change nothing",
                        frame(),
                        message("61"),
                        frame(),
                        frame(),
                        message("62")),
                heard(20, "61"),
                heard(20, "62"));
        accept(
                several(
                        "unknown-between",
                        "an unknown type changes nothing",
                        message("61"),
                        typed(99, raw("ffff")),
                        message("62")),
                heard(20, "61"),
                heard(20, "62"));
        accept(
                several(
                        "unparsable-between",
                        "an unparsable body changes nothing",
                        message("61"),
                        typed(20, raw("ffff")),
                        message("62")),
                heard(20, "61"),
                heard(20, "62"));
        accept(
                several("message-and-request", "both kinds", message("61"), request(COUNTING_32)),
                heard(20, "61"),
                heard(21, COUNTING_32));
        for (int take : new int[] {1, 2, 3, 4, 5, 11}) {
            incomplete(frames(
                            "cut-at-" + take,
                            "the first " + take + " bytes of a message",
                            message("68656c6c6f"),
                            "CutOff")
                    .input("take", take));
        }
        GroupFile.Entry cut = several(
                        "cut-second", "a whole message and the header of another", message("61"), message("62"))
                .input("take", 12);
        heard(cut.incomplete(), heard(20, "61"));
        GroupFile.Entry large = several(
                "too-large-second", "a message, then a header that announces too much", message("61"), length(66_561));
        heard(large.refuse("malformed"), heard(20, "61"));
    }

    private void counting(String id, String comment, int length, String... flags) {
        GroupFile.Entry entry =
                frames(id, comment, typed(20, bytes(1, "counting")).put("counting", length), flags);
        ObjectNode heard = VectorJson.MAPPER.createObjectNode().put("type", 20).put("counting", length);
        accept(entry, heard);
    }

    private void unparsable(String id, String comment, ObjectNode... fields) {
        accept(frames("unparsable-" + id, comment, typed(20, fields), "Unparsable"));
    }

    private void lenient(String id, String comment, String why, ObjectNode... fields) {
        GroupFile.Entry entry = frames("unparsable-" + id, comment, typed(20, fields), "Unparsable");
        accept(entry);
        heard(entry.goShimmer("accept", why, "observed"), heard(20, ""));
    }

    private GroupFile.Entry frames(String id, String comment, ObjectNode frame, String... flags) {
        return file.add(id, comment, flags).input("frames", frame);
    }

    /** Nothing was heard before. */
    private static void refuse(GroupFile.Entry entry) {
        heard(entry.refuse("malformed"));
    }

    private static void incomplete(GroupFile.Entry entry) {
        heard(entry.incomplete());
    }

    private GroupFile.Entry several(String id, String comment, JsonNode... frames) {
        return file.add(id, comment, "Several").input("frames", frames);
    }

    private static void accept(GroupFile.Entry entry, ObjectNode... heard) {
        heard(entry.accept(), heard);
    }

    private static void heard(ObjectNode verdict, ObjectNode... heard) {
        ArrayNode list = verdict.putArray("heard");
        for (ObjectNode one : heard) {
            list.add(one);
        }
    }

    private static ObjectNode heard(int type, String hex) {
        return VectorJson.MAPPER.createObjectNode().put("type", type).put("payload", hex);
    }

    private static ObjectNode message(String hex) {
        return typed(20, bytes(1, hex));
    }

    private static ObjectNode request(String hex) {
        return typed(21, bytes(1, hex));
    }

    private static ObjectNode typed(int type, ObjectNode... fields) {
        ObjectNode frame = frame().put("type", type);
        ArrayNode list = frame.putArray("fields");
        for (ObjectNode field : fields) {
            list.add(field);
        }
        return frame;
    }

    /** A header alone, whatever follows. */
    private static ObjectNode length(long length) {
        return frame().put("length", length);
    }

    private static ObjectNode frame() {
        return VectorJson.MAPPER.createObjectNode();
    }
}
