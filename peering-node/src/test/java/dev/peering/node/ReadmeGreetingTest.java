package dev.peering.node;

import static dev.peering.node.Party.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.PeerAddress;
import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.IdentityFile;
import dev.peering.wire.Bytes;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines for embedders in the README, run as they stand there but for the key, the ports and the key file. */
@Timeout(60)
@DisplayName("The ten lines of the README")
class ReadmeGreetingTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @DisplayName("greet the peer, whoever of the two dials")
    void greet(int place) throws Exception {
        try (Party party = new Party(2)) {
            int other = 1 - place;
            PeerAddress theirs = Ports.unused();
            Witness peer = new Witness();
            PeeringNode node = party.start(
                    party.listener(other).peers(party.peer(place, theirs)).on(peer));
            Path key = folder.resolve("identity.key");
            IdentityFile.store(key, party.identity(place));
            Thread lines = start(lines().replace(
                            "CHfU1NUf6ZvUKDQHTG2df53GR7CvuMFtyt7YymJ6DwS3",
                            party.id(other).toString())
                    .replace("127.0.0.1:14667", Party.address(node).toString())
                    .replace("14666", Integer.toString(theirs.port()))
                    .replace("identity.key", key.toString()));
            eventually("it is greeted", () -> !peer.messages.isEmpty());
            assertThat(peer.messages).containsExactly(ManualPeering.message(Bytes.utf8("hello")));
            lines.interrupt();
            lines.join();
            eventually("it is gone", () -> node.neighbors().isEmpty());
        }
    }

    @Test
    @DisplayName("name what the test puts in their place")
    void places() throws Exception {
        assertThat(lines())
                .contains("CHfU1NUf6ZvUKDQHTG2df53GR7CvuMFtyt7YymJ6DwS3", "127.0.0.1:14667", "14666", "identity.key");
    }

    private static String lines() throws Exception {
        return Files.readString(Path.of("../README.md"))
                .split("```java\n", -1)[1]
                .split("```", -1)[0];
    }

    private Thread start(String lines) throws Exception {
        String imports =
                lines.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String body = lines.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        Path source = folder.resolve("Pasted.java");
        Files.writeString(
                source,
                imports + "\npublic class Pasted implements java.util.concurrent.Callable<Void> {"
                        + "public Void call() throws Exception {\n" + body + "\nreturn null; } }");
        String path = System.getProperty("java.class.path");
        String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
        Process compiler = new ProcessBuilder(
                        javac, "-proc:none", "-d", folder.toString(), "-cp", path, source.toString())
                .inheritIO()
                .start();
        assertThat(compiler.waitFor()).isZero();
        URL[] here = {folder.toUri().toURL()};
        URLClassLoader loader = new URLClassLoader(here);
        var pasted = (Callable<?>) loader.loadClass("Pasted").getConstructor().newInstance();
        Thread thread = new Thread(() -> {
            try (loader) {
                pasted.call();
            } catch (InterruptedException asWeWished) {
                // The end of the program.
            } catch (Exception fault) {
                throw new AssertionError(fault);
            }
        });
        thread.start();
        return thread;
    }
}
