package dev.peering.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("peering demo opendex")
@Timeout(120)
class DiscoveryDemoTest {

    @Test
    @DisplayName("three nodes discover each other, and all it promises comes true")
    void keepsItsPromises() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Demo.Look look = new Demo.Look(new PrintStream(out, true, StandardCharsets.UTF_8), false, false, true);
        boolean kept = new DiscoveryDemo(Duration.ofSeconds(3), look).play();
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(kept).as(text).isTrue();
        assertThat(text).contains("found each other by asking it", "All 6 promises kept", "bob", "carol");
        assertThat(text.lines().filter(line -> line.contains(" has a neighbor, ")))
                .isNotEmpty()
                .allMatch(line -> line.matches(".*bound, (alice|bob|carol)"));
    }
}
