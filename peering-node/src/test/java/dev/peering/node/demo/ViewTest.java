package dev.peering.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("One moment of the demo")
@Timeout(60)
class ViewTest {

    @Test
    @DisplayName("is one moment: as many links as fit between the nodes, also while nodes come in")
    void whileNodesComeIn() {
        Stage stage = new Stage(news -> {});
        Promises promises = new Promises();
        try (Cast cast = new Cast(new ManualDemo(), DemoPlan.RETRY, Duration.ofMillis(1), stage)) {
            CompletableFuture<Void> coming = CompletableFuture.runAsync(() -> cast.enter(DemoPlan.MOST_NODES));
            while (!coming.isDone()) {
                View view = View.of(cast, stage, promises);
                assertThat(view.links()).hasSize(Math.max(0, view.line().size() - 1));
            }
            coming.join();
            assertThat(View.of(cast, stage, promises).line()).hasSize(DemoPlan.MOST_NODES);
        }
    }
}
