package dev.peering.core.vectors;

import static dev.peering.core.vectors.Proto.bytes;
import static dev.peering.core.vectors.Proto.raw;
import static dev.peering.core.vectors.Proto.text;
import static dev.peering.core.vectors.Proto.varint;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a waiting node makes of the first packet. Seed 000, 3.5.3; sections 1.2 to 1.6 and 9 of the protocol file. */
final class RequestVectors {

    static final String TO = "127.0.0.1:14666";
    static final long STAMP = 1_636_000_000L;

    private static final String NEVER_EXPIRES = "computes the age, logs it and goes on";

    private final GroupFile file = new GroupFile(
            "requests",
            "The first packet of a connection (the bytes), as the node in inputs.node gets it, all at once. Accepted: the answer, how many"
                    + " bytes belong to the packet, and what the request says. Refused: close without a byte. Incomplete: wait, and close"
                    + " without a byte when the time is over. inputs.data, signed and fields tell how the packet is built; see the README.");

    private RequestVectors() {}

    static GroupFile file() {
        RequestVectors made = new RequestVectors();
        made.flags();
        made.examples();
        made.sizes();
        made.versions();
        made.timestamps();
        made.targets();
        made.layouts();
        RequestForgeries.add(made);
        RequestForms.add(made);
        return made.file;
    }

    private void flags() {
        file.flag("WorkedExample", "The protocol file or the case list prints these bytes.")
                .flag("Size", "About the limit of 256 bytes, or about where lengths take one more byte.")
                .flag("Version", "About the version, which must be 0.")
                .flag("Time", "About the timestamp: up to 19 s back and 20 s ahead of the node's clock.")
                .flag("Target", "About the address that was dialed.")
                .flag("Layout", "An unusual but right way to write the packet.")
                .flag(
                        "LastOneCounts",
                        "A field more than once; the last one counts, and what is verified must be what is used.")
                .flag("UnknownField", "A field of a later version.")
                .flag("Signature", "About the signature.")
                .flag("Key", "About the public key in the packet.")
                .flag("Who", "A good packet from somebody who has no business here.")
                .flag("CofactorOnly", "Holds only with the cofactor; made by the key's owner.")
                .flag("WireType", "A known field in a wire type that is not its own.")
                .flag("BadTag", "A tag that no field can have.")
                .flag("BadNumber", "A number that does not fit its field, or 64 bits.")
                .flag("BadText", "Text that is not UTF-8.")
                .flag("CutOff", "The bytes end before the packet does.")
                .flag("EarlyRefusal", "Can be refused before the rest has come; waiting for more is as good.")
                .flag("Behind", "Something follows the packet in the same segment.")
                .flag("CrossProtocol", "A packet of another protocol, or of another place in this one.")
                .flag("Stray", "Bytes of somebody who meant another port.");
    }

    private void examples() {
        request("ex1", "EX1: A asks B at an IPv4 address", "WorkedExample").accept();
        request("ex2", "EX2: an IPv6 address", "WorkedExample")
                .to("[2001:db8::1]:14666")
                .stamp(STAMP + 1)
                .now(STAMP + 1)
                .accept();
        request("ex3", "EX3: version 1, signed", "WorkedExample", "Version")
                .version("1")
                .refuse("unsupported-version");
        request("ex4", "EX4: no data field at all; it may still come", "WorkedExample", "CutOff")
                .data()
                .fields(bytes(3, "public_key"), bytes(4, "signature"))
                .incomplete()
                .goShimmer("accept", "takes absent data for empty data: version 0, stamped 1970", "observed");
        request("ex5", "EX5: S + L instead of S", "WorkedExample", "Signature")
                .literalSignature(
                        "3919551bf9fa2539f294803dec64f4fca11abdbc08203f428fc8930f8b6a17e816d876d24485b44f6eb9dfcd9f8b3101aef4288ba452b63946974e1aa462d516")
                .refuse("bad-signature");
        request("ex6", "EX6: field numbers as before March 2020", "WorkedExample", "WireType", "CrossProtocol")
                .fields(bytes(1, "public_key"), bytes(2, "signature"), bytes(3, "data"))
                .refuse("malformed");
        request("ex7", "EX7: 256 bytes, the most there may be", "WorkedExample", "Size")
                .to("a".repeat(144))
                .accept();
        request("ex7-too-long", "EX7 with one character more: 257 bytes", "WorkedExample", "Size")
                .to("a".repeat(145))
                .refuse("malformed");
        request(
                        "ex9",
                        "EX9: a UDP ping of autopeering, same key, same envelope",
                        "WorkedExample",
                        "CrossProtocol",
                        "WireType")
                .data(
                        bytes(1, "2a1880c28d8c062207302e302e302e30"),
                        varint(5, 14626),
                        bytes(6, "3230332e302e3131332e37"))
                .refuse("malformed")
                .goShimmer(
                        "accept",
                        "the ping's type byte reads as an unknown field; the missing timestamp is not enforced",
                        "observed");
        request("v1", "V1: other keys, another address, another time", "WorkedExample")
                .signer(IdentityVectors.SEED_02)
                .own(IdentityVectors.SEED_01)
                .to("192.0.2.7:14666")
                .stamp(1_600_000_000L)
                .now(1_600_000_000L)
                .accept();
    }

