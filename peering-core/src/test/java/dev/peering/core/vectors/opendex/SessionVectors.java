package dev.peering.core.vectors.opendex;

import dev.peering.wire.Bytes;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whole sessions from their secrets. Sections 5 and 16. */
final class SessionVectors {

    private final VectorFile file = new VectorFile(
            "sessions",
            "All frames of a session, from the secrets of both ends. A SessionInit is signed with the node secret of its sender; frames with"
                    + " an iv are encrypted, with the key that the pair of the receiver's init and the sender's ack agree upon. The bytes are"
                    + " all frames in a row; the verdict has them one by one, and both keys.");

    static VectorFile file() {
        SessionVectors made = new SessionVectors();
        made.file.add("recorded", "made by the original's own classes, their randomness replaced", recorded());
        made.file.add("torture", "a first packet whose text needs every rule of canonical JSON", torture());
        return made.file;
    }

    private static ObjectNode recorded() {
        ObjectNode inputs = inputs();
        ArrayNode frames = inputs.putArray("frames");
        List<Recorded> blocks = Recorded.read("session.txt");
        for (Recorded block : blocks) {
            Bytes frame = Bytes.hex(block.get("frame"));
            ObjectNode made = frames.addObject().put("from", block.get("from"));
            if (block.has("plaintext")) {
                Bytes plaintext = Bytes.hex(block.get("plaintext"));
                made.put("iv", frame.slice(4, 20).toHex());
                put(made, plaintext.at(4), plaintext.slice(8, plaintext.length()));
            } else {
                put(made, frame.at(8), frame.slice(16, frame.length()));
            }
        }
        return inputs;
    }

    private static ObjectNode torture() {
        ObjectNode inputs = inputs();
        ((ObjectNode) inputs.get("initiator")).put("init", "07".repeat(32));
        List<Recorded> packets = Recorded.read("packets.txt");
        Bytes payload = Bytes.hex(packets.get(packets.size() - 1).get("payload"));
        put(inputs.putArray("frames").addObject().put("from", "initiator"), 0, payload);
        return inputs;
    }

    private static ObjectNode inputs() {
        ObjectNode inputs = VectorFile.object().put("network", "mainnet");
        inputs.putObject("initiator")
                .put("node", "01".repeat(32))
                .put("init", "03".repeat(32))
                .put("ack", "04".repeat(32));
        inputs.putObject("recipient")
                .put("node", "02".repeat(32))
                .put("init", "06".repeat(32))
                .put("ack", "05".repeat(32));
        return inputs;
    }

    private static void put(ObjectNode frame, int type, Bytes payload) {
        ObjectNode message = ProtoJson.message(type, payload);
        // Made anew from the secrets.
        message.remove("sign");
        frame.put("type", type).set("message", message);
    }
}
