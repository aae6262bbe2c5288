package dev.peering.core.vectors;

import static dev.peering.core.vectors.Proto.bytes;
import static dev.peering.core.vectors.Proto.raw;
import static dev.peering.core.vectors.Proto.varint;
import static dev.peering.core.vectors.RequestVectors.own;

import dev.peering.crypto.Sha256;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a dialing node makes of the answer. Seed 000, 3.5.3; section 1.5 of the protocol file. */
final class ResponseVectors {

    private static final byte[] REQUEST_DATA = HexFormat.of().parseHex(RequestVectors.DATA_HEX);
    private static final String HASH = Recipe.hex(Sha256.of(REQUEST_DATA));
    private static final String READS_ONCE = "parses the first read as one packet; a frame in it breaks it";

    private final GroupFile file = new GroupFile(
                    "responses",
                    "The answer to a request (the bytes), as the dialing node gets it, all at once. inputs.node tells who dials, whom, with what"
                            + " address and when; its request is that of requests/ex1. Accepted: how many bytes belong to the packet.")
            .flag("WorkedExample", "The protocol file or the case list prints these bytes.")
            .flag("Hash", "About req_hash, which is the SHA-256 of the request's data.")
            .flag("Who", "Signed by somebody else than the peer that was dialed.")
            .flag("Signature", "About the signature.")
            .flag("Key", "About the public key in the packet.")
            .flag("Layout", "An unusual but right way to write the packet.")
            .flag("LastOneCounts", "A field more than once; the last one counts.")
            .flag("UnknownField", "A field of a later version.")
            .flag("Size", "About the limit of 256 bytes.")
            .flag("WireType", "A known field in a wire type that is not its own.")
            .flag("BadTag", "A tag that no field can have.")
            .flag("CutOff", "The bytes end before the packet does.")
            .flag("Behind", "Something follows the packet in the same segment.")
            .flag("Stray", "Bytes of somebody who is no peer.");

    static GroupFile file() {
        ResponseVectors made = new ResponseVectors();
        made.examples();
        made.hashes();
        made.others();
        made.signatures();
        made.forms();
        made.streams();
        return made.file;
    }

    private void examples() {
        accept(start("ex1", "EX1: B answers A", "WorkedExample"), 0);
        GroupFile.Entry ex2 = file.add("ex2", "EX2: the answer to a request for an IPv6 address", "WorkedExample")
                .node(
                        "node",
                        node(
                                IdentityVectors.SEED_A,
                                "[2001:db8::1]:14666",
                                RequestVectors.STAMP + 1,
                                IdentityVectors.SEED_B))
                .input("signer", IdentityVectors.SEED_B)
                .input("data", bytes(1, "bae2608d7867a92b2a8d8efda5173833297246a60d55c54c7e5a98fbdda8bea2"))
                .input("fields", own("data", "public_key", "signature"));
        accept(ex2, 0);
        GroupFile.Entry v1 = file.add("v1", "V1: the answer", "WorkedExample")
                .node("node", node(IdentityVectors.SEED_02, "192.0.2.7:14666", 1_600_000_000L, IdentityVectors.SEED_01))
                .input("signer", IdentityVectors.SEED_01)
                .input("data", bytes(1, "11038547593eedfbc5bbc4f5930c3b6bb363dae018cb9d43cd5dca51a0a3d055"))
                .input("fields", own("data", "public_key", "signature"));
        accept(v1, 0);
    }

