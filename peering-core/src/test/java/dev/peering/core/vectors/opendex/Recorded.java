package dev.peering.core.vectors.opendex;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the original's own classes made, as the tests of {@code peering-wire} keep it. */
final class Recorded {

    private static final Path FOLDER = Path.of("../peering-wire/src/test/resources/vectors/opendex");

    private final Map<String, String> values;

    private Recorded(Map<String, String> values) {
        this.values = values;
    }

    static List<Recorded> read(String file) {
        List<Recorded> blocks = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : (text(file) + "\n\n").lines().toList()) {
            if (line.isBlank() && !values.isEmpty()) {
                blocks.add(new Recorded(values));
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
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String get(String name) {
        return Objects.requireNonNull(values.get(name), () -> "no " + name + " in " + values);
    }
}
