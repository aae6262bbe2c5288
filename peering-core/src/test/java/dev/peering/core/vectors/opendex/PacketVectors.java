package dev.peering.core.vectors.opendex;

import dev.peering.core.vectors.VectorJson;
import dev.peering.wire.Bytes;
import tools.jackson.databind.node.ObjectNode;

/** One plain frame each. Sections 2.1, 3 and 6. */
final class PacketVectors {

    private static final String ID = "0a0169";
    private static final String REQUEST = ID + "120172";

    private final VectorFile file = new VectorFile(
            "packets",
            "A plain frame and what a node makes of it. Accepted: text is the canonical JSON whose SHA-256 starts with the checksum, and"
                    + " canonical says whether these bytes are also the ones to write for the packet. The message has the field names of the"
                    + " specification; absent fields have their default. Refused: reason is xud's error number, or silent, which is to close"
                    + " without a word.");

    static VectorFile file() {
        PacketVectors made = new PacketVectors();
        made.recorded();
        made.accepted();
        made.missing();
        made.broken();
        made.headers();
        return made.file;
    }

    private void recorded() {
        for (Recorded packet : Recorded.read("packets.txt")) {
            int type = Integer.parseInt(packet.get("type"));
            ObjectNode message = ProtoJson.message(type, Bytes.hex(packet.get("payload")));
            message(packet.get("case"), "made by the original", type, message.toString());
        }
    }

    private void accepted() {
        message("reason-unknown", "a reason nobody knows", 3, "{'id':'i','reason':99}");
        message("reason-largest", "the largest reason", 3, "{'id':'i','reason':4294967295}");
        message(
                "own-port-0",
                "port 0 in a node's own state",
                2,
                "{'id':'i','node_state':{'addresses':[{'host':'h'}]}}");
        message(
                "map-entry-empty",
                "a currency without a name and a value",
                2,
                "{'id':'i','node_state':{'lnd_pub_keys':{'':''}}}");
        invalidation("quantity-largest", "2^64 - 1, which is a rounded number in the text", "18446744073709551615");
        invalidation("quantity-above-2-53", "2^53 + 1, rounded to even", "9007199254740993");
        invalidation(
                "quantity-2-63",
                "the first number that is negative for whoever reads it as signed",
                "9223372036854775808");
        order("price-small", "a price with an exponent", "1e-7");
        order("price-2e23", "a price that some platforms print with a digit too many", "2e23");
        order("price-least", "the least price there is", "5e-324");
        raw("fields-in-another-order", "the id behind the request id", 5, "120172" + ID, "");
        raw("unknown-field", "a field of a later version", 4, ID + "c03e01", "");
        raw("long-length", "a length in more bytes than it takes", 4, "0a8100" + "69", "");
        String keys = part("32", "0a016b", "120131") + part("32", "0a016b", "120132");
        raw("map-key-twice", "the last of two equal keys counts", 2, ID + part("2a", keys), "");
    }

    private void missing() {
        refused("no-id", "no id", 4, "c03e01");
        refused("empty-id", "an id that is there and empty", 4, "0a00");
        refused("no-request-id", "an answer to nothing", 5, ID);
        refused("no-reason", "Disconnecting without a reason", 3, ID);
        refused("published-state-number", "the node state in field 2, as the published text has it", 2, ID + "1200");
        refused(
                "published-nodes-number",
                "the nodes in field 2, as the published text has it: they pass for a request id, and the checksum does not",
                11,
                ID + part("12", "0a016b", part("12", "0a0168", "1001")));
        refused("node-without-address", "a node that listens nowhere", 11, REQUEST + part("1a", "0a016b"));
        refused("node-without-key", "a node without a key", 11, REQUEST + part("1a", part("12", "0a0168", "1001")));
        refused(
                "node-port-0",
                "a node's address without a port",
                11,
                REQUEST + part("1a", "0a016b", part("12", "0a0168")));
        refused("own-address-without-host", "an own address without a host", 2, ID + part("2a", part("1a", "1001")));
        refused(
                "init-without-state",
                "SessionInit without a node state",
                0,
                ID + "120173" + "1a0170" + "220165" + "320176" + "3a016e");
        refused("price-0", "an order without a price", 6, ID + part("12", "0a016f", "120170", "2001"));
        refused(
                "price-below-0",
                "a negative price",
                6,
                ID + part("12", "0a016f", "120170", "19000000000000f0bf", "2001"));
        refused(
                "price-no-number",
                "a price that is no number",
                6,
                ID + part("12", "0a016f", "120170", "19000000000000f87f", "2001"));
        refused("no-pairs", "asks for orders of no pair", 8, ID);
        refused("id-twice", "a field that does not repeat, twice", 4, ID + ID);
        refused("state-twice", "two node states: readers differ in whether they merge", 2, ID + "2a002a00");
        refused("long-id", "an id of 257 bytes; ours, the network has no bound", 4, "0a8102" + "78".repeat(257));
    }

    private void broken() {
        refused("cut", "five bytes announced, one there", 4, "0a0569");
        refused("not-utf-8", "an id that is not UTF-8", 4, "0a02ff69");
        refused("surrogate", "half of a surrogate pair in three bytes", 4, "0a03eda080");
        refused("foreign-wire-type", "the id as a number", 4, "0801");
        refused("group", "a group", 4, ID + "7b7c");
        refused("field-0", "field number 0", 4, ID + "0001");
        refused("reason-33-bits", "a reason of more than 32 bits", 3, ID + "108080808010");
    }

    private void headers() {
        for (int type : new int[] {14, 18, 255}) {
            refused("type-" + type, "no packet has this type", type, ID);
        }
        raw("wrong-checksum", "one bit of the checksum", 4, ID, "00000000");
        for (String network : new String[] {"testnet", "simnet", "regtest"}) {
            file.add(
                    "network-" + network,
                    "a ping of " + network,
                    inputs(network, 4).put("payload", ID));
        }
    }

    private void invalidation(String id, String comment, String quantity) {
        message(id, comment, 7, "{'id':'i','order_id':'o','pair_id':'p','quantity':" + quantity + "}");
    }

    private void order(String id, String comment, String price) {
        message(id, comment, 6, "{'id':'i','order':{'id':'o','pair_id':'p','price':" + price + ",'quantity':1}}");
    }

    private void message(String id, String comment, int type, String message) {
        ObjectNode inputs = inputs("mainnet", type);
        inputs.set(
                "message", VectorJson.MAPPER.readTree(message.contains("\"") ? message : message.replace('\'', '"')));
        file.add(id, comment, inputs);
    }

    /** A length-delimited field with this tag. */
    private static String part(String tag, String... fields) {
        String content = String.join("", fields);
        return tag + "%02x".formatted(content.length() / 2) + content;
    }

    private void refused(String id, String comment, int type, String payload) {
        raw(id, comment, type, payload, "00000000");
    }

    private void raw(String id, String comment, int type, String payload, String checksum) {
        ObjectNode inputs = inputs("mainnet", type).put("payload", payload);
        if (!checksum.isEmpty()) {
            inputs.put("checksum", checksum);
        }
        file.add(id, comment, inputs);
    }

    private static ObjectNode inputs(String network, int type) {
        return VectorFile.object().put("network", network).put("type", type);
    }
}
