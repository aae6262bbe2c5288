package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;

import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** MP-O-24 to MP-O-29, MP-O-35, MP-O-37, MP-O-42: the target dials again. Times of the list are for 5 s between dials and follow the interval. */
final class DialRetries {

    private static final double MOST_DIALS_PER_INTERVAL = 2.5;

    private DialRetries() {}

    static void addTo(Catalogue catalogue) {
        absent(catalogue);
        dropped(catalogue);
        stalled(catalogue);
        fresh(catalogue);
    }

    private static void absent(Catalogue catalogue) {
        catalogue
                .add("MP-O-24", MUST, "3.5.2: until the peer is removed")
                .asks("A peer that refuses connections is tried again and again.")
                .because("Nodes restart and links break; nobody should have to tell their neighbors.")
                .by("Connections reset at once for three intervals, refused for three more, then taken.")
                .passes("dialed at least twice in the first half, and still dialing in the end")
                .fails("it gave up")
                .within(120)
                .play(e -> {
                    TesterKey high = e.high();
                    high.porch().shut();
                    int before = high.porch().knocks();
                    Thread.sleep(e.timing().intervals(3).toMillis());
                    int knocks = high.porch().knocks() - before;
                    high.porch().vanish();
                    Thread.sleep(e.timing().intervals(3).toMillis());
                    high.porch().appear();
                    high.porch().open();
                    if (knocks < 2) {
                        throw EndOfCase.fail("only " + knocks + " dials in three intervals");
                    }
                    return Outcome.pass(
                            knocks + " dials in three intervals; " + e.porter().alive(high));
                });
        catalogue
                .add("MP-O-25", SHOULD, "3.5.2 reconnectInterval")
                .asks("A peer that closes at once is not stormed.")
                .because("A removed peer's neighbors go on dialing; in a tight loop that is an attack.")
                .by("Every connection reset at once, for six intervals (30 s by default).")
                .passes("at most 2.5 dials per interval")
                .fails("more")
                .within(120)
                .play(e -> {
                    e.high().porch().shut();
                    int before = e.high().porch().knocks();
                    Thread.sleep(e.timing().intervals(6).toMillis());
                    int knocks = e.high().porch().knocks() - before;
                    String text = knocks + " dials in six intervals";
                    if (knocks > 6 * MOST_DIALS_PER_INTERVAL) {
                        throw EndOfCase.fail(text);
                    }
                    return Outcome.pass(text);
                });
        catalogue
                .add("MP-O-26", MUST, "3.5.2")
                .asks("A peer that appears late is found.")
                .because("Neighbors start in any order.")
                .by("Connections refused for four intervals (20 s by default), then taken.")
                .passes("a session within an interval and a second of appearing")
                .fails("not dialed")
                .within(120)
                .play(e -> {
                    e.high().porch().vanish();
                    Thread.sleep(e.timing().intervals(4).toMillis());
                    e.high().porch().appear();
                    e.high().porch().open();
                    long begin = System.nanoTime();
                    e.porter().session(e.high());
                    return Outcome.pass("a session after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
                });
        catalogue
                .add("MP-O-42", MUST, "3.5.2: a removed peer shall still try")
                .asks("A target that was removed by its peer keeps trying for a minute without harm.")
                .because("Removal is told to nobody; the removed side must simply go on.")
                .by("Read each request and close, for a minute.")
                .passes("still dialing, in a steady rhythm")
                .fails("it gave up", "it dials faster and faster")
                .trait(Trait.SLOW)
                .within(150)
                .play(DialRetries::knocking);
    }

    private static Outcome knocking(Encounter e) throws Exception {
        long begin = System.nanoTime();
        int visits = 0;
        while (System.nanoTime() - begin < 60_000_000_000L) {
            Optional<Line> line = e.porter().visitor(e.high(), e.timing().redial());
            if (line.isEmpty()) {
                throw EndOfCase.fail("no dial any more after " + visits);
            }
            e.porter().read(e.high(), line.get()).line().close();
            visits++;
        }
        double most = 60_000.0 / e.timing().interval().toMillis() * MOST_DIALS_PER_INTERVAL + 2;
        if (visits > most) {
            throw EndOfCase.fail(visits + " dials in a minute");
        }
        return Outcome.pass(visits + " dials in a minute; " + e.porter().alive(e.high()));
    }

    private static void dropped(Catalogue catalogue) {
        for (boolean reset : new boolean[] {false, true}) {
            catalogue
                    .add(reset ? "MP-O-28" : "MP-O-27", MUST, "3.5.2: re-establish a dropped connection")
                    .asks("A session ended by " + (reset ? "RST" : "FIN") + " is made again.")
                    .because("Connections break; neighbors stay neighbors.")
                    .by("A session, ended by our " + (reset ? "RST" : "FIN") + ".")
                    .passes("a new session within an interval and a second")
                    .fails("not dialed again")
                    .play(e -> {
                        Line line = e.porter().session(e.high()).line();
                        long begin = System.nanoTime();
                        if (reset) {
                            line.reset();
                        } else {
                            line.close();
                        }
                        e.porter().session(e.high());
                        return Outcome.pass("a new session after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
                    });
        }
        catalogue
                .add("MP-O-37", SHOULD, "3.5.2")
                .asks("An idle session stays.")
                .because("There is no ping in this protocol; silence is no fault.")
                .by("A session and a minute of silence.")
                .passes("still open")
                .fails("closed")
                .trait(Trait.SLOW)
                .within(120)
                .play(e -> {
                    Heard heard = e.porter().session(e.high()).line().hear(1, Duration.ofSeconds(60));
                    if (heard.ended()) {
                        throw EndOfCase.fail(heard.text());
                    }
                    return Outcome.pass("still open after a minute");
                });
    }

    private static void stalled(Catalogue catalogue) {
        catalogue
                .add("MP-O-29", SHOULD, "3.5.2")
                .asks("A connect that hangs is given up and tried again.")
                .because("Firewalls swallow packets; a connect without a limit hangs for minutes.")
                .by("A listening socket whose queue is full, for two intervals, then a free one.")
                .passes("dialed again after the queue was emptied")
                .fails("no dial for 30 s")
                .within(120)
                .play(DialRetries::fullQueue);
    }

    private static Outcome fullQueue(Encounter e) throws Exception {
        TesterKey high = e.high();
        high.porch().vanish();
        List<Socket> filling = new ArrayList<>();
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), high.porch().port());
        try (ServerSocket full = high.porch().listen(1)) {
            e.trace().note("listening at " + full.getLocalSocketAddress() + " with room for one");
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket();
                filling.add(socket);
                try {
                    socket.connect(address, 200);
                } catch (IOException queueIsFull) {
                    e.trace().note("the queue is full with " + i + " connections");
                    break;
                }
            }
            Thread.sleep(e.timing().intervals(2).toMillis());
        } finally {
            for (Socket socket : filling) {
                socket.close();
            }
        }
        high.porch().appear();
        high.porch().open();
        long begin = System.nanoTime();
        Optional<Line> line = e.porter().visitor(high, e.timing().scaled(30_000));
        if (line.isEmpty()) {
            throw EndOfCase.fail("no dial for 30 s after connects hung");
        }
        line.get().close();
        return Outcome.pass("dialed again " + (System.nanoTime() - begin) / 1_000_000 + " ms after the queue was free; "
                + e.porter().alive(high));
    }

    private static void fresh(Catalogue catalogue) {
        catalogue
                .add("MP-O-35", SEC, "3.5.3 timestamp")
                .asks("Every attempt makes a fresh request.")
                .because("A request used twice is a replay to every acceptor that guards against replays.")
                .by("Five attempts, each closed after its request.")
                .passes("stamps move on, and no two requests more than a second apart are the same bytes")
                .fails("the same request later")
                .within(120)
                .play(DialRetries::freshRequests);
    }

    private static Outcome freshRequests(Encounter e) throws Exception {
        List<Dialed> seen = new ArrayList<>();
        List<Long> when = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Dialed dialed = e.porter().mustAsk(e.high());
            long now = dialed.line().openedNanos();
            for (int j = 0; j < seen.size(); j++) {
                boolean same = Arrays.equals(seen.get(j).bytes(), dialed.bytes());
                if (same && now - when.get(j) > 1_100_000_000L) {
                    throw EndOfCase.fail("the same request " + (now - when.get(j)) / 1_000_000 + " ms later");
                }
            }
            seen.add(dialed);
            when.add(now);
            dialed.line().close();
        }
        long first = stamp(seen.get(0));
        long last = stamp(seen.get(4));
        long passed = (when.get(4) - when.get(0)) / 1_000_000_000L;
        if (Math.abs(last - first - passed) > 2) {
            throw EndOfCase.fail("stamps moved by " + (last - first) + " s while " + passed + " s passed");
        }
        return Outcome.pass("five requests, stamps moved by " + (last - first) + " s in " + passed + " s");
    }

    private static long stamp(Dialed dialed) {
        return Fields.varintIn(dialed.request().data(), 3).orElse(0);
    }
}
