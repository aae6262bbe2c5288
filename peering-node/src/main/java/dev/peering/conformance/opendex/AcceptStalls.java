package dev.peering.conformance.opendex;

import static dev.peering.conformance.Level.SHOULD;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;

/** Who says nothing, or not enough, when the suite dials. */
final class AcceptStalls {

    private AcceptStalls() {}

    static void addTo(Catalogue catalogue) {
        catalogue
                .accepts(21, SHOULD, "opendex.md 5.4")
                .asks("Who says nothing is told that the response stalled, and dropped.")
                .because("Silent sockets would pile up.")
                .by("A connection without a word.")
                .passes("Disconnecting(1) and closed within 20 s")
                .fails("another reason", "no word", "the connection stays open")
                .play(e -> Outcome.pass(stalled(e, e.dial(), "silence")));
        catalogue
                .accepts(22, SHOULD, "opendex.md 5.4")
                .asks("Who does not send its SessionAck is told that the response stalled, and dropped.")
                .because("Half a session blocks its identity.")
                .by("The handshake without our SessionAck.")
                .passes("an encrypted Disconnecting(1) and closed within 20 s")
                .fails("another reason", "a plain one", "no word", "the connection stays open")
                .play(e -> {
                    Talk talk = e.asked(e.init(e.tester()));
                    talk.mustAck();
                    talk.mustInit();
                    return Outcome.pass(
                            e.mustSaySealed(talk, "no SessionAck", e.timing().stall(), 1));
                });
        catalogue
                .accepts(69, SHOULD, "opendex.md 13.4")
                .asks("Silent connections do not keep others out.")
                .because("Anybody can open a few.")
                .by("Twenty connections without a word, then a good handshake.")
                .passes("the good handshake works at once")
                .fails("it does not")
                .play(e -> {
                    for (int i = 0; i < 20; i++) {
                        e.dial("silent");
                    }
                    return Outcome.pass(e.alive());
                });
    }

    static String stalled(Encounter e, Talk talk, String caption) {
        Farewell farewell = talk.farewell(e.timing().stall());
        if (!farewell.said(1) || !farewell.ended()) {
            throw EndOfCase.fail(caption + ": " + farewell.text() + "; wanted Disconnecting(1)");
        }
        talk.close();
        return caption + ": " + farewell.text();
    }
}
