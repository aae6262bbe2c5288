package dev.peering.core.vectors;

import static dev.peering.core.vectors.Proto.text;
import static dev.peering.core.vectors.Proto.varint;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request vector in the making. Starts as EX1 at node B, an hour after B started; each test changes what it is about. The verdict
 * comes last, because the bytes are made with it.
 */
final class PacketEntry {

    /** No hex; the empty string is a value of its own. */
    private static final String UNSET = "unset";

    private final GroupFile.Entry entry;
    private final ObjectNode node = VectorJson.MAPPER.createObjectNode();
    private String version = "0";
    private String to = RequestVectors.TO;
    private long stamp = RequestVectors.STAMP;
    private String own = IdentityVectors.SEED_B;
    private String signer = IdentityVectors.SEED_A;
    private String listed = "";
    private long now = RequestVectors.STAMP;
    private long started;
    private List<String> advertised = List.of();
    private JsonNode[] data;
    private JsonNode[] signed;
    private boolean ownData;
    private JsonNode[] fields = RequestVectors.own("data", "public_key", "signature");
    private String key = UNSET;
    private String signature = UNSET;
    private boolean unsigned;
    private String behind = "";
    private int take = -1;

    PacketEntry(GroupFile.Entry entry) {
        this.entry = entry;
        this.data = new JsonNode[0];
        this.signed = new JsonNode[0];
    }

    PacketEntry version(String number) {
        version = number;
        return this;
    }

    PacketEntry to(String address) {
        to = address;
        return this;
    }

    PacketEntry stamp(long seconds) {
        stamp = seconds;
        return this;
    }

    /** What a request with pieces of its own says. */
    PacketEntry reads(String readVersion, String readTo, long readStamp) {
        version = readVersion;
        to = readTo;
        stamp = readStamp;
        return this;
    }

    PacketEntry own(String seed) {
        own = seed;
        return this;
    }

    PacketEntry signer(String seed) {
        signer = seed;
        return this;
    }

    PacketEntry listed(String hexKey) {
        listed = hexKey;
        return this;
    }

    PacketEntry now(long seconds) {
        now = seconds;
        return this;
    }

    PacketEntry started(long seconds) {
        started = seconds;
        return this;
    }

    PacketEntry advertised(String... addresses) {
        advertised = List.of(addresses);
        return this;
    }

    PacketEntry data(JsonNode... pieces) {
        data = pieces;
        ownData = true;
        return this;
    }

    PacketEntry signed(JsonNode... pieces) {
        signed = pieces;
        return this;
    }

    PacketEntry fields(JsonNode... pieces) {
        fields = pieces;
        return this;
    }

    PacketEntry literalKey(String hex) {
        key = hex;
        return this;
    }

    PacketEntry literalSignature(String hex) {
        signature = hex;
        return this;
    }

    /** Nobody signs: key and signature are literal. */
    PacketEntry unsigned() {
        unsigned = true;
        return this;
    }

    PacketEntry behind(String hex) {
        behind = hex;
        return this;
    }

    PacketEntry take(int bytes) {
        take = bytes;
        return this;
    }

    void accept() {
        inputs();
        byte[] whole = entry.bytes();
        ObjectNode verdict = entry.accept();
        verdict.put("length", whole.length - behind.length() / 2);
        verdict.putObject("request")
                .put("version", Long.parseLong(version))
                .put("to", to)
                .put("timestamp", stamp);
        verdict.put("answer", Recipe.hex(Recipe.answer(own, Recipe.data(entry.inputs()))));
    }

    /** After {@link #accept}: a difference that is not about the packet itself. */
    void goShimmerRefuses(String why) {
        entry.goShimmer("refuse", why, "observed");
    }

    Refused refuse(String reason) {
        inputs();
        entry.refuse(reason);
        return new Refused();
    }

    Refused incomplete() {
        inputs();
        entry.incomplete();
        return new Refused();
    }

    /** After the verdict: what the original does instead. */
    final class Refused {

        void goShimmer(String result, String why, String evidence) {
            ObjectNode original = entry.goShimmer(result, why, evidence);
            if (result.equals("accept")) {
                original.put("answer", Recipe.hex(Recipe.answer(own, Recipe.data(entry.inputs()))));
            }
        }
    }

    private void inputs() {
        node.put("own", own);
        node.put("now", now);
        node.put("started", started == 0 ? now - 3600 : started);
        String only = listed.isEmpty() ? HexFormat.of().formatHex(Recipe.key(signer)) : listed;
        ArrayNode list = node.putArray("listed");
        list.add(only);
        if (!advertised.isEmpty()) {
            advertised.forEach(node.putArray("advertised")::add);
        }
        entry.node("node", node);
        if (!unsigned) {
            entry.input("signer", signer);
        }
        entry.input("data", ownData ? data : usual());
        optional();
        entry.input("fields", fields);
        if (!behind.isEmpty()) {
            entry.input("behind", behind);
        }
        if (take >= 0) {
            entry.input("take", take);
        }
    }

    private void optional() {
        if (signed.length > 0) {
            entry.input("signed", signed);
        }
        if (!key.equals(UNSET)) {
            entry.input("key", key);
        }
        if (!signature.equals(UNSET)) {
            entry.input("signature", signature);
        }
    }

    private JsonNode[] usual() {
        List<JsonNode> pieces = new ArrayList<>();
        if (!version.equals("0")) {
            pieces.add(varint(1, version));
        }
        pieces.add(text(2, to));
        pieces.add(varint(3, stamp));
        return pieces.toArray(JsonNode[]::new);
    }
}
