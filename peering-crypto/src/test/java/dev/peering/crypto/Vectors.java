package dev.peering.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * Vectors, ours and others'. Ours sit in {@code vectors/ed25519/} and {@code vectors/secp256k1/}: blocks of {@code name = value} lines with an empty line
 * between blocks; lines with # are comments.
 */
final class Vectors {

    private Vectors() {}

    /** One block: its values by name, in the order of the file. */
    record Block(Map<String, String> values) {

        String text(String name) {
            String value = values.get(name);
            if (value == null) {
                throw new AssertionError("no " + name + " in " + values);
            }
            return value;
        }

        byte[] hex(String name) {
            return Vectors.hex(text(name));
        }

        @Override
        public String toString() {
            return text("case");
        }
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static List<Block> blocks(String file) {
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
        return resource("/vectors/ed25519/" + file);
    }

    static String secp256k1(String file) {
        return resource("/vectors/secp256k1/" + file);
    }

    private static String resource(String file) {
        try (InputStream in = Vectors.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new AssertionError("no vector file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A file of the shared third-party vectors; without them the test is skipped, and says so. */
    static String shared(String file) throws IOException {
        Path path = folder().resolve(file);
        boolean present = Files.isRegularFile(path);
        if (!present) {
            System.out.println(
                    "skipped, not present: " + path + " (set PEERING_VECTORS to the folder of the shared vectors)");
        }
        Assumptions.assumeTrue(present, "skipped, not present: " + path);
        return Files.readString(path);
    }

    private static Path folder() {
        String given = System.getProperty("peering.vectors", System.getenv().getOrDefault("PEERING_VECTORS", ""));
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        // The build says where the reactor's root is; started by hand, a module's folder is just below it.
        return Path.of(System.getProperty("peering.root", ".."))
                .resolve("../shared/vectors")
                .normalize();
    }
}
