package dev.peering.core.vectors;

import static dev.peering.core.vectors.Proto.bytes;
import static dev.peering.core.vectors.Proto.text;
import static dev.peering.core.vectors.Proto.varint;
import static dev.peering.core.vectors.RequestVectors.STAMP;
import static dev.peering.core.vectors.RequestVectors.TO;
import static dev.peering.core.vectors.RequestVectors.own;

import dev.peering.core.vectors.EdgeCases.Case;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/** Requests that somebody tampered with, or that come from the wrong one: signatures, keys, and who may knock. */
final class RequestForgeries {

    private static final byte[] GOOD = Recipe.sign(IdentityVectors.SEED_A, Proto.write(pieces(), java.util.Map.of()));
    private static final String OTHER = Recipe.hex(Recipe.key(IdentityVectors.SEED_02));

    /** A node that waits for almost everybody. */
    private static final String HIGHEST = IdentityVectors.find(key -> key[0] == (byte) 0xff);

    private final RequestVectors file;

    private RequestForgeries(RequestVectors file) {
        this.file = file;
    }

    static void add(RequestVectors file) {
        RequestForgeries made = new RequestForgeries(file);
        made.bits();
        made.lengths();
        made.edges();
        made.keys();
        made.who();
    }

    private static JsonNode pieces() {
        return VectorJson.MAPPER.createArrayNode().add(text(2, TO)).add(varint(3, STAMP));
    }

    private void bits() {
        int[][] flips = {{0, 1}, {31, 0x80}, {15, 0x10}, {32, 1}, {63, 1}, {47, 8}, {63, 0x20}};
        for (int[] flip : flips) {
            String name = (flip[0] < 32 ? "r" : "s") + "-byte-" + flip[0] % 32 + "-mask-" + flip[1];
            bad("signature-" + name, "one bit of the signature flipped: byte " + flip[0], flipped(flip[0], flip[1]));
        }
        bad("signature-zero", "a signature of zeros", new byte[64]);
        bad(
                "signature-of-another",
                "the signature of another key over the same data",
                Recipe.sign(IdentityVectors.SEED_02, Proto.write(pieces(), java.util.Map.of())));
        bad(
                "signature-halves-swapped",
                "S in front of R",
                Recipe.join(Arrays.copyOfRange(GOOD, 32, 64), Arrays.copyOf(GOOD, 32)));
        changed("to", "the address was changed after signing", text(2, "127.0.0.1:14667"), varint(3, STAMP));
        changed("stamp", "the timestamp was moved by a second after signing", text(2, TO), varint(3, STAMP + 1));
        changed(
                "version",
                "an explicit version 0 was added after signing",
                varint(1, 0),
                text(2, TO),
                varint(3, STAMP));
        changed("order", "the same fields in another order", varint(3, STAMP), text(2, TO));
        changed("unknown", "an unknown field was added after signing", text(2, TO), varint(3, STAMP), varint(15, 1));
    }

    private void changed(String id, String comment, JsonNode... data) {
        file.request("changed-" + id, comment, "Signature")
                .data(data)
                .signed(text(2, TO), varint(3, STAMP))
                .refuse("bad-signature");
    }

    private void lengths() {
        for (int length : new int[] {0, 1, 31, 32, 63, 65, 95}) {
            file.request(
                            "signature-" + length + "-bytes",
                            length + " bytes of signature" + (length == 32 ? ", as seed 000 says" : ""),
                            "Signature")
                    .literalSignature(Recipe.hex(Arrays.copyOf(GOOD, length)))
                    .refuse("malformed");
        }
        byte[] key = Recipe.key(IdentityVectors.SEED_A);
        for (int length : new int[] {0, 1, 31, 33, 64}) {
            file.request("key-" + length + "-bytes", length + " bytes of key", "Key")
                    .literalKey(Recipe.hex(Arrays.copyOf(key, length)))
                    .refuse("malformed");
        }
        file.request("signature-absent", "no signature yet", "Signature", "CutOff")
                .fields(own("data", "public_key"))
                .incomplete();
        file.request("key-absent", "no key yet", "Key", "CutOff")
                .fields(own("data", "signature"))
                .incomplete();
        file.request("data-empty", "data is there and empty, and signed", "Time")
                .data()
                .fields(own("data", "public_key", "signature"))
                .refuse("stale-timestamp")
                .goShimmer("accept", "empty data is version 0, stamped 1970", "observed");
    }

