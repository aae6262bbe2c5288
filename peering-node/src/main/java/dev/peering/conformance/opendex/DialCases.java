package dev.peering.conformance.opendex;

import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;
import static dev.peering.conformance.Level.WIRE;

import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionInit;
import java.util.Optional;

/** The handshake when the target dials: its first words, and what it takes for an answer. */
final class DialCases {

    private static final int WIRE_ERROR = 13;
    private static final String CHECKS = "opendex.md 5.1, 5.2";

    private DialCases() {}

    static void addTo(Catalogue catalogue) {
        good(catalogue);
        identities(catalogue);
        forms(catalogue);
        stalls(catalogue);
        badKey(catalogue);
    }

    private static void good(Catalogue catalogue) {
        catalogue
                .dials(39, WIRE, "opendex.md 5, 6")
                .asks("A target that dials sends a plain, signed SessionInit for us, and then waits.")
                .because(
                        "The signature covers JSON with sorted keys; what comes before our answer is lost on the original.")
                .by("The target is told to connect; we listen for a while.")
                .passes(
                        "a plain SessionInit from the target's key for ours, with right checksum and signature, and silence")
                .fails("another packet", "another key", "a wrong signature or checksum", "more packets")
                .play(e -> {
                    Tester us = e.tester();
                    Talk talk = e.door().mustVisit(us);
                    SessionInit theirs = talk.mustInit();
                    String claim = AcceptHandshake.rightClaim(e, theirs, us);
                    Outcome sum = AcceptHandshake.rightChecksum(talk.lastFrame(), theirs);
                    Optional<Frame> more = talk.next(e.timing().quiet());
                    if (more.isPresent()) {
                        throw EndOfCase.proven(more.get().text() + " came before our SessionAck");
                    }
                    return sum.proven() ? sum : Outcome.pass(claim + "; " + sum.text());
                });
        catalogue
                .dials(40, MUST, "opendex.md 5")
                .asks("A session that the target dialed works in both directions.")
                .because("Each direction has a key of its own.")
                .by("The target is told to connect; a whole handshake, then an encrypted Ping.")
                .passes("a plain SessionAck for our SessionInit, then a Pong")
                .fails("no SessionAck", "no Pong", "closed")
                .play(e -> {
                    Talk talk = e.door().opened(e.tester());
                    talk.mustPong("in a session the target dialed");
                    return Outcome.pass("the Ping is answered");
                });
    }

    /** The target dials, and our SessionInit must be refused plainly, before a SessionAck. */
    private static Outcome refusesInit(Encounter e, Tester us, InitDraft draft, int reason) throws Exception {
        Talk talk = e.door().mustVisit(us);
        SessionInit theirs = talk.mustInit();
        talk.sendAck(theirs);
        talk.sendInit(draft);
        String seen = e.mustSay(talk, "our SessionInit", reason);
        if (talk.frames().stream().anyMatch(frame -> frame.packet().orElse(null) instanceof SessionAck)) {
            throw EndOfCase.proven("it was answered before it was refused: " + seen);
        }
        return Outcome.pass(seen + "; " + e.alive());
    }

    private static void identities(Catalogue catalogue) {
        catalogue
                .dials(8, MUST, CHECKS)
                .asks("An answer by another node than the one that was dialed is refused.")
                .because("Addresses lie; the key is who was meant.")
                .by(
                        "The target is told to connect to one identity; another answers with a SessionInit signed by itself.")
                .passes("a plain Disconnecting(3) and closed")
                .fails("a SessionAck", "another reason", "the connection stays open")
                .play(e -> refusesInit(e, e.tester(), e.init(e.tester()), 3));
        catalogue
                .dials(41, MUST, CHECKS)
                .asks("An answer with a wrong signature is refused.")
                .because("Whoever listens at an address could claim the key.")
                .by("The target is told to connect; our SessionInit is signed over another text.")
                .passes("a plain Disconnecting(12) and closed")
                .fails("a SessionAck", "another reason", "the connection stays open")
                .play(e -> {
                    Tester us = e.tester();
                    InitDraft draft = e.init(us);
                    return refusesInit(e, us, draft.signing(JsonOrder.unsorted(draft.text())), 12);
                });
        catalogue
                .dials(42, MUST, CHECKS)
                .asks("An answer that speaks to another node is refused.")
                .because("It was made for somebody else, and could be anybody's.")
                .by("The target is told to connect; our SessionInit names another peer_pub_key.")
                .passes("a plain Disconnecting(11) and closed")
                .fails("a SessionAck", "another reason", "the connection stays open")
                .play(e -> {
                    Tester us = e.tester();
                    return refusesInit(e, us, e.init(us).peerKey(e.tester().key()), 11);
                });
        catalogue
                .dials(43, MUST, "opendex.md 5.3")
                .asks("An answer in a version below the lowest that works is refused.")
                .because("The rule holds in both roles.")
                .by("The target is told to connect; our SessionInit says version 0.9.9.")
                .passes("a plain Disconnecting(2) and closed")
                .fails("a SessionAck", "another reason", "the connection stays open")
                .play(e -> {
                    Tester us = e.tester();
                    return refusesInit(e, us, e.init(us).version("0.9.9"), 2);
                });
    }

