package dev.peering.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("House rules: floor 0 is a function of its arguments")
class HouseRulesTest {

    /** What would bring in time, chance, threads, the network or the console. */
    private static final Pattern FORBIDDEN = Pattern.compile("java\\.time|currentTimeMillis|nanoTime"
            + "|Random|Math\\.random"
            + "|\\bThread\\b|java\\.util\\.concurrent|\\bsynchronized\\b"
            + "|java\\.net\\b|java\\.nio\\.channels|java\\.nio\\.file|java\\.io\\.File"
            + "|Logger|System\\.(out|err|getenv|getProperty)"
            + "|io\\.netty\\.(channel|handler|bootstrap)|dev\\.peering\\.(crypto|core|node)");

    @Test
    @DisplayName("no source names a clock, a random source, a thread, a logger, a socket, a file or another module")
    void pure() {
        assertThat(sources())
                .hasSizeGreaterThan(10)
                .allSatisfy(source -> assertThat(code(source)).as("%s", source).doesNotContainPattern(FORBIDDEN));
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without comments, which may well say where the other modules live. */
    private static String code(Path source) {
        try {
            return Files.readString(source).replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
