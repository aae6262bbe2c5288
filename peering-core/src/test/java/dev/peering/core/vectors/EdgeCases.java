package dev.peering.core.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The crypto module's edge cases, which it makes with its own curve arithmetic; here they become vectors for everybody. */
final class EdgeCases {

    private static final Path FOLDER =
            Path.of("../peering-crypto/src/test/resources/vectors/ed25519").toAbsolutePath();

    private EdgeCases() {}

    /** One block of lines: a comment, then name = value. */
    record Case(String comment, Map<String, String> values) {

        String name() {
            return value("case");
        }

        String value(String name) {
            String value = values.get(name);
            if (value == null) {
                throw new IllegalStateException("an edge case without " + name + ": " + values);
            }
            return value;
        }

        String verdict() {
            return value("verdict");
        }

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT)
                    .replace("+", "plus")
                    .replace("-1", "minus 1")
                    .replaceAll("[^a-z0-9]+", "-");
        }
    }

    static List<Case> read(String file) {
        try {
            String text = Files.readString(FOLDER.resolve(file));
            List<Case> cases = new ArrayList<>();
            for (String block : text.split("\n\\s*\n", -1)) {
                if (block.contains("case ")) {
                    cases.add(parse(block));
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case parse(String block) {
        StringBuilder comment = new StringBuilder();
        Map<String, String> values = new HashMap<>();
        for (String line : block.lines().toList()) {
            if (line.startsWith("#")) {
                comment.append(line.substring(1).strip());
            } else {
                int equals = line.indexOf('=');
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return new Case(comment.toString(), values);
    }
}
