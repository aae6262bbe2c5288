package dev.peering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that embeds a node, compiled and run with what the poms bring it and no more: no annotations for our own checks, no Logback, nothing that
 * catches the platform's log.
 */
@DisplayName("A program around a node")
class EmbedderTest {

    private static final String PROGRAM = """
            package embedder;

            import dev.peering.core.manual.ManualPeering;
            import dev.peering.crypto.Identity;
            import dev.peering.node.PeeringNode;
            import java.security.SecureRandom;

            public final class Program {
                public static void main(String[] arguments) {
                    System.getLogger("embedder").log(System.Logger.Level.INFO, "the program's own line");
                    try (Identity identity = Identity.create(new SecureRandom());
                            PeeringNode node = PeeringNode.manual(identity).listen("127.0.0.1", 0).build().start()) {
                        System.out.println("runs " + node.listenAddress().isPresent() + " as " + ManualPeering.id(identity.key()).equals(node.self()));
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("compiles and runs as a module, and logs as it did without us")
    void module() throws Exception {
        Files.createDirectories(folder.resolve("embedder"));
        Files.writeString(
                folder.resolve("module-info.java"), "module embedder { requires dev.peering.node; exports embedder; }");
        Files.writeString(folder.resolve("embedder/Program.java"), PROGRAM);
        String path = brought();
        String out = folder.resolve("out").toString();
        assertThat(said(
                        "javac",
                        "-proc:none",
                        "-d",
                        out,
                        "--module-path",
                        path,
                        folder.resolve("module-info.java").toString(),
                        folder.resolve("embedder/Program.java").toString()))
                .isEmpty();
        assertThat(said("java", "--module-path", out + File.pathSeparator + path, "-m", "embedder/embedder.Program"))
                .contains("the program's own line", "runs true as true");
    }

    @Test
    @DisplayName("keeps its own lines on the class path too, even with Logback in its own way on it")
    void classPath() throws Exception {
        Files.createDirectories(folder.resolve("embedder"));
        Path source = folder.resolve("embedder/Program.java");
        Files.writeString(source, PROGRAM);
        String out = folder.resolve("out").toString();
        String path = brought();
        assertThat(said("javac", "-proc:none", "-d", out, "-cp", path, source.toString()))
                .isEmpty();
        assertThat(said("java", "-cp", out + File.pathSeparator + path, "embedder.Program"))
                .contains("the program's own line", "runs true as true");
        // Logback by itself shows DEBUG; that it still does shows that nothing of ours set it up.
        String withLogback = Stream.concat(Stream.of(out, path), entries().filter(EmbedderTest::isLogging))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(said("java", "-cp", withLogback, "embedder.Program"))
                .contains("the program's own line", "runs true as true", "DEBUG");
    }

    /** The class path of this test without what is ours alone. */
    private static String brought() {
        return entries()
                .filter(entry -> !entry.contains("jspecify") && !entry.contains("test-classes") && !isLogging(entry))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isLogging(String entry) {
        return entry.contains("logback") || entry.contains("slf4j-jdk-platform");
    }

    private static Stream<String> entries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private String said(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        Path output = folder.resolve(tool + ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.endsWith("_OPTIONS")); // each Java would tell of them
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
