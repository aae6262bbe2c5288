package dev.peering.core.vectors;

import static dev.peering.core.vectors.Proto.bytes;
import static dev.peering.core.vectors.Proto.raw;
import static dev.peering.core.vectors.Proto.text;
import static dev.peering.core.vectors.Proto.varint;
import static dev.peering.core.vectors.RequestVectors.STAMP;
import static dev.peering.core.vectors.RequestVectors.TO;
import static dev.peering.core.vectors.RequestVectors.own;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Requests whose form is odd or broken: unknown and repeated fields, bad tags and numbers, cut packets, strays. */
final class RequestForms {

    private static final String HELLO_FRAME = "00000008140a0568656c6c6f";

    private final RequestVectors file;

    private RequestForms(RequestVectors file) {
        this.file = file;
    }

    static void add(RequestVectors file) {
        RequestForms made = new RequestForms(file);
        made.unknownFields();
        made.repeatedFields();
        made.wireTypes();
        made.badTags();
        made.badTexts();
        made.cut();
        made.behind();
        made.strays();
    }

    private void unknownFields() {
        String[][] kinds = {
            {"number", "7864"},
            {"8-bytes", "790102030405060708"},
            {"bytes", "7a03010203"},
            {"4-bytes", "7d01020304"},
            {"large-number", "9a0601ff"},
            {"largest", "faffffff0f0101"}
        };
        for (String[] kind : kinds) {
            file.request("unknown-" + kind[0], "an unknown field before the others", "UnknownField")
                    .fields(own(raw(kind[1]), "data", "public_key", "signature"))
                    .accept();
            file.request("unknown-" + kind[0] + "-signed", "an unknown field inside the data", "UnknownField")
                    .data(text(2, TO), varint(3, STAMP), raw(kind[1]))
                    .accept();
        }
        file.request("unknown-between", "an unknown field between the others", "UnknownField")
                .fields(own("data", varint(15, 1), "public_key", "signature"))
                .accept();
        file.request(
                        "unknown-behind",
                        "an unknown field behind the others: any byte but zero goes on with the packet",
                        "UnknownField")
                .fields(own("data", "public_key", "signature", varint(15, 1)))
                .accept();
        file.request("unknown-upgrade", "37 unknown bytes inside the data: room for a later version", "UnknownField")
                .data(text(2, TO), varint(3, STAMP), bytes(15, "ab".repeat(32)), varint(16, 1))
                .accept();
    }

    private void repeatedFields() {
        file.request("data-twice", "other data first; the last one counts, and it is the signed one", "LastOneCounts")
                .fields(own(bytes(2, "0801"), "data", "public_key", "signature"))
                .accept();
        file.request("data-twice-reversed", "the signed data first; other data counts", "LastOneCounts", "Signature")
                .fields(own("data", bytes(2, "12076578616d706c65" + "1880c28d8c06"), "public_key", "signature"))
                .refuse("bad-signature");
        file.request("key-twice", "another key first", "LastOneCounts")
                .fields(own("data", bytes(3, "11".repeat(32)), "public_key", "signature"))
                .accept();
        file.request("signature-twice", "another signature first", "LastOneCounts")
                .fields(own("data", "public_key", bytes(4, "22".repeat(64)), "signature"))
                .accept();
        file.request(
                        "short-key-first",
                        "a key of 31 bytes first; each one is held to its length",
                        "LastOneCounts",
                        "Key")
                .fields(own("data", bytes(3, "11".repeat(31)), "public_key", "signature"))
                .refuse("malformed")
                .goShimmer("accept", "looks at the last one alone", "observed");
    }