    private void sizes() {
        for (int length : new int[] {119, 120, 127, 128, 143}) {
            request("to-" + length, "an address of " + length + " characters", "Size")
                    .to("a".repeat(length))
                    .accept();
        }
        request("to-1", "an address of one character", "Size").to("a").accept();
        request(
                        "data-too-long",
                        "the length of the data alone says that key and signature cannot follow within 256 bytes",
                        "Size",
                        "EarlyRefusal")
                .fields(raw("129a01"))
                .refuse("malformed");
        request(
                        "data-longest",
                        "the longest data that leaves room for key and signature; the rest is missing",
                        "Size",
                        "CutOff")
                .fields(raw("129901"))
                .incomplete();
        request("unknown-too-long", "an unknown field that makes the packet 257 bytes", "Size", "UnknownField")
                .fields(own("data", "public_key", "signature", bytes(15, "00".repeat(129))))
                .refuse("malformed");
        request("unknown-longest", "an unknown field that makes the packet 256 bytes", "Size", "UnknownField")
                .fields(own("data", "public_key", "signature", bytes(15, "00".repeat(128))))
                .accept();
    }

    private void versions() {
        request("version-0-written", "version 0, written out", "Version", "Layout")
                .data(varint(1, 0), text(2, TO), varint(3, STAMP))
                .accept();
        for (String version : new String[] {"2", "127", "255", "256", "65536", "2147483648", "4294967295"}) {
            request("version-" + version, "version " + version, "Version")
                    .version(version)
                    .refuse("unsupported-version");
        }
        request("version-2-to-32", "2^32, which is 0 for whoever keeps 32 bits", "Version", "BadNumber")
                .version("4294967296")
                .refuse("malformed")
                .goShimmer("accept", "keeps 32 bits", "observed");
        request("version-largest", "2^64 - 1", "Version", "BadNumber")
                .version("18446744073709551615")
                .refuse("malformed");
        request("version-1-then-0", "version 1, then version 0", "Version", "LastOneCounts")
                .data(varint(1, 1), varint(1, 0), text(2, TO), varint(3, STAMP))
                .accept();
        request("version-0-then-1", "version 0, then version 1", "Version", "LastOneCounts")
                .data(varint(1, 0), text(2, TO), varint(3, STAMP), varint(1, 1))
                .refuse("unsupported-version");
    }

    private void timestamps() {
        for (int offset : new int[] {-19, -10, -1, 1, 10, 20}) {
            String name = offset < 0 ? -offset + "-s-old" : offset + "-s-ahead";
            request("stamp-" + name, "stamped " + Math.abs(offset) + " s " + (offset < 0 ? "ago" : "ahead"), "Time")
                    .stamp(STAMP + offset)
                    .accept();
        }
        stale("20-s-old", "at 20 s a request is over", STAMP - 20);
        stale("25-s-old", "stamped 25 s ago", STAMP - 25);
        stale("1-day-old", "stamped a day ago", STAMP - 86_400);
        stale("1", "the first second of 1970", 1);
        stale("minus-5", "before 1970; ten bytes", -5);
        stale("smallest", "the smallest 64-bit number", Long.MIN_VALUE);
        stale(
                "minus-9000000000000000000",
                "so far back that now minus stamp does not fit 64 bits",
                -9_000_000_000_000_000_000L);
        future("21-s-ahead", "stamped 21 s ahead", STAMP + 21);
        future("10-years-ahead", "stamped 10 years ahead", STAMP + 315_360_000);
        future("milliseconds", "milliseconds instead of seconds", STAMP * 1000);
        future("largest", "the largest 64-bit number", Long.MAX_VALUE);
        request("stamp-0", "no timestamp: 1970", "Time")
                .data(text(2, TO))
                .refuse("stale-timestamp")
                .goShimmer("accept", NEVER_EXPIRES, "observed");
        request("stamp-65-bits", "a number that does not fit 64 bits", "Time", "BadNumber")
                .data(text(2, TO), varint(3, "18446744073709551616"))
                .refuse("malformed");
        request("stamp-twice", "an old timestamp, then a fresh one", "Time", "LastOneCounts")
                .data(varint(3, 1), text(2, TO), varint(3, STAMP))
                .accept();
        request("stamp-before-start", "fresh, but from before the node started: it may have been answered then", "Time")
                .started(STAMP)
                .stamp(STAMP - 1)
                .refuse("stamped-before-start")
                .goShimmer("accept", NEVER_EXPIRES, "observed");
    }

