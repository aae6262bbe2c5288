package dev.peering.wire.manual;

import dev.peering.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Bytes with the inputs that make them, from one file: comments, then {@code name = value} lines, an empty line, and hex
 * in as many lines as it takes.
 */
record Vector(String name, Map<String, String> inputs, Bytes bytes) {

    private static final Path FOLDER = folder("/vectors/manual");

    /** Every vector of this protocol, by file name. */
    static List<Vector> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Vector::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of one vector. */
    static Bytes bytes(String name) {
        return read(FOLDER.resolve(name + ".hex")).bytes();
    }

    String kind() {
        return text("kind");
    }

    String text(String input) {
        String value = inputs.get(input);
        if (value == null) {
            throw new AssertionError(name + " has no input " + input);
        }
        return value;
    }

    long number(String input) {
        return Long.parseLong(text(input));
    }

    Bytes hex(String input) {
        return Bytes.hex(text(input));
    }

    private static Vector read(Path file) {
        Map<String, String> inputs = new HashMap<>();
        StringBuilder hex = new StringBuilder();
        try {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (!line.startsWith("#") && equals > 0) {
                    inputs.put(
                            line.substring(0, equals).trim(),
                            line.substring(equals + 1).trim());
                } else if (!line.startsWith("#")) {
                    hex.append(line.trim());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = String.valueOf(file.getFileName()).replace(".hex", "");
        return new Vector(name, Map.copyOf(inputs), Bytes.hex(hex.toString()));
    }

    private static Path folder(String resource) {
        try {
            URL found = Vector.class.getResource(resource);
            return Path.of(Objects.requireNonNull(found, resource).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
