package dev.peering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents say about the code must be true of the code. */
@DisplayName("Documents")
class DocumentsTest {

    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE_NAME = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)`");
    private static final Pattern DECLARED = Pattern.compile("(?:class|record|interface|enum) ([A-Z]\\w*)");
    private static final Pattern STEP = Pattern.compile("(?m)^\\d+\\. .*(?:\\n(?!\\d+\\.|\\n|#).*)*");

    @Test
    @DisplayName("the lines for embedders in the README compile")
    void readmeCompiles(@TempDir Path out) throws IOException, InterruptedException {
        List<String> blocks = matches(JAVA_BLOCK, TOP.resolve("README.md"));
        assertThat(blocks).as("java blocks in README.md").isNotEmpty();
        for (String block : blocks) {
            assertThat(block.lines().filter(line -> !line.isBlank()).count())
                    .as("it is ten lines")
                    .isLessThanOrEqualTo(12);
            assertThat(errors(block, out)).as(block).isEmpty();
        }
    }

    @Test
    @DisplayName("every name in docs/architecture.md is a type that exists")
    void architectureNamesExist() throws IOException {
        Set<String> declared = declaredTypes();
        assertThat(matches(TYPE_NAME, TOP.resolve("docs/architecture.md")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(declared).contains(name));
    }

    @Test
    @DisplayName("each walk in docs/architecture.md has at most eight steps, each with a name in it")
    void walksAreShort() throws IOException {
        String text = Files.readString(TOP.resolve("docs/architecture.md"));
        for (String walk : List.of("## One inbound connection", "## One dial")) {
            String section = text.substring(text.indexOf(walk)).split("\\n## ", 2)[0];
            List<String> steps =
                    STEP.matcher(section).results().map(MatchResult::group).toList();
            assertThat(steps)
                    .as(walk)
                    .hasSizeBetween(3, 8)
                    .allMatch(step -> TYPE_NAME.matcher(step).find());
        }
    }

    private static List<String> matches(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Set<String> declaredTypes() throws IOException {
        try (Stream<Path> files = Files.walk(TOP, 12)) {
            return files.filter(file ->
                            file.toString().endsWith(".java") && file.toString().contains("src"))
                    .flatMap(DocumentsTest::declaredIn)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> declaredIn(Path file) {
        try {
            return DECLARED.matcher(Files.readString(file)).results().map(found -> found.group(1));
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }

    /** Imports stay at the top, the rest becomes the body of a method. Returns what the compiler has against it. */
    private static String errors(String block, Path folder) throws IOException, InterruptedException {
        String imports =
                block.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String body = block.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        Path source = folder.resolve("Pasted.java");
        Files.writeString(source, imports + "\nclass Pasted { void run() throws Exception {\n" + body + "\n} }");
        String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
        Process compiler = new ProcessBuilder(
                        javac,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return compiler.waitFor() == 0 ? "" : said;
    }
}
