package dev.peering.wire.opendex;

import dev.peering.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Vectors of one file: blocks of {@code name = value} lines with an empty line between them; lines with # are comments. */
final class Blocks {

    private Blocks() {}

    record Block(Map<String, String> values) {

        String text(String name) {
            return Objects.requireNonNull(values.get(name), () -> "no " + name + " in " + values);
        }

        boolean has(String name) {
            return values.containsKey(name);
        }

        Bytes hex(String name) {
            return Bytes.hex(text(name));
        }

        int number(String name) {
            return Integer.parseInt(text(name));
        }

        @Override
        public String toString() {
            return text("case");
        }
    }

    static List<Block> read(String file) {
        List<Block> blocks = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : (text(file) + "\n\n").lines().toList()) {
            if (line.isBlank() && !values.isEmpty()) {
                blocks.add(new Block(values));
                values = new LinkedHashMap<>();
            }
            int equals = line.indexOf('=');
            if (!line.startsWith("#") && equals > 0) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return blocks;
    }

    static String text(String file) {
        try (InputStream in =
                Objects.requireNonNull(Blocks.class.getResourceAsStream("/vectors/opendex/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
