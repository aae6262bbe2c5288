package dev.peering.conformance.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("Talking to an adapter")
@DisabledOnOs(OS.WINDOWS)
class AdapterControlTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    @DisplayName("the answer to a question whose asker was ended by force is not taken for the answer to the next one")
    void interrupted() throws Exception {
        String script =
                "read a; sleep 1; echo '{\"ok\":true,\"peers\":[]}'; read b; echo '{\"ok\":false,\"error\":\"the second\"}'";
        ExecutorService asker = Executors.newSingleThreadExecutor();
        try (AdapterControl control = new AdapterControl(List.of("sh", "-c", script), LIMIT)) {
            Future<List<ListedPeer>> first = asker.submit(() -> control.list(false));
            // Long enough for the question to be sent, and much shorter than the adapter's second.
            Thread.sleep(300);
            first.cancel(true);
            assertThatThrownBy(() -> control.remove(List.of("key")))
                    .isInstanceOfSatisfying(
                            ControlException.class, e -> assertThat(e.kind()).isEqualTo(ControlException.Kind.REFUSED))
                    .hasMessage("the second");
        } finally {
            asker.shutdownNow();
        }
    }
}
