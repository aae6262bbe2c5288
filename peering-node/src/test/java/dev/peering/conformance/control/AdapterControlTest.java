package dev.peering.conformance.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Talking to an adapter")
@DisabledOnOs(OS.WINDOWS)
class AdapterControlTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    @DisplayName("the answer to a question whose asker was ended by force is not taken for the answer to the next one")
    void interrupted(@TempDir Path folder) throws Exception {
        Path asked = folder.resolve("asked");
        Path gone = folder.resolve("gone");
        String script = "read a; : >" + asked + "; while [ ! -f " + gone + " ]; do sleep 0.02; done; "
                + "echo '{\"ok\":true,\"peers\":[]}'; read b; echo '{\"ok\":false,\"error\":\"the second\"}'";
        ExecutorService asker = Executors.newSingleThreadExecutor();
        try (AdapterControl control = new AdapterControl(List.of("sh", "-c", script), LIMIT)) {
            Future<List<ListedPeer>> first = asker.submit(() -> control.list(false));
            await().atMost(LIMIT).until(() -> Files.exists(asked));
            first.cancel(true);
            asker.submit(() -> Files.createFile(gone)).get(); // by then the first has left
            assertThatThrownBy(() -> control.remove(List.of("key")))
                    .isInstanceOfSatisfying(
                            ControlException.class, e -> assertThat(e.kind()).isEqualTo(ControlException.Kind.REFUSED))
                    .hasMessage("the second");
        } finally {
            asker.shutdownNow();
        }
    }

    @Test
    @DisplayName("one that hangs is killed with its children")
    void children(@TempDir Path folder) throws Exception {
        Path child = folder.resolve("child");
        String script = "sleep 300 & echo $! >" + child + ".part; mv " + child + ".part " + child + "; read a; wait";
        try (AdapterControl control = new AdapterControl(List.of("sh", "-c", script), Duration.ofSeconds(1))) {
            await().atMost(LIMIT).until(() -> Files.exists(child));
            assertThatThrownBy(() -> control.list(false)).hasMessageContaining("did not answer 'list' within 1 s");
            long pid = Long.parseLong(Files.readString(child).trim());
            await().atMost(LIMIT)
                    .until(() -> ProcessHandle.of(pid)
                            .map(ProcessHandle::isAlive)
                            .orElse(false)
                            .equals(false));
            assertThatThrownBy(() -> control.list(false)).hasMessageContaining("it was ended before");
        }
    }

    @Test
    @DisplayName("an answer that is too long is told as that, however the adapter takes it")
    void tooLong() throws Exception {
        String script = "read a; head -c 3000000 /dev/zero | tr '\\0' x; exit 9";
        try (AdapterControl control = new AdapterControl(List.of("sh", "-c", script), LIMIT)) {
            assertThatThrownBy(() -> control.list(false))
                    .hasMessage("the adapter's answer to 'list' is too long: 1000000 characters without a line end");
        }
    }

    @Test
    @DisplayName("a peer with several addresses is told with all of them and not with the first alone")
    void severalAddresses(@TempDir Path folder) throws Exception {
        Path asked = folder.resolve("asked");
        String script = "while read a; do echo \"$a\" >>" + asked + "; echo '{\"ok\":true}'; done";
        try (AdapterControl control = new AdapterControl(List.of("sh", "-c", script), LIMIT)) {
            control.add(List.of(ListedPeer.of("one", "a:1"), ListedPeer.of("two", "a:1", "b:2")));
        }
        assertThat(Files.readString(asked).trim())
                .isEqualTo("{\"command\":\"add\",\"peers\":[{\"publicKey\":\"one\",\"address\":\"a:1\"},"
                        + "{\"publicKey\":\"two\",\"addresses\":[\"a:1\",\"b:2\"]}]}");
    }
}
