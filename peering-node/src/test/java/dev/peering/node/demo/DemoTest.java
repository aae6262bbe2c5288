package dev.peering.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Message;
import dev.peering.node.NodeBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("peering demo keeps its promises, and says so when it does not")
@Timeout(120)
class DemoTest {

    private static final String FIRST_PAIR = "two nodes found each other within 5 s of the start";

    /** A start that is still to come, so that no pause of the machine makes the first pair late. */
    private final Instant early = Instant.now().plusSeconds(3_600);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    @DisplayName("five nodes, little time: everything promised comes true, told line by line")
    void kept() throws InterruptedException {
        boolean kept = play(new ManualDemo(), 5, Instant.now(), false);
        if (!kept && text().contains("✗  " + FIRST_PAIR) && text().contains("1 of 7 promises broken.")) {
            // This one is about the clock, and a pause of the machine may have broken it; not twice.
            out.reset();
            kept = play(new ManualDemo(), 5, Instant.now(), false);
        }
        assertThat(kept).as(text()).isTrue();
        assertThat(text())
                .contains("peering demo: manual peering, 5 nodes on loopback")
                .containsPattern(
                        "\\d dialed \\w+, both proved their keys, connected|\\w+ dialed \\w+, both proved their keys, connected")
                .contains(
                        "alice says \"good morning\"",
                        "erin hears it from dave, 4 hops",
                        "the connection of bob and carol is cut")
                .contains(
                        "erin says \"all is well again\"",
                        "alice hears it from bob, 4 hops",
                        "turns away somebody who is not on its list")
                .containsPattern("(dave takes erin|erin takes dave) off its list")
                .containsPattern("✓  " + FIRST_PAIR + ": \\d\\.\\d\\d s")
                .containsPattern(
                        "✓  taken off one list only, a node stays out and keeps trying: (dave|erin), [2-9] tries")
                .contains("All 7 promises kept in")
                .doesNotContain("✗  ", "SHUTDOWN", "\u001b");
    }

    @Test
    @DisplayName("more nodes, live: a picture is drawn again and again, and the terminal is left as it was")
    void live() throws InterruptedException {
        assertThat(play(new ManualDemo(), 8, early, true)).as(text()).isTrue();
        assertThat(text()).startsWith("\u001b[?1049h\u001b[?25l").containsOnlyOnce("\u001b[?1049l");
        assertThat(text().split("\u001b\\[H", -1).length).as("frames").isGreaterThan(10);
        String after = text().substring(text().indexOf("\u001b[?1049l"));
        assertThat(after).contains("All 7 promises kept").contains("heidi");
    }

    @Test
    @DisplayName("when messages arrive mangled, the promises about messages are broken, and those alone")
    void mangledMessages() throws InterruptedException {
        assertThat(play(
                        new Sabotage() {
                            @Override
                            public String text(Message message) {
                                return new StringBuilder(super.text(message))
                                        .reverse()
                                        .toString();
                            }
                        },
                        5,
                        early,
                        false))
                .isFalse();
        assertThat(text())
                .contains("✗  a message crossed the whole line: it did not arrive at erin")
                .contains("✗  it carries messages again: it did not arrive at alice")
                .contains("✓  a connection that was cut came back by itself")
                .contains("2 of 7 promises broken.");
    }

    @Test
    @DisplayName("when the lost are dialed too late, the promises about coming back are broken")
    void noReconnect() throws InterruptedException {
        assertThat(play(
                        new Sabotage() {
                            @Override
                            public NodeBuilder node(Duration retry) {
                                return super.node(Duration.ofHours(1));
                            }
                        },
                        5,
                        early,
                        false))
                .isFalse();
        assertThat(text())
                .contains("✓  a message crossed the whole line")
                .contains("✗  a connection that was cut came back by itself: it stayed down")
                .contains("✗  it carries messages again: it did not come to that")
                .contains("✗  taken off one list only, a node stays out and keeps trying: ");
    }

    @Test
    @DisplayName("a start that was too slow breaks the first promise, and nothing else")
    void slowStart() throws InterruptedException {
        assertThat(play(new ManualDemo(), 5, Instant.now().minusSeconds(6), false))
                .isFalse();
        assertThat(text())
                .containsPattern("✗  " + FIRST_PAIR + ": ([6-9]|\\d\\d)\\.\\d\\d s")
                .contains("1 of 7 promises broken.");
    }

    private boolean play(DemoNetwork network, int nodes, Instant start, boolean live) throws InterruptedException {
        DemoPlan plan = new DemoPlan(nodes, Duration.ofSeconds(3), Duration.ofSeconds(4), start);
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Demo(network, plan, new Demo.Look(stream, live, false, true)).play();
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Manual peering with something broken on purpose. */
    private static class Sabotage implements DemoNetwork {

        private final DemoNetwork good = new ManualDemo();

        @Override
        public String name() {
            return good.name();
        }

        @Override
        public String title() {
            return good.title();
        }

        @Override
        public NodeBuilder node(Duration retry) {
            return good.node(retry);
        }

        @Override
        public Message message(String text) {
            return good.message(text);
        }

        @Override
        public String text(Message message) {
            return good.text(message);
        }
    }
}
