package dev.peering.node.json;

import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Writes maps, lists, texts, numbers, booleans and null as JSON (RFC 8259). Members keep the order of the map; anything else is written as its
 * text.
 */
public final class JsonWriter {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private JsonWriter() {}

    /**
     * For people: indented by two, ends with a line feed on every system.
     *
     * @param value what to write
     * @return the JSON
     */
    public static String indented(Object value) {
        return write(value, new Indented()) + "\n";
    }

    /**
     * For machines: one line, no line feed at its end.
     *
     * @param value what to write
     * @return the JSON
     */
    public static String line(Object value) {
        return write(value, ObjectWriteContext.empty());
    }

    private static String write(Object value, ObjectWriteContext context) {
        Writer text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(context, text)) {
            write(value, generator);
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator to) {
        if (value == null) {
            to.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            to.writeStartObject();
            map.forEach((name, member) -> {
                to.writeName(String.valueOf(name));
                write(member, to);
            });
            to.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            to.writeStartArray();
            items.forEach(item -> write(item, to));
            to.writeEndArray();
        } else if (value instanceof Boolean flag) {
            to.writeBoolean(flag);
        } else if (value instanceof Number number) {
            to.writeNumber(number.toString());
        } else {
            to.writeString(value.toString());
        }
    }

    /** Jackson asks its context for the printer; this one is the same on every system. */
    private static final class Indented extends ObjectWriteContext.Base {

        private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter().withObjectIndenter(TWO_SPACES).withArrayIndenter(TWO_SPACES);
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
