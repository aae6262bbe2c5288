package dev.peering.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.node.demo.Promises.Promise;
import dev.peering.node.demo.Promises.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The picture of the demo")
class PictureTest {

    private static final String TITLE = "peering demo: manual peering, 5 nodes on loopback";
    private static final String ESCAPES = "\u001b\\[[0-9;]*m";

    @Test
    @DisplayName("80 columns, 24 lines, no colors")
    void standardTerminal() {
        assertThat(new Picture(new Paint(80, 24, false, true))
                        .all(TITLE, view(2)).stream().map(line -> "|" + line + "|"))
                .containsExactly("""
                        | peering demo  ·  A connection is cut                                    12.3 s |
                        ||
                        |  alice ━━━◆bob ╌╌╌ carol ╌✗╌ dave |
                        ||
                        | node    peer              state         since  tries   next  last error        |
                        | alice   bob      dials →  ● up          61.5s      1                           |
                        | bob     carol    ← waits  ○ expecting                        CLOSED_BY_PEER    |
                        | carol   bob      dials →  ○ waiting                3   0.4s  CONNECT_FAILED    |
                        | carol   dave     ← waits  ✗ removed                                            |
                        | dave    carol    dials →  ◐ dialing               12         A_VERY_LONG_REASO…|
                        ||
                        |   0.50  news 1|
                        |   0.50  news 2|
                        ||
                        | ✓  kept: 0.83 s|
                        | ·  open|
                        | ✗  broken: for a reason|""".split("\n"));
    }

    @Test
    @DisplayName("a terminal without Unicode gets ASCII alone")
    void ascii() {
        String picture = String.join("\n", new Picture(new Paint(80, 24, false, false)).all(TITLE, view(2)));
        assertThat(picture)
                .matches("\\p{ASCII}*")
                .contains("alice ===*bob - - carol -x- dave", "dials ->", "<- waits", " ok kept", " NO broken");
    }

    @ParameterizedTest(name = "{0} x {1}, {2} news")
    @CsvSource({"80, 24, 50", "120, 40, 50", "50, 12, 3", "200, 60, 0", "80, 16, 50", "60, 24, 50"})
    @DisplayName("it never outgrows the window, with colors and without")
    void fits(int width, int height, int news) {
        for (boolean color : new boolean[] {true, false}) {
            List<String> lines = new Picture(new Paint(width, height, color, true)).all(TITLE, view(news));
            assertThat(lines)
                    .hasSizeLessThanOrEqualTo(height)
                    .allSatisfy(line -> assertThat(line.replaceAll(ESCAPES, "")).hasSizeLessThanOrEqualTo(width));
        }
    }

    @Test
    @DisplayName("where not all rows fit, those that are fine are left out first, and counted")
    void mostTelling() {
        List<View.Row> rows = new ArrayList<>(IntStream.range(0, 30)
                .mapToObj(i -> row("n" + i, "p", View.State.UP, ""))
                .toList());
        rows.set(25, row("n25", "p", View.State.WAITING, ""));
        rows.set(27, row("n27", "p", View.State.UP, "DROPPED"));
        List<String> lines = new Picture(new Paint(80, 24, false, true)).table(rows, 8);
        assertThat(lines).hasSize(8);
        assertThat(lines.get(5)).startsWith(" n25");
        assertThat(lines.get(6)).startsWith(" n27");
        assertThat(lines.get(7)).startsWith(" … and 24 more");
    }

    @Test
    @DisplayName("colors are used when they are welcome")
    void colors() {
        assertThat(String.join("\n", new Picture(new Paint(80, 24, true, true)).all(TITLE, view(2))))
                .contains("\u001b[32m● up", "\u001b[31m╌✗╌\u001b[0m");
    }

    private static View view(int news) {
        return new View(
                Duration.ofMillis(12_345),
                "A connection is cut",
                List.of("alice", "bob", "carol", "dave"),
                List.of(View.LinkState.UP, View.LinkState.DOWN, View.LinkState.REMOVED),
                "bob",
                List.of(
                        new View.Row(
                                "alice",
                                "bob",
                                true,
                                View.State.UP,
                                Duration.ofMillis(61_500),
                                1,
                                Duration.ofSeconds(-1),
                                ""),
                        row("bob", "carol", View.State.AWAITING, "CLOSED_BY_PEER"),
                        new View.Row(
                                "carol",
                                "bob",
                                true,
                                View.State.WAITING,
                                Duration.ZERO,
                                3,
                                Duration.ofMillis(400),
                                "CONNECT_FAILED"),
                        row("carol", "dave", View.State.REMOVED, ""),
                        new View.Row(
                                "dave",
                                "carol",
                                true,
                                View.State.DIALING,
                                Duration.ZERO,
                                12,
                                Duration.ofSeconds(-1),
                                "A_VERY_LONG_REASON_INDEED")),
                IntStream.rangeClosed(1, news)
                        .mapToObj(i -> new Stage.News(Duration.ofMillis(500), "news " + i))
                        .toList(),
                List.of(
                        new Promise("kept", Status.KEPT, "0.83 s"),
                        new Promise("open", Status.OPEN, ""),
                        new Promise("broken", Status.BROKEN, "for a reason")));
    }

    private static View.Row row(String node, String peer, View.State state, String error) {
        return new View.Row(node, peer, false, state, Duration.ZERO, 0, Duration.ofSeconds(-1), error);
    }
}
