package dev.peering.conformance.opendex;

import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.WIRE;

import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.Outcome;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionInit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Bad keys and odd spellings in the handshake when the suite dials. */
final class AcceptKeys {

    private AcceptKeys() {}

    static void addTo(Catalogue catalogue) {
        catalogue
                .accepts(29, MUST, "opendex.md 4, 12")
                .asks("A SessionInit whose ephemeral key is no point of the curve is refused.")
                .because("The original answers it, fails to agree, and forgets the open socket.")
                .by("Signed SessionInits with a point off the curve, infinity, 32 bytes, 65 zero bytes.")
                .passes("closed, with a word or without, and a good session works afterwards")
                .fails("the connection stays open", "no good session works afterwards")
                .play(e -> {
                    for (String bad : BadPoints.ALL) {
                        e.mustEnd(e.asked(e.init(e.tester()).ephemeral(bad)), "ephemeral key " + Words.shown(bad));
                    }
                    return Outcome.pass(BadPoints.ALL.size() + " bad keys are refused; " + e.alive());
                });
        catalogue
                .accepts(36, SEC, "opendex.md 12")
                .asks("A SessionAck whose ephemeral key is no point of the curve is refused.")
                .because("The original dies of it: one packet of a stranger ends the process.")
                .by("A good handshake whose SessionAck carries a point off the curve.")
                .passes("closed, with a word or without, and a good session works afterwards")
                .fails("the connection stays open", "the target is gone")
                .trait(Trait.LAST)
                .play(e -> {
                    Talk talk = e.asked(e.init(e.tester()));
                    talk.mustAck();
                    SessionInit theirs = talk.mustInit();
                    talk.sendPlain(new SessionAck(Tester.newId(), theirs.id(), BadPoints.OFF_CURVE));
                    Farewell farewell = talk.farewell();
                    String alive = e.aliveOrRevived();
                    return farewell.ended()
                            ? Outcome.pass(farewell.text() + "; " + alive)
                            : Outcome.fail("a bad key in our SessionAck: " + farewell.text());
                });
        catalogue
                .accepts(72, WIRE, "opendex.md 4")
                .asks("A compressed ephemeral key is taken.")
                .because("The original takes both forms, so both are in use.")
                .by("A SessionInit with a compressed ephemeral key.")
                .passes("the session works")
                .fails("refused", "encrypted with another key")
                .play(e -> {
                    InitDraft draft = e.init(e.tester());
                    Talk talk = e.opened(
                            draft.ephemeral(BadPoints.compressed(draft.key().publicText())));
                    talk.mustPong("with a compressed ephemeral key");
                    return Outcome.pass("the session works");
                });
        catalogue
                .accepts(30, SEC, "opendex.md 4, 12")
                .asks("Odd spellings of keys and signatures do no harm; how each is taken is written down.")
                .because("Every tolerated spelling is a second name for the same thing.")
                .by("Uppercase ephemeral key, one of odd length, uppercase signature, signature with a tail.")
                .passes("each is taken or refused, and a good session works afterwards")
                .fails("no good session works afterwards")
                .play(AcceptKeys::spellings);
    }

    private static Outcome spellings(Encounter e) throws IOException {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            InitDraft draft = e.init(e.tester());
            String text = draft.key().publicText();
            String caption;
            switch (i) {
                case 0 -> {
                    draft.ephemeral(text.toUpperCase(Locale.ROOT));
                    caption = "uppercase ephemeral key";
                }
                case 1 -> {
                    draft.ephemeral(text.substring(1));
                    caption = "ephemeral key of odd length";
                }
                case 2 -> {
                    draft.signature(draft.signatureText().toUpperCase(Locale.ROOT));
                    caption = "uppercase signature";
                }
                default -> {
                    draft.signature(draft.signatureText() + "zz");
                    caption = "signature with a tail";
                }
            }
            Talk talk = e.asked(draft);
            Optional<Frame> answer = talk.next(e.timing().answer().dividedBy(2));
            seen.add(caption + ": "
                    + answer.map(Frame::text).orElse(talk.ended() ? "closed without a word" : "silence"));
            talk.close();
        }
        return Outcome.pass(String.join("; ", seen) + "; " + e.alive());
    }
}
