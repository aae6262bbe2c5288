package dev.peering.core.vectors;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How files of vectors are read and written, those of every network. */
public final class VectorJson {

    /** Keeps fractions as they are written; {@link Double#toString} writes a digit too many now and then before Java 19. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private VectorJson() {}

    /** The head of a file. */
    public static ObjectNode file(String schema, String protocol, String group, String comment) {
        return MAPPER.createObjectNode()
                .put("$schema", "../" + schema)
                .put("version", 1)
                .put("protocol", protocol)
                .put("group", group)
                .put("comment", comment);
    }

    /** What it is once it was written and read: 5 as an int and 5 as a long are the same then. */
    public static JsonNode asRead(JsonNode made) {
        return MAPPER.readTree(made.toString());
    }

    /** As it lies on the disk. */
    public static String text(JsonNode file) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        return MAPPER.writer().with(printer).writeValueAsString(file) + "\n";
    }
}
