package dev.peering.core.vectors.opendex;

import dev.peering.core.vectors.VectorFolder;
import dev.peering.core.vectors.VectorJson;
import dev.peering.wire.Bytes;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One file of vectors on its way to the disk. The shape is that of {@code interop/vectors/opendex.schema.json}. */
final class VectorFile implements VectorFolder.Made {

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String group;
    private final ObjectNode file;
    private final ArrayNode vectors = NODES.arrayNode();
    private final Set<String> ids = new HashSet<>();

    VectorFile(String group, String comment) {
        this.group = group;
        this.file = VectorJson.file("opendex.schema.json", "opendex", group, comment);
    }

    @Override
    public String name() {
        return group + ".json";
    }

    /** Bytes and verdict are what our own code makes of the inputs; that these are right, others check. */
    void add(String id, String comment, ObjectNode inputs) {
        if (!ids.add(id)) {
            throw new IllegalStateException("two vectors are called " + id);
        }
        Bytes bytes = Product.bytes(group, inputs);
        ObjectNode vector = vectors.addObject();
        vector.put("id", group + "/" + id);
        vector.put("comment", comment);
        vector.set("inputs", inputs);
        vector.put("bytes", bytes.toHex());
        vector.set("verdict", Product.verdict(group, inputs, bytes));
    }

    JsonNode vectors() {
        return vectors;
    }

    @Override
    public String text() {
        file.put("count", vectors.size());
        file.set("vectors", vectors);
        return VectorJson.text(file);
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }
}