    private void wireTypes() {
        wrongType("data", "data as a number", "refuse", own(varint(2, 23), "public_key", "signature"));
        wrongType("key", "the key as a number", "refuse", own("data", varint(3, 32), "signature"));
        wrongType(
                "signature",
                "the signature in 8 bytes",
                "refuse",
                own("data", "public_key", raw("210102030405060708")));
        wrongType("type", "type as bytes", "accept", own(bytes(1, "00"), "data", "public_key", "signature"));
        file.request("wire-type-version", "version as bytes, inside signed data", "WireType")
                .data(bytes(1, "01"), text(2, TO), varint(3, STAMP))
                .refuse("malformed")
                .goShimmer("accept", "reads it as an unknown field: version 0", "observed");
        file.request("wire-type-to", "the address as a number", "WireType")
                .data(varint(2, 7), varint(3, STAMP))
                .refuse("malformed")
                .goShimmer("accept", "reads it as an unknown field: no address", "observed");
        file.request("wire-type-stamp", "the timestamp in 8 bytes", "WireType")
                .data(text(2, TO), raw("190080c28d8c060000"))
                .refuse("malformed")
                .goShimmer("accept", "reads it as an unknown field: stamped 1970", "observed");
    }

    private void wrongType(String id, String comment, String original, JsonNode... fields) {
        PacketEntry.Refused entry = file.request("wire-type-" + id, comment, "WireType")
                .fields(fields)
                .refuse("malformed");
        if (original.equals("accept")) {
            entry.goShimmer("accept", "reads it as an unknown field", "observed");
        }
    }

    private void badTags() {
        broken("tag-zero", "a zero byte starts no field", "00", "BadTag");
        broken("field-zero", "field number 0 with bytes", "0203010203", "BadTag");
        broken("wire-type-6", "wire type 6 does not exist", "7e", "BadTag");
        broken("wire-type-7", "wire type 7 does not exist", "7f", "BadTag");
        broken("group-end", "the end of a group that never began", "7c", "BadTag");
        broken("group-open", "a group that never ends", "7b0801", "BadTag");
        file.request("group", "a whole group; the network never used any", "BadTag")
                .fields(own(raw("7b08017c"), "data", "public_key", "signature"))
                .refuse("malformed")
                .goShimmer("accept", "reads groups as unknown fields", "observed");
        broken("tag-33-bits", "a tag of more than 32 bits", "808080801000", "BadTag");
        broken("tag-endless", "a tag of ten bytes that goes on", "ffffffffffffffffffff", "BadTag");
        broken("length-endless", "a length of ten bytes that goes on", "7affffffffffffffffffff", "BadNumber");
        broken("length-65-bits", "a length of more than 64 bits", "7a80808080808080808002", "BadNumber");
        broken("number-65-bits", "an unknown number of more than 64 bits", "7880808080808080808002", "BadNumber");
        file.request("length-200", "data said to be 200 bytes long, of which 20 follow", "BadNumber", "EarlyRefusal")
                .fields(raw("12c801" + "00".repeat(20)))
                .refuse("malformed");
        file.request("length-4-gib", "data said to be 4 GiB long", "BadNumber", "EarlyRefusal")
                .fields(raw("12ffffffff0f"))
                .refuse("malformed");
        file.request(
                        "length-cut",
                        "a length that is above 256 already and goes on",
                        "BadNumber",
                        "EarlyRefusal",
                        "CutOff")
                .fields(raw("12ff82"))
                .refuse("malformed");
        file.request("length-negative", "data said to be -1 bytes long", "BadNumber", "EarlyRefusal")
                .fields(raw("12ffffffffffffffffff01"))
                .refuse("malformed");
        signedBroken("signed-tag-zero", "a zero byte inside the data", "00", "BadTag");
        signedBroken("signed-group-open", "a group inside the data that never ends", "7b", "BadTag");
        signedBroken("signed-cut-off", "data that ends inside a field", "7a05010203", "CutOff");
        signedBroken("signed-cut-tag", "data that ends inside a tag", "80", "CutOff");
    }

    private void broken(String id, String comment, String hex, String flag) {
        file.request(id, comment, flag)
                .fields(own(raw(hex), "data", "public_key", "signature"))
                .refuse("malformed");
    }