    private void hashes() {
        wrongHash("zero", "a hash of zeros", "00".repeat(32));
        wrongHash("one-bit", "one bit is wrong", "35" + HASH.substring(2));
        wrongHash("last-bit", "the last bit is wrong", HASH.substring(0, 63) + "3");
        wrongHash(
                "of-packet",
                "the hash of the whole request packet instead of its data",
                Recipe.hex(Sha256.of(packetOfEx1())));
        wrongHash(
                "of-ex2",
                "the answer to another request of the same node",
                "bae2608d7867a92b2a8d8efda5173833297246a60d55c54c7e5a98fbdda8bea2");
        wrongHash("of-nothing", "the hash of no bytes", Recipe.hex(Sha256.of()));
        wrongHash("reversed", "the bytes of the hash from the last to the first", reversed(HASH));
        wrongHash(
                "of-hash",
                "the hash of the hash",
                Recipe.hex(Sha256.of(HexFormat.of().parseHex(HASH))));
        for (int length : new int[] {0, 1, 31, 33, 64}) {
            String hash = Recipe.hex(Arrays.copyOf(HexFormat.of().parseHex(HASH), length));
            start("hash-" + length + "-bytes", length + " bytes of hash", "Hash")
                    .input("data", bytes(1, hash))
                    .refuse("malformed");
        }
        start("hash-absent", "data without a hash", "Hash")
                .input("data", varint(15, 1))
                .refuse("malformed");
        start("data-empty", "empty data, signed", "Hash").input("data").refuse("malformed");
        accept(
                start("hash-twice", "a wrong hash, then the right one", "Hash", "LastOneCounts")
                        .input("data", bytes(1, "00".repeat(32)), bytes(1, HASH)),
                0);
        start("hash-twice-reversed", "the right hash, then a wrong one", "Hash", "LastOneCounts")
                .input("data", bytes(1, HASH), bytes(1, "00".repeat(32)))
                .refuse("wrong-request-hash");
        GroupFile.Entry shortFirst = start(
                        "hash-short-first",
                        "a hash of 31 bytes, then the right one; each is held to its length",
                        "Hash",
                        "LastOneCounts")
                .input("data", bytes(1, "00".repeat(31)), bytes(1, HASH));
        shortFirst.refuse("malformed");
        shortFirst.goShimmer("accept", "looks at the last one alone", "derived");
        start("hash-as-number", "the hash as a number", "Hash", "WireType")
                .input("data", varint(1, 1))
                .refuse("malformed");
        start("hash-in-hex", "the hash as 64 characters", "Hash")
                .input("data", Proto.text(1, HASH))
                .refuse("malformed");
    }

    private void others() {
        start("somebody-else", "a right answer, signed by another key", "Who")
                .input("signer", IdentityVectors.SEED_02)
                .refuse("unexpected-identity");
        start("own-key", "a right answer, signed by the dialer itself", "Who")
                .input("signer", IdentityVectors.SEED_A)
                .refuse("unexpected-identity");
        start("reflected", "the request sent back", "Who")
                .input("signer", IdentityVectors.SEED_A)
                .input("data", raw(RequestVectors.DATA_HEX))
                .refuse("unexpected-identity");
        start("request-of-the-peer", "a request of the peer instead of its answer", "WireType")
                .input("data", raw(RequestVectors.DATA_HEX))
                .refuse("malformed");
        start("key-of-the-peer", "the peer's key on another's signature", "Key", "Signature")
                .input("signer", IdentityVectors.SEED_02)
                .input("key", Recipe.hex(Recipe.key(IdentityVectors.SEED_B)))
                .refuse("bad-signature");
    }

    private void signatures() {
        byte[] good = Recipe.sign(IdentityVectors.SEED_B, HexFormat.of().parseHex("0a20" + HASH));
        for (int[] flip : new int[][] {{0, 1}, {31, 0x80}, {32, 1}, {63, 1}}) {
            byte[] bent = good.clone();
            bent[flip[0]] ^= (byte) flip[1];
            signature("flipped-" + flip[0], "one bit of byte " + flip[0] + " flipped", bent)
                    .refuse("bad-signature");
        }
        signature("zero", "zeros", new byte[64]).refuse("bad-signature");
        signature("malleated", "S + L instead of S", plusOrder(good)).refuse("bad-signature");
        start("signed-something-else", "the signature is over another hash", "Signature")
                .input("signed", bytes(1, "00".repeat(32)))
                .refuse("bad-signature");
        for (int length : new int[] {0, 32, 63, 65}) {
            signature(length + "-bytes", length + " bytes", Arrays.copyOf(good, length))
                    .refuse("malformed");
        }
        for (int length : new int[] {0, 31, 33}) {
            start("key-" + length + "-bytes", length + " bytes of key", "Key")
                    .input("key", Recipe.hex(Arrays.copyOf(Recipe.key(IdentityVectors.SEED_B), length)))
                    .refuse("malformed");
        }
    }

    private GroupFile.Entry signature(String id, String comment, byte[] signature) {
        return start("signature-" + id, comment, "Signature").input("signature", Recipe.hex(signature));
    }

