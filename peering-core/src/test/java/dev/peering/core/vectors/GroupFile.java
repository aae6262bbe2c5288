package dev.peering.core.vectors;

import dev.peering.crypto.Sha256;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One file of vectors on its way to the disk. The shape is that of {@code interop/vectors/schema.json}. */
final class GroupFile implements VectorFolder.Made {

    /** Bytes longer than this are given by length and digest; the inputs make them. */
    private static final int LONGEST_HEX = 1024;

    private final String group;
    private final ObjectNode file;
    private final Map<String, String> meanings = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final Set<String> ids = new LinkedHashSet<>();
    private final ArrayNode vectors = VectorJson.MAPPER.createArrayNode();

    GroupFile(String group, String comment) {
        this.group = group;
        this.file = VectorJson.file("schema.json", "manual", group, comment);
    }

    /** Says what a flag means; a flag without a meaning cannot be used. */
    GroupFile flag(String name, String meaning) {
        meanings.put(name, meaning);
        return this;
    }

    Entry add(String id, String comment, String... flags) {
        if (!ids.add(id)) {
            throw new IllegalStateException("two vectors are called " + id);
        }
        ObjectNode vector = vectors.addObject();
        vector.put("id", group + "/" + id);
        vector.put("comment", comment);
        ArrayNode names = vector.putArray("flags");
        for (String flag : flags) {
            if (!meanings.containsKey(flag)) {
                throw new IllegalStateException(id + " has the flag " + flag + ", which has no meaning");
            }
            used.add(flag);
            names.add(flag);
        }
        return new Entry(vector);
    }

    @Override
    public String name() {
        return group + ".json";
    }

    @Override
    public String text() {
        if (!used.equals(meanings.keySet())) {
            throw new IllegalStateException(
                    group + " explains " + meanings.keySet() + " and uses " + used + ": both must be the same");
        }
        file.put("count", vectors.size());
        ObjectNode flags = file.putObject("flags");
        meanings.forEach(flags::put);
        file.set("vectors", vectors);
        return VectorJson.text(file);
    }

    /** One vector; inputs first, then the verdict. */
    final class Entry {

        private final ObjectNode vector;
        private final ObjectNode inputs;

        private Entry(ObjectNode vector) {
            this.vector = vector;
            this.inputs = vector.putObject("inputs");
        }

        Entry input(String name, String value) {
            inputs.put(name, value);
            return this;
        }

        Entry input(String name, long value) {
            inputs.put(name, value);
            return this;
        }

        Entry input(String name, JsonNode... values) {
            ArrayNode array = inputs.putArray(name);
            for (JsonNode value : values) {
                array.add(value);
            }
            return this;
        }

        Entry node(String name, JsonNode value) {
            inputs.set(name, value);
            return this;
        }

        JsonNode inputs() {
            return inputs;
        }

        ObjectNode accept() {
            return verdict("accept");
        }

        ObjectNode refuse(String reason) {
            return verdict("refuse").put("reason", reason);
        }

        ObjectNode incomplete() {
            return verdict("incomplete");
        }

        byte[] bytes() {
            return Recipe.bytes(group, inputs);
        }

        /** The original does something else, and why; {@code evidence} is "observed" or "derived". */
        ObjectNode goShimmer(String result, String why, String evidence) {
            return vector.putObject("goshimmer")
                    .put("result", result)
                    .put("why", why)
                    .put("evidence", evidence);
        }

        private ObjectNode verdict(String result) {
            byte[] bytes = bytes();
            if (bytes.length <= LONGEST_HEX) {
                vector.put("bytes", Recipe.hex(bytes));
            } else {
                vector.putObject("digest").put("length", bytes.length).put("sha256", Recipe.hex(Sha256.of(bytes)));
            }
            return vector.putObject("verdict").put("result", result);
        }
    }
}
