package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.INFO;
import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SHOULD;
import static dev.peering.conformance.Level.WIRE;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** MP-O-01 to MP-O-09: the target dials and asks. */
final class DialRequests {

    private static final int LARGEST_PACKET = 256;

    private DialRequests() {}

    static void addTo(Catalogue catalogue) {
        requests(catalogue);
        sessions(catalogue);
    }

    private static void requests(Catalogue catalogue) {
        catalogue
                .add("MP-O-01", MUST, "3.5.2 chosen neighbors")
                .asks("The node with the smaller key dials.")
                .because("If it does not, nobody does.")
                .by("An identity with a higher key listens.")
                .passes("dialed within an interval and a second")
                .fails("not dialed")
                .play(e -> {
                    long begin = System.nanoTime();
                    e.porter().mustDial(e.high());
                    return Outcome.pass("dialed after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
                });
        asked(
                catalogue,
                "MP-O-02",
                MUST,
                "The dialer speaks first: one signed packet of at most 256 bytes.",
                "The acceptor decides by it who is calling.",
                "one valid packet under the target's key",
                (e, dialed) -> dialed.bytes().length <= LARGEST_PACKET
                        && dialed.request().verifies()
                        && Arrays.equals(dialed.request().key(), e.targetKey().toByteArray()));
        asked(
                catalogue,
                "MP-O-03",
                MUST,
                "The request is of version 0.",
                "Every known acceptor refuses all others.",
                "version 0 or absent",
                (e, dialed) -> Fields.varintIn(dialed.request().data(), 1).orElse(0) == 0);
        asked(
                catalogue,
                "MP-O-04",
                WIRE,
                "The request names the address that was dialed.",
                "An acceptor that looks at it refuses requests made for others.",
                "to is the ip:port it dialed",
                (e, dialed) -> Fields.bytesIn(dialed.request().data(), 2)
                        .map(to -> new String(to, StandardCharsets.UTF_8))
                        .equals(Optional.of(dialed.at().porch().address())));
        asked(
                catalogue,
                "MP-O-05",
                SHOULD,
                "The request is stamped with the current second.",
                "Acceptors that enforce freshness refuse anything else; milliseconds are a usual slip.",
                "within 2 s of now, in seconds",
                (e, dialed) ->
                        Math.abs(Fields.varintIn(dialed.request().data(), 3).orElse(0)
                                        - System.currentTimeMillis() / 1000)
                                <= 2 + e.timing().scaled(1000).toSeconds());
        catalogue
                .add("MP-O-06", MUST, "3.5.3")
                .asks("Nothing follows the request before the answer.")
                .because("Until the answer is verified the dialer does not know whom it talks to.")
                .by("Read the request, then 300 ms of silence on our side.")
                .passes("silence", "the target gave up in the meantime")
                .fails("more bytes")
                .play(e -> {
                    Dialed dialed = e.porter().mustAsk(e.high());
                    Heard heard = dialed.line().hear(1, e.timing().scaled(300));
                    boolean trailing = !Fields.exactly(dialed.bytes(), 2, 3, 4);
                    if (heard.length() > 0 || trailing) {
                        throw EndOfCase.fail("bytes behind the request");
                    }
                    return Outcome.pass("nothing but the request");
                });
    }

    private interface Check {
        boolean holds(Encounter e, Dialed dialed);
    }

    private static void asked(
            Catalogue catalogue,
            String id,
            dev.peering.conformance.Level level,
            String asks,
            String because,
            String text,
            Check check) {
        catalogue
                .add(id, level, "3.5.3 request")
                .asks(asks)
                .because(because)
                .by("Listen, let it dial, read its request.")
                .passes(text)
                .fails("anything else")
                .play(e -> {
                    Dialed dialed = e.porter().mustAsk(e.high());
                    if (!check.holds(e, dialed)) {
                        throw EndOfCase.fail("not so: " + text);
                    }
                    return Outcome.pass(text);
                });
    }

    private static void sessions(Catalogue catalogue) {
        catalogue
                .add("MP-O-07", MUST, "3.5.2, 3.5.3")
                .asks("A valid answer makes a session.")
                .because("Two nodes whose operators listed each other must become neighbors.")
                .by("Answer the request.")
                .passes("open for 10 s, and no second dial")
                .fails("closed", "dialed again")
                .within(120)
                .play(e -> {
                    Dialed dialed = e.porter().session(e.high());
                    Heard heard = dialed.line().hear(1, e.timing().scaled(10_000));
                    if (heard.ended()) {
                        throw EndOfCase.fail("the session was " + heard.text());
                    }
                    if (e.porter().visitor(e.high(), Duration.ofMillis(1)).isPresent()) {
                        throw EndOfCase.fail("it dialed again while the session was up");
                    }
                    return Outcome.pass("open for 10 s");
                });
        catalogue
                .add("MP-O-08", INFO, "3.5.3")
                .asks("How long the target waits for an answer.")
                .because("Acceptors on slow links need to know; GoShimmer waits half a second.")
                .by("No answer; the time until it closes or dials again.")
                .passes("written down")
                .fails("never")
                .play(DialRequests::patience);
        catalogue
                .add("MP-O-09", MUST, "3.5.2 reconnectInterval")
                .asks("Without an answer the target gives up and tries again.")
                .because("A peer that hangs today may work tomorrow.")
                .by("No answer.")
                .passes("it dials again")
                .fails("it waits for ever")
                .within(120)
                .play(e -> {
                    e.porter().mustAsk(e.high());
                    long begin = System.nanoTime();
                    Duration limit = e.timing().redial().plus(e.timing().scaled(12_000));
                    Optional<Line> again = e.porter().visitor(e.high(), limit);
                    if (again.isEmpty()) {
                        throw EndOfCase.fail("no new dial for " + limit.toMillis() + " ms");
                    }
                    again.get().close();
                    return Outcome.pass("dialed again after " + (System.nanoTime() - begin) / 1_000_000 + " ms; "
                            + e.porter().alive(e.high()));
                });
    }

    private static Outcome patience(Encounter e) throws Exception {
        Dialed dialed = e.porter().mustAsk(e.high());
        long begin = System.nanoTime();
        Duration limit = e.timing().scaled(12_000);
        while (System.nanoTime() - begin < limit.toNanos()) {
            Heard heard = dialed.line().hear(1, Duration.ofMillis(100));
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            if (heard.ended()) {
                e.timing().patience(waited);
                return Outcome.recorded("gave up and closed after " + waited.toMillis() + " ms");
            }
            if (e.porter().visitor(e.high(), Duration.ofMillis(1)).isPresent()) {
                return Outcome.recorded("left the first open and dialed again after " + waited.toMillis()
                        + " ms, so it waits no longer than that");
            }
        }
        return Outcome.recorded("still waiting after " + limit.toMillis() + " ms");
    }
}
