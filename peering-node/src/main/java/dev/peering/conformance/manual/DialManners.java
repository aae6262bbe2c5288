package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;

import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.net.Heard;
import dev.peering.crypto.Sha256;
import java.time.Duration;

/** MP-O-30 and MP-O-40: how the target leaves after a bad answer, and how long it bears one that will not end. */
final class DialManners {

    private DialManners() {}

    static void addTo(Catalogue catalogue) {
        catalogue
                .add("MP-O-30", SHOULD, "3.5.3")
                .asks("After a bad answer the target closes the connection.")
                .because("GoShimmer leaves it open; both ends run out of sockets.")
                .by(
                        "A random hash, properly signed; two of three dials decide, nothing else going on, for a target that leaves its sockets to "
                                + "a garbage collector closes them when it is busy.")
                .passes("closed within 1 s")
                .fails("left open")
                .trait(Trait.ALONE)
                .play(DialManners::leavesOpen);
        catalogue
                .add("MP-O-40", SEC, "3.5.3")
                .asks("An answer that comes in drops does not keep the target busy.")
                .because("A limit per read lets a slow answerer hold the dial for ever.")
                .by("One byte of a good answer every 100 ms, 13.6 s in all.")
                .passes(
                        "closed within its time for answers and ten per cent, and a second",
                        "not closed, but it dials again before the answer is whole")
                .fails("it waits until the answer is whole", "it holds on for longer")
                .play(DialManners::drops);
    }

    private static Outcome leavesOpen(Encounter e) throws Exception {
        int open = 0;
        int closed = 0;
        String seen = "";
        while (open < 2 && closed < 2) {
            Dialed dialed = e.porter().mustAsk(e.high());
            dialed.line()
                    .send(DialAnswers.hashAnswer(dialed, Sha256.of(dialed.bytes(), new byte[] {1})), "a random hash");
            Heard heard = dialed.line().hear(1, e.timing().close());
            if (heard.ended()) {
                closed++;
                seen = heard.text();
            } else {
                open++;
            }
        }
        if (open == 2) {
            throw EndOfCase.proven("left open for " + e.timing().close().toMillis() + " ms, two dials of three");
        }
        return Outcome.pass(seen);
    }

    private static Outcome drops(Encounter e) throws Exception {
        Dialed dialed = e.porter().mustAsk(e.high());
        byte[] bytes = dialed.answer().bytes();
        long begin = System.nanoTime();
        // Patience is measured by MP-O-08, perhaps later than this; until then ten seconds are the most that is borne.
        long most = e.timing()
                .withTolerance(e.timing().patience().orElse(Duration.ofSeconds(9)))
                .toMillis();
        for (int i = 0; i < bytes.length; i++) {
            dialed.line().send(new byte[] {bytes[i]}, "byte " + (i + 1));
            Heard heard = dialed.line().hear(1, Duration.ofMillis(100));
            long millis = (System.nanoTime() - begin) / 1_000_000;
            if (heard.ended() && millis <= most) {
                return Outcome.pass("gave up after " + millis + " ms and " + (i + 1) + " bytes");
            }
            if (heard.ended()) {
                throw EndOfCase.fail("listened to drops for " + millis + " ms");
            }
            if (e.porter().visitor(e.high(), Duration.ofMillis(1)).isPresent()) {
                return Outcome.pass("not closed, but given up: it dialed again after " + millis + " ms");
            }
        }
        throw EndOfCase.fail("it waited until the answer was whole");
    }
}
