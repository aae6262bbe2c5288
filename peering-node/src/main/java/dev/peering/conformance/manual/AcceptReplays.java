package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;

import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** MP-I-52 to MP-I-55, MP-I-57: the same bytes twice; MP-I-85: what only looks the same. */
final class AcceptReplays {

    private static final int DISTINCT = 2_000;
    private static final int DISTINCT_SLOW = 50_000;
    private static final long MOST_GROWTH = 20_000_000;
    private static final int TRIES = 3;

    private AcceptReplays() {}

    static void addTo(Catalogue catalogue) {
        catalogue
                .add("MP-I-52", SEC, "3.5.3")
                .asks("A recorded request is refused while and after its session was granted.")
                .because(
                        "Whoever sees one handshake could take the peer's place, or end its session, with the same bytes.")
                .by("The bytes of a granted request again, while the session is up, and after it was reset.")
                .passes("closed without a byte each time, and the first session stays up")
                .fails("the copy is answered", "the first session is ended by the copy")
                .play(e -> {
                    Session session = e.accepted(e.low());
                    e.mustClose(
                            "the same bytes, session up",
                            session.requestBytes(),
                            e.timing().close());
                    if (session.line().hear(1, e.timing().scaled(200)).ended()) {
                        throw EndOfCase.fail("the copy was refused, but it ended the first session");
                    }
                    session.line().reset();
                    repeatedly(e, session.requestBytes(), "the same bytes, session reset");
                    return Outcome.pass("refused with the session up and after it; " + e.alive(e.low()));
                });
        catalogue
                .add("MP-I-53", SEC, "3.5.3")
                .asks("A recorded request is refused after its session ended.")
                .because("As MP-I-52; within the freshness window only a memory helps.")
                .by("Handshake, FIN, then the same bytes, several times over an interval.")
                .passes("closed without a byte each time")
                .fails("the copy is answered")
                .play(e -> {
                    Session session = e.accepted(e.low());
                    session.line().close();
                    repeatedly(e, session.requestBytes(), "the same bytes, session over");
                    return Outcome.pass("refused; " + e.alive(e.low()));
                });
        catalogue
                .add("MP-I-54", SHOULD, "3.5.3")
                .asks("A recorded request is refused after the freshness window.")
                .because("When the memory lets go of it, its age must stop it.")
                .by("Handshake, FIN, 25 s, then the same bytes.")
                .passes("closed without a byte")
                .fails("the copy is answered")
                .within(90)
                .play(e -> {
                    Session session = e.accepted(e.low());
                    session.line().close();
                    Thread.sleep(25_000);
                    e.mustClose(
                            "the same bytes 25 s later",
                            session.requestBytes(),
                            e.timing().close());
                    return Outcome.pass("refused; " + e.alive(e.low()));
                });
        catalogue
                .add("MP-I-55", SEC, "3.5.3")
                .asks("What is remembered against replays is bounded.")
                .because("A listed peer gone bad must not be able to fill the memory of its neighbors.")
                .by("2,000 distinct valid requests of one peer (50,000 with --slow), and the adapter's word on memory.")
                .passes("alive, and grown by less than 20 MB per 50,000", "alive; memory not known without an adapter")
                .fails("grown by more", "no good handshake works afterwards")
                .trait(Trait.ALONE)
                .needs(2, 0)
                .within(600)
                .play(AcceptReplays::bounded);
        catalogue
                .add("MP-I-57", SEC, "3.5.3; GoShimmer dials twice")
                .asks("An honest quick second try is not a replay.")
                .because(
                        "GoShimmer tries again after half a second with the very same bytes; a peer must not be locked out.")
                .by(
                        "A request whose connection breaks before it was whole, then the same bytes; and, where the suite can "
                                + "change the list, a request refused as a stranger's, then the same bytes as a listed peer.")
                .passes("the second try is answered", "refused, but a fresh request is answered within an interval")
                .fails("locked out for longer", "a refused request is remembered as if it had been answered")
                .play(AcceptReplays::quickRetry);
        catalogue
                .add("MP-I-85", MUST, "3.5.3")
                .asks("Two listed peers that ask in the same second are both let in.")
                .because(
                        "What they sign is the same then, version, address and second; a memory for replays that looks at "
                                + "nothing else takes the second peer for a copy of the first.")
                .by(
                        "Two requests of one second, alike in everything but key and signature, the first session still up.")
                .passes("both are answered, and both sessions stay up")
                .fails(
                        "the second is refused, though a request of its own second is answered",
                        "the first session ends")
                .trait(Trait.ALONE)
                .needs(2, 0)
                .play(AcceptReplays::sameSecond);
    }

    /** Alone, and in a second that has just begun: no other case has made a request with these data. */
    private static Outcome sameSecond(Encounter e) throws Exception {
        for (int i = 1; i <= TRIES; i++) {
            long second = e.low(0).freshStampWith(e.low(1));
            try (Line one = e.dial(e.low(0).name())) {
                boolean firstIn = answered(e, e.low(0), one, second, "the first request");
                // Only now: a target that serves one connection at a time does not wait long for a request.
                try (Line two = e.dial(e.low(1).name())) {
                    boolean secondIn = answered(e, e.low(1), two, second, "the same data, signed by another peer");
                    if (firstIn && secondIn) {
                        return bothStay(e, one, two);
                    }
                }
            }
            Session whole = e.accepted(e.low(1));
            whole.line().close();
            if (whole.tries() == 1) {
                throw EndOfCase.fail("of two peers with the same data in the same second not both were answered, "
                        + "while a request of its own second is");
            }
            e.trace().note("the target was not ready for these peers, so they come again");
            Thread.sleep(e.timing().rearm().toMillis());
        }
        throw EndOfCase.fail("two peers with the same data in the same second: not both answered, " + TRIES + " times");
    }