    private void signedBroken(String id, String comment, String hex, String flag) {
        file.request(id, comment, flag)
                .data(text(2, TO), varint(3, STAMP), raw(hex))
                .refuse("malformed");
    }

    private void badTexts() {
        String[][] texts = {
            {"ff", "a byte that UTF-8 does not have", "ff"}, {"continuation", "a continuation byte alone", "80"},
            {"overlong", "a slash in two bytes", "c0af"}, {"overlong-zero", "a zero in two bytes", "c080"},
            {"surrogate", "half of a surrogate pair", "eda080"}, {"cut", "a character of three bytes, cut", "e282"},
            {"beyond", "beyond the last character", "f4908080"}
        };
        for (String[] bad : texts) {
            file.request("text-" + bad[0], "the address has " + bad[1], "BadText")
                    .data(bytes(2, bad[2]), varint(3, STAMP))
                    .refuse("malformed");
        }
    }

    private void cut() {
        for (int length : new int[] {0, 1, 2, 12, 24, 25, 26, 27, 58, 59, 61, 124}) {
            file.request("cut-at-" + length, "the first " + length + " bytes of EX1", "CutOff")
                    .take(length)
                    .incomplete();
        }
        file.request("cut-in-long-tag", "all fields are there and one more begins", "CutOff", "UnknownField")
                .fields(own("data", "public_key", "signature", raw("f8")))
                .incomplete();
        file.request("cut-in-unknown", "all fields are there and one more is cut", "CutOff", "UnknownField")
                .fields(own("data", "public_key", "signature", raw("7a050102")))
                .incomplete();
    }

    private void behind() {
        follow("frame", "the first frame in the same segment", HELLO_FRAME);
        follow("empty-frame", "an empty frame in the same segment", "00000000");
        follow("zero", "the first byte of a frame in the same segment", "00");
        file.request("behind-garbage", "ten bytes that are neither a field nor a frame", "Behind")
                .behind("ff".repeat(10))
                .refuse("malformed");
        file.request(
                        "behind-again",
                        "the same packet again in the same segment: one packet of 250 bytes",
                        "Behind",
                        "LastOneCounts")
                .fields(own("data", "public_key", "signature", "data", "public_key", "signature"))
                .accept();
    }

    private void follow(String id, String comment, String hex) {
        PacketEntry entry = file.request("behind-" + id, comment, "Behind").behind(hex);
        entry.accept();
        entry.goShimmerRefuses("parses the first read as one packet; a frame in it breaks it");
    }

    private void strays() {
        stray("http", "an HTTP request", ascii("GET / HTTP/1.1\r\nHost: 192.0.2.7\r\n\r\n"));
        stray("ssh", "an SSH greeting", ascii("SSH-2.0-OpenSSH_9.6\r\n"));
        stray("tls", "a TLS hello", "16030100c8010000c40303" + "5a".repeat(32));
        stray("smtp", "a mail greeting", ascii("EHLO example.org\r\n"));
        stray("libp2p", "the greeting of the libp2p era", "13" + ascii("/multistream/1.0.0\n"));
        file.request(
                        "stray-nano",
                        "a Nano handshake query, which reads as an unknown field of 67 bytes and 38 of them",
                        "Stray",
                        "CutOff")
                .fields(raw("52431414140a0100" + "77".repeat(32)))
                .incomplete();
        stray("opendex", "an OpenDEX packet, magic of its main network", "f9beb4d9" + "2c00000000000000");
        stray("zeros", "nothing but zeros", "00".repeat(125));
        stray("ones", "nothing but ones", "ff".repeat(125));
        stray("frame", "a frame without a handshake", HELLO_FRAME);
    }

    private void stray(String id, String comment, String hex) {
        file.request("stray-" + id, comment, "Stray").fields(raw(hex)).refuse("malformed");
    }

    private static String ascii(String text) {
        return Recipe.hex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