    private static void forms(Catalogue catalogue) {
        catalogue
                .dials(44, MUST, "opendex.md 2.3, 12")
                .asks("A plain SessionInit after our SessionAck is refused.")
                .because("From there on everything is encrypted.")
                .by("The target is told to connect; SessionAck, then our SessionInit plain.")
                .passes("Disconnecting(13) and closed")
                .fails("a SessionAck", "another reason", "the connection stays open")
                .play(e -> {
                    Tester us = e.tester();
                    Talk talk = e.door().mustVisit(us);
                    talk.sendAck(talk.mustInit());
                    InitDraft draft = e.init(us);
                    talk.offer(draft);
                    talk.sendPlain(draft.packet());
                    return Outcome.pass(e.mustSay(talk, "a plain SessionInit", WIRE_ERROR) + "; " + e.alive());
                });
        catalogue
                .dials(45, SEC, "opendex.md 12, 13.5")
                .asks("A plain SessionInit before our SessionAck is not taken.")
                .because("The original takes it, so the answer's key can be seen by everybody.")
                .by("The target is told to connect; our SessionInit comes plain, and only then our SessionAck.")
                .passes("refused or closed", "ignored")
                .fails("a SessionAck")
                .play(e -> {
                    Tester us = e.tester();
                    Talk talk = e.door().mustVisit(us);
                    SessionInit theirs = talk.mustInit();
                    talk.sendInit(e.init(us));
                    talk.sendAck(theirs);
                    Farewell farewell = talk.farewell(e.timing().quiet().multipliedBy(3));
                    if (talk.frames().stream().anyMatch(frame -> frame.packet().orElse(null) instanceof SessionAck)) {
                        throw EndOfCase.proven("a plain SessionInit from before our SessionAck is answered");
                    }
                    talk.close();
                    return Outcome.pass(farewell.text() + "; " + e.alive());
                });
    }

    private static void stalls(Catalogue catalogue) {
        catalogue
                .dials(46, SHOULD, "opendex.md 5.4")
                .asks("A target that dialed and gets no answer says so and leaves.")
                .because("Else every dead address keeps a socket.")
                .by("The target is told to connect; we say nothing.")
                .passes("Disconnecting(1) and closed within 20 s")
                .fails("another reason", "no word", "the connection stays open")
                .play(e -> {
                    Talk talk = e.door().mustVisit(e.tester());
                    talk.mustInit();
                    return Outcome.pass(AcceptStalls.stalled(e, talk, "no SessionAck"));
                });
        catalogue
                .dials(47, SHOULD, "opendex.md 5.4")
                .asks("A target that dialed and gets a SessionAck but no SessionInit says so and leaves.")
                .because("Half a handshake is no session.")
                .by("The target is told to connect; we send a SessionAck and nothing more.")
                .passes("Disconnecting(1) and closed within 20 s")
                .fails("another reason", "no word", "the connection stays open")
                .play(e -> {
                    Talk talk = e.door().mustVisit(e.tester());
                    talk.sendAck(talk.mustInit());
                    return Outcome.pass(AcceptStalls.stalled(e, talk, "no SessionInit"));
                });
    }

    private static void badKey(Catalogue catalogue) {
        catalogue
                .dials(37, SEC, "opendex.md 12")
                .asks("An answer whose ephemeral key is no point of the curve is refused.")
                .because("The original dies of it: whoever is dialed can end the process.")
                .by("The target is told to connect; our SessionAck carries a point off the curve.")
                .passes("closed, with a word or without, and a good session works afterwards")
                .fails("the connection stays open", "the target is gone")
                .trait(Trait.LAST)
                .play(e -> {
                    Talk talk = e.door().mustVisit(e.tester());
                    SessionInit theirs = talk.mustInit();
                    talk.sendPlain(new SessionAck(Tester.newId(), theirs.id(), BadPoints.OFF_CURVE));
                    Farewell farewell = talk.farewell();
                    String alive = e.aliveOrRevived();
                    return farewell.ended()
                            ? Outcome.pass(farewell.text() + "; " + alive)
                            : Outcome.fail("a bad key in our SessionAck: " + farewell.text());
                });
    }
}