    private void stale(String id, String comment, long stamp) {
        request("stamp-" + id, comment, "Time")
                .stamp(stamp)
                .refuse("stale-timestamp")
                .goShimmer("accept", NEVER_EXPIRES, "observed");
    }

    private void future(String id, String comment, long stamp) {
        request("stamp-" + id, comment, "Time")
                .stamp(stamp)
                .refuse("future-timestamp")
                .goShimmer("accept", "the future never expires", "observed");
    }

    private void targets() {
        request("to-absent", "no address; any is accepted, with a warning to the operator", "Target")
                .data(varint(3, STAMP))
                .reads("0", "", STAMP)
                .accept();
        request("to-another", "somebody else's address; the same", "Target")
                .to("203.0.113.9:1")
                .accept();
        request("to-name", "a host name", "Target").to("node.example:14666").accept();
        request("to-text", "text beyond ASCII, four bytes a character", "Target")
                .to("\u00e4\u20ac\ud83d\ude00:1")
                .accept();
        request("to-controls", "a zero byte and a line feed: right on the wire, dangerous in a log", "Target")
                .to("\u0000\n127.0.0.1:14666")
                .accept();
        request("to-twice", "another address, then the right one", "Target", "LastOneCounts")
                .data(text(2, "203.0.113.9:1"), text(2, TO), varint(3, STAMP))
                .accept();
        request("to-advertised", "the node accepts requests for these addresses only, and this is one", "Target")
                .advertised("203.0.113.5:14666", "[2001:db8::1]:14666")
                .to("203.0.113.5:14666")
                .accept();
        request("to-not-advertised", "the node accepts requests for these addresses only, and this is none", "Target")
                .advertised("203.0.113.5:14666", "[2001:db8::1]:14666")
                .to("203.0.113.6:14666")
                .refuse("wrong-target")
                .goShimmer("accept", "never looks at the address", "observed");
    }

    private void layouts() {
        String[][] orders = {
            {"data", "signature", "public_key"},
            {"public_key", "data", "signature"},
            {"public_key", "signature", "data"},
            {"signature", "data", "public_key"},
            {"signature", "public_key", "data"}
        };
        for (String[] order : orders) {
            request("order-" + String.join("-", order).replace("public_key", "key"), "fields in this order", "Layout")
                    .fields(own((Object[]) order))
                    .accept();
        }
        request("type-77", "field 1, type, which belongs to a sister protocol", "Layout")
                .fields(own(varint(1, 77), "data", "public_key", "signature"))
                .accept();
        request("data-order", "timestamp, address, version inside the data", "Layout")
                .data(varint(3, STAMP), text(2, TO), varint(1, 0))
                .accept();
        request("long-lengths", "lengths in more bytes than they take", "Layout")
                .fields(bytes(2, "data", 5), bytes(3, "public_key", 2), bytes(4, "signature", 10))
                .accept();
        request("long-tag", "the first tag in two bytes", "Layout")
                .fields(own(raw("920017" + DATA_HEX), "public_key", "signature"))
                .accept();
        request("long-numbers", "version and timestamp in ten bytes", "Layout")
                .data(varint(1, 0, 10), text(2, TO), varint(3, STAMP, 10))
                .accept();
    }

    /** The data of EX1, for a field that is written byte by byte. */
    static final String DATA_HEX = "120f3132372e302e302e313a31343636361880c28d8c06";

    /** Fields by name, each in its own place, or pieces as they are. */
    static JsonNode[] own(Object... fields) {
        JsonNode[] nodes = new JsonNode[fields.length];
        for (int i = 0; i < fields.length; i++) {
            nodes[i] = fields[i] instanceof String name ? bytes(number(name), name) : (ObjectNode) fields[i];
        }
        return nodes;
    }

    private static int number(String name) {
        return switch (name) {
            case "data" -> 2;
            case "public_key" -> 3;
            default -> 4;
        };
    }

    PacketEntry request(String id, String comment, String... flags) {
        return new PacketEntry(file.add(id, comment, flags));
    }
}