    private static Outcome bothStay(Encounter e, Line one, Line two) {
        if (one.hear(1, e.timing().scaled(200)).ended()
                || two.hear(1, e.timing().scaled(200)).ended()) {
            throw EndOfCase.fail("both were answered, but one session ended at once");
        }
        return Outcome.pass("both are answered, and both sessions stay up");
    }

    /** For as long as the target may need to await the peer again, and a bit more. */
    private static void repeatedly(Encounter e, byte[] bytes, String caption) throws Exception {
        Duration pause = e.timing().rearm().isZero()
                ? Duration.ofMillis(150)
                : e.timing().rearm().dividedBy(3);
        for (int i = 0; i < 4; i++) {
            e.mustClose(caption, bytes, e.timing().close());
            Thread.sleep(pause.toMillis());
        }
    }

    private static Outcome bounded(Encounter e) throws Exception {
        int count = e.settings().manner().slow() ? DISTINCT_SLOW : DISTINCT;
        Map<String, Long> before = usage(e);
        e.trace().note(count + " distinct valid requests of one peer follow; only remarks are kept");
        e.trace().mute();
        e.low().used();
        Flood flood = new Flood(e.settings().target(), 4);
        Draft draft = e.request(e.low());
        flood.run(count, i -> {
            long second = System.currentTimeMillis() / 1000;
            byte[] unique = new Fields().varint(15, i).toByteArray();
            return draft.at(second).extra(unique).bytes();
        });
        e.trace().unmute();
        e.trace().note(flood.told());
        Map<String, Long> after = usage(e);
        String alive = e.alive(e.low(1));
        if (!before.containsKey("bytes") || !after.containsKey("bytes")) {
            return Outcome.pass(alive + "; memory is not known without an adapter");
        }
        long grown = after.get("bytes") - before.get("bytes");
        long allowed = Math.max(2_000_000, MOST_GROWTH * count / DISTINCT_SLOW);
        if (grown > allowed) {
            throw EndOfCase.fail("grown by " + grown + " bytes over " + count + " requests, " + allowed + " allowed");
        }
        return Outcome.pass(alive + "; grown by " + grown + " bytes over " + count + " requests");
    }

    private static Map<String, Long> usage(Encounter e) {
        try {
            return e.control().usage();
        } catch (dev.peering.conformance.control.ControlException cannot) {
            return Map.of();
        }
    }

    private static Outcome quickRetry(Encounter e) throws Exception {
        byte[] bytes = e.request(e.low()).bytes();
        Line broken = e.dial("broken");
        broken.send(Arrays.copyOf(bytes, bytes.length - 20), "a request without its last 20 bytes");
        broken.reset();
        boolean second = answered(e, e.low(), bytes, "the same bytes, whole");
        e.low().used();
        if (!second) {
            e.trace().note("refused; a fresh request must be answered within an interval");
        }
        String alive = e.alive(e.low());
        if (!e.control().canRemove()) {
            return Outcome.pass((second ? "the second try is answered; " : "") + alive);
        }
        return strangerTurnsPeer(e, second);
    }

    private static Outcome strangerTurnsPeer(Encounter e, boolean second) throws Exception {
        TesterKey newcomer = e.keys().spareLows().get(0);
        byte[] bytes = e.request(newcomer).bytes();
        e.mustClose("a stranger's request", bytes, e.timing().close());
        e.change(control -> control.add(List.of(newcomer.listed())));
        try {
            boolean taken = false;
            for (int i = 0; i < 6 && !taken; i++) {
                taken = answered(e, newcomer, bytes, "the same bytes, now on the list");
                Thread.sleep(50);
            }
            if (!taken) {
                throw EndOfCase.fail("a request that was refused once is refused for ever, though nothing was granted");
            }
            return Outcome.pass((second ? "the second try is answered" : "a fresh request is answered")
                    + "; a refused request is not remembered");
        } finally {
            e.refused(control -> control.remove(List.of(newcomer.key().toString())));
        }
    }

    private static boolean answered(Encounter e, TesterKey from, byte[] bytes, String caption) throws Exception {
        try (Line line = e.dial("again")) {
            return answered(e, from, line, bytes, caption);
        }
    }

    private static boolean answered(Encounter e, TesterKey from, Line line, long second, String caption)
            throws Exception {
        from.used();
        return answered(
                e, from, line, Draft.right(from, e.targetAddress(), second).bytes(), caption);
    }

    private static boolean answered(Encounter e, TesterKey from, Line line, byte[] bytes, String caption)
            throws Exception {
        line.send(bytes, caption);
        Heard heard = line.hearUntil(4096, e.timing().close(), Packet::whole);
        if (heard.length() > 0) {
            e.linger(from);
        }
        return heard.length() > 0;
    }
}