    private void forms() {
        accept(
                start("order", "signature, key, data", "Layout")
                        .input("fields", own("signature", "public_key", "data")),
                0);
        accept(
                start("type", "field 1, type", "Layout")
                        .input("fields", own(varint(1, 1), "data", "public_key", "signature")),
                0);
        accept(
                start("unknown", "an unknown field before the others", "UnknownField")
                        .input("fields", own(varint(15, 1), "data", "public_key", "signature")),
                0);
        accept(
                start("unknown-signed", "37 unknown bytes inside the data: 173 in all", "UnknownField")
                        .input("data", bytes(1, HASH), bytes(15, "ab".repeat(35))),
                0);
        accept(
                start("longest", "unknown bytes inside the data up to 256", "UnknownField", "Size")
                        .input("data", bytes(1, HASH), bytes(15, "ab".repeat(117))),
                0);
        start("too-long", "one byte more: 257", "UnknownField", "Size")
                .input("data", bytes(1, HASH), bytes(15, "ab".repeat(118)))
                .refuse("malformed");
        start("group", "a group that never ends", "BadTag")
                .input("fields", own(raw("7b"), "data", "public_key", "signature"))
                .refuse("malformed");
        start("tag-zero", "a zero byte in front", "BadTag")
                .input("fields", own(raw("00"), "data", "public_key", "signature"))
                .refuse("malformed");
        start("old-order", "field numbers as before March 2020", "WireType")
                .input("fields", bytes(1, "public_key"), bytes(2, "signature"), bytes(3, "data"))
                .refuse("malformed");
        start("http", "an HTTP answer", "Stray")
                .input(
                        "fields",
                        raw(Recipe.hex("HTTP/1.1 400 Bad Request\r\n\r\n"
                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII))))
                .refuse("malformed");
        start("frame-first", "a frame and no answer", "Stray")
                .input("fields", raw("00000008140a0568656c6c6f"))
                .refuse("malformed");
    }

    private void streams() {
        for (int length : new int[] {0, 1, 35, 36, 37, 70, 135}) {
            start("cut-at-" + length, "the first " + length + " bytes", "CutOff")
                    .input("take", length)
                    .incomplete();
        }
        String[][] followers = {
            {"frame", "00000008140a0568656c6c6f"}, {"empty-frame", "00000000"}, {"half-a-frame", "0000000814"}
        };
        for (String[] follower : followers) {
            GroupFile.Entry entry = start(
                            "behind-" + follower[0], "the peer's first frame in the same segment", "Behind")
                    .input("behind", follower[1]);
            accept(entry, follower[1].length() / 2);
            entry.goShimmer("refuse", READS_ONCE, "observed");
        }
        start("behind-garbage", "bytes that are neither a field nor a frame", "Behind")
                .input("behind", "ff".repeat(10))
                .refuse("malformed");
    }

    /** EX1's answer; inputs set again replace these. */
    private GroupFile.Entry start(String id, String comment, String... flags) {
        return file.add(id, comment, flags)
                .node(
                        "node",
                        node(IdentityVectors.SEED_A, RequestVectors.TO, RequestVectors.STAMP, IdentityVectors.SEED_B))
                .input("signer", IdentityVectors.SEED_B)
                .input("data", bytes(1, HASH))
                .input("fields", own("data", "public_key", "signature"));
    }

    private void wrongHash(String id, String comment, String hash) {
        start("hash-" + id, comment, "Hash").input("data", bytes(1, hash)).refuse("wrong-request-hash");
    }

    private static void accept(GroupFile.Entry entry, int behind) {
        int length = entry.bytes().length - behind;
        entry.accept().put("length", length);
    }

    private static ObjectNode node(String own, String to, long now, String dialed) {
        ObjectNode node = VectorJson.MAPPER.createObjectNode();
        node.put("own", own).put("to", to).put("now", now);
        return node.put("dialed", Recipe.hex(Recipe.key(dialed)));
    }

    private static byte[] packetOfEx1() {
        ObjectNode inputs = VectorJson.MAPPER.createObjectNode();
        inputs.put("signer", IdentityVectors.SEED_A);
        inputs.putArray("data").add(raw(RequestVectors.DATA_HEX));
        for (JsonNode field : own("data", "public_key", "signature")) {
            inputs.withArray("fields").add(field);
        }
        return Recipe.bytes("requests", inputs);
    }

    private static byte[] plusOrder(byte[] signature) {
        byte[] order = HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        byte[] sum = signature.clone();
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            carry += (sum[32 + i] & 0xff) + (order[i] & 0xff);
            sum[32 + i] = (byte) carry;
            carry >>= 8;
        }
        return sum;
    }

    private static String reversed(String hex) {
        StringBuilder text = new StringBuilder();
        for (int i = hex.length(); i > 0; i -= 2) {
            text.append(hex, i - 2, i);
        }
        return text.toString();
    }
}
