package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import java.time.Duration;

/** MP-I-58 to MP-I-60, MP-I-63: one session per peer, and how it is replaced. */
final class AcceptSessions {

    private AcceptSessions() {}

    static void addTo(Catalogue catalogue) {
        catalogue
                .add("MP-I-58", MUST, "3.5.2")
                .asks("A peer has at most one session.")
                .because("Two sessions of one key double every message and hide a thief beside the owner.")
                .by("A second valid handshake by the same peer while the first session is up.")
                .passes("the first stays and the second is closed", "the second replaces the first")
                .fails("both stay up", "both are gone")
                .play(AcceptSessions::onlyOne);
        catalogue
                .add("MP-I-59", MUST, "3.5.2 reconnectInterval")
                .asks("A peer whose connection broke may come back.")
                .because("Dropped connections are re-established until the operator removes the peer.")
                .by("Handshake, RST, then valid requests.")
                .passes("accepted again within an interval and a second")
                .fails("not accepted again")
                .play(e -> {
                    e.accepted(e.low()).line().reset();
                    long begin = System.nanoTime();
                    e.accepted(e.low(), "a good request after the reset", draft -> draft);
                    return Outcome.pass("accepted again after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
                });
        catalogue
                .add("MP-I-60", SHOULD, "3.5.2")
                .asks("A dead session does not keep its peer out.")
                .because("A peer that lost power sends no FIN; until TCP notices, hours may pass.")
                .by("The first session's socket stays open but silent; the same peer sends a fresh request.")
                .passes("accepted within 10 s")
                .fails("not accepted while the old connection is open")
                .play(AcceptSessions::deadSession);
        catalogue
                .add("MP-I-63", SEC, "3.5.3")
                .asks("The time limit for a request is for the whole of it.")
                .because("A limit per read lets a sender of single bytes hold a socket for ever.")
                .by("A byte of a valid request every 400 ms.")
                .passes("closed within the measured limit and ten per cent, and a second")
                .fails("open for longer")
                .play(AcceptSessions::dripping);
    }

    private static Outcome onlyOne(Encounter e) throws Exception {
        Session first = e.accepted(e.low());
        Line second = e.dial("second");
        second.send(e.request(e.low()).bytes(), "a second valid request");
        second.hearUntil(4096, e.timing().scaled(2000), Packet::whole);
        boolean firstUp = !first.line().hear(4096, e.timing().scaled(300)).ended();
        boolean secondUp = !second.hear(4096, e.timing().scaled(300)).ended();
        if (firstUp && secondUp) {
            throw EndOfCase.fail("both sessions are up after 2 s");
        }
        if (!firstUp && !secondUp) {
            throw EndOfCase.fail("neither session is up after 2 s");
        }
        return Outcome.pass(firstUp ? "the first stays, the second was closed" : "the second replaced the first");
    }

    private static Outcome deadSession(Encounter e) throws Exception {
        e.accepted(e.low());
        long begin = System.nanoTime();
        Duration limit = e.timing().scaled(10_000);
        String last = "";
        while (System.nanoTime() - begin < limit.toNanos()) {
            Line fresh = e.dial("fresh");
            fresh.send(e.request(e.low()).bytes(), "a fresh request, old connection still open");
            Heard heard = fresh.hearUntil(4096, e.timing().close(), Packet::whole);
            if (heard.length() > 0) {
                return Outcome.pass("accepted after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            }
            last = heard.text();
            fresh.close();
            Thread.sleep(500);
        }
        throw EndOfCase.fail("not accepted for 10 s while the old connection is open; " + last);
    }

    private static Outcome dripping(Encounter e) throws Exception {
        Duration limit = e.timing().closeIncomplete();
        byte[] bytes = e.request(e.low()).bytes();
        Line line = e.dial("drip");
        long begin = System.nanoTime();
        for (int i = 0; i < bytes.length && System.nanoTime() - begin < limit.toNanos() + 2_000_000_000L; i++) {
            line.send(new byte[] {bytes[i]}, "byte " + (i + 1));
            Heard heard = line.hear(1, e.timing().scaled(400));
            if (heard.ended()) {
                long millis = (System.nanoTime() - begin) / 1_000_000;
                if (millis > limit.toMillis()) {
                    break;
                }
                return Outcome.pass("closed after " + millis + " ms and " + (i + 1) + " bytes; " + e.alive(e.low()));
            }
        }
        throw EndOfCase.fail("single bytes kept the connection open for more than " + limit.toMillis() + " ms");
    }
}