    /** The crypto module's edge cases, as packets. */
    private void edges() {
        for (Case edge : EdgeCases.read("signatures.txt")) {
            boolean lengthFits = edge.value("signature").length() == 128;
            boolean same = edge.value("data").equals(RequestVectors.DATA_HEX);
            boolean mayBeListed =
                    !edge.name().startsWith("forged") && !edge.name().equals("another key");
            if (!lengthFits
                    || !same
                    || !mayBeListed
                    || edge.name().equals("good")
                    || edge.name().equals("all zero")) {
                continue;
            }
            boolean valid = edge.verdict().equals("valid");
            boolean cofactor = valid && edge.comment().contains("cofactor only");
            PacketEntry entry = file.request(
                            "edge-" + edge.id(),
                            edge.comment().isEmpty() ? edge.name() : edge.comment(),
                            cofactor ? "CofactorOnly" : "Signature")
                    .unsigned()
                    .own(HIGHEST)
                    .listed(edge.value("key"))
                    .literalKey(edge.value("key"))
                    .literalSignature(edge.value("signature"));
            if (valid) {
                entry.accept();
            } else {
                entry.refuse("bad-signature");
            }
        }
    }

    private void keys() {
        for (Case edge : EdgeCases.read("keys.txt")) {
            boolean chosen = edge.name().startsWith("small order")
                    || edge.name().equals("y = 2")
                    || edge.name().startsWith("y = p + 3");
            if (chosen) {
                file.request(
                                "key-" + edge.id(),
                                "a stranger's key; R is neutral and S is 0, which fits small-order keys",
                                "Key")
                        .unsigned()
                        .listed(Recipe.hex(Recipe.key(IdentityVectors.SEED_A)))
                        .literalKey(edge.value("key"))
                        .literalSignature("01" + "00".repeat(63))
                        .refuse("bad-key");
            }
        }
    }

    private void who() {
        String a = Recipe.hex(Recipe.key(IdentityVectors.SEED_A));
        file.request("stranger", "a good request of a key that nobody listed", "Who")
                .signer(IdentityVectors.SEED_02)
                .listed(a)
                .refuse("unknown-peer");
        file.request(
                        "stranger-forged",
                        "a stranger's request with a wrong signature: refused in the same way",
                        "Who",
                        "Signature")
                .unsigned()
                .listed(a)
                .literalKey(OTHER)
                .literalSignature(Recipe.hex(GOOD))
                .refuse("bad-signature");
        file.request("self", "the node's own key", "Who")
                .signer(IdentityVectors.SEED_B)
                .listed(a)
                .refuse("self");
        file.request("wrong-direction", "a listed peer with the higher key dials, although it should wait", "Who")
                .own(IdentityVectors.SEED_A)
                .signer(IdentityVectors.SEED_B)
                .refuse("wrong-direction");
        file.request(
                        "response-as-request",
                        "a response that A once gave, sent as a request",
                        "CrossProtocol",
                        "WireType")
                .data(bytes(1, "34f94d58c7d4013effb71262f458438353534ffe89a2bb383fa721a0d461ef12"))
                .refuse("malformed")
                .goShimmer(
                        "accept",
                        "the hash reads as an unknown field; the missing timestamp is not enforced",
                        "observed");
        file.request("peering-drop", "the goodbye of autopeering, signed by A", "CrossProtocol")
                .data(Proto.raw("160880c28d8c06"))
                .refuse("malformed");
        file.request("peering-request", "a peering request of autopeering, signed by A", "CrossProtocol")
                .data(Proto.raw("140880c28d8c06"))
                .refuse("malformed");
    }

    private void bad(String id, String comment, byte[] signature) {
        file.request(id, comment, "Signature")
                .literalSignature(Recipe.hex(signature))
                .refuse("bad-signature");
    }

    private static byte[] flipped(int at, int mask) {
        byte[] copy = GOOD.clone();
        copy[at] ^= (byte) mask;
        return copy;
    }
}
