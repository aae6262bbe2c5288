package dev.peering.conformance.opendex;

import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;
import static dev.peering.conformance.Level.WIRE;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.crypto.EphemeralKey;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1Key;
import dev.peering.crypto.Secp256k1Payload;
import dev.peering.wire.opendex.CanonicalJson;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionInit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The handshake when the suite dials: what the target says, in which order, and what it takes from us. */
final class AcceptHandshake {

    private static final String HANDSHAKE = "opendex.md 5";

    /** Major, minor and patch without leading zeros, then what may follow. */
    private static final Pattern SEMVER =
            Pattern.compile("v?(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

    private AcceptHandshake() {}

    static void addTo(Catalogue catalogue) {
        answers(catalogue);
        theirs(catalogue);
        early(catalogue);
        acks(catalogue);
    }

    private static void answers(Catalogue catalogue) {
        catalogue
                .accepts(1, MUST, HANDSHAKE)
                .asks(
                        "A valid SessionInit is answered by a plain SessionAck for it and then by an encrypted SessionInit.")
                .because("This is the handshake; nothing works without it.")
                .by("A valid SessionInit of a new identity.")
                .passes("SessionAck with our id as req_id, then a SessionInit encrypted with the key of the two")
                .fails("another packet", "another order", "a SessionInit that is not encrypted", "nothing")
                .play(e -> {
                    Talk talk = e.asked(e.init(e.tester()));
                    SessionAck ack = talk.mustAck();
                    boolean plainAck = !talk.lastFrame().encrypted();
                    SessionInit theirs = talk.mustInit();
                    if (!plainAck || !talk.lastFrame().encrypted()) {
                        throw EndOfCase.proven("the SessionAck was " + (plainAck ? "plain" : "encrypted")
                                + ", the SessionInit " + talk.lastFrame().text());
                    }
                    return Outcome.pass(Words.of(ack) + ", then encrypted " + Words.of(theirs));
                });
        catalogue
                .accepts(2, MUST, HANDSHAKE)
                .asks("After both SessionAcks the session works in both directions.")
                .because("Each direction has a key of its own; a session with one of them wrong is mute.")
                .by("A whole handshake, then an encrypted Ping.")
                .passes("an encrypted Pong with the Ping's id as req_id")
                .fails("no Pong", "closed")
                .play(e -> {
                    Talk talk = e.opened(e.tester());
                    talk.mustPong("after the handshake");
                    return Outcome.pass(
                            "the Ping is answered; " + talk.lastFrame().text());
                });
        catalogue
                .accepts(61, MUST, "opendex.md 2.1, 6")
                .asks("The checksum of the target's plain frames is that of their JSON.")
                .because("The original drops a connection over a wrong checksum.")
                .by("A valid SessionInit; the checksum in front of the SessionAck is taken again.")
                .passes("the first four bytes of the hash over the packet's JSON")
                .fails("any other number", "0, which nobody checks")
                .play(e -> {
                    Talk talk = e.asked(e.init(e.tester()));
                    SessionAck ack = talk.mustAck();
                    return rightChecksum(talk.lastFrame(), ack);
                });
    }

    static Outcome rightChecksum(Frame frame, Packet packet) {
        int wanted = Frames.checksum(packet);
        return frame.checksum() == wanted
                ? Outcome.pass("checksum " + Integer.toHexString(wanted) + " is right")
                : Outcome.proven("checksum " + Integer.toHexString(frame.checksum()) + " in front of "
                        + Words.of(packet) + ", it must be " + Integer.toHexString(wanted));
    }

    /** The claim must be signed by the target and speak to us. */
    static String rightClaim(Encounter e, SessionInit theirs, Tester us) {
        if (!theirs.claim().nodeKey().equals(e.target())) {
            throw EndOfCase.proven(
                    "node_pub_key is " + Words.shown(theirs.claim().nodeKey()) + ", not the target's");
        }
        if (!theirs.claim().peerKey().equals(us.key())) {
            throw EndOfCase.proven(
                    "peer_pub_key is " + Words.shown(theirs.claim().peerKey()) + ", not ours");
        }
        byte[] text = CanonicalJson.of(theirs.claim()).toByteArray();
        Secp256k1Key key = e.ground().targetKey();
        Optional<Secp256k1Payload> signed = Secp256k1Payload.verify(key, text, theirs.signature());
        if (signed.isEmpty()) {
            throw EndOfCase.proven("the signature does not verify over the canonical JSON of its claim");
        }
        return "signed by the target, for us, low-S, over the canonical JSON";
    }

    private static void theirs(Catalogue catalogue) {
        catalogue
                .accepts(3, MUST, "opendex.md 5.1, 6")
                .asks(
                        "The target's SessionInit names us and itself, and its signature verifies over the canonical JSON.")
                .because("The signature covers JSON with sorted keys; any other order or escape is another text.")
                .by("A valid SessionInit; the answer is verified with --target-key.")
                .passes("peer_pub_key is ours, node_pub_key the target's, the signature verifies")
                .fails("a signature over anything else", "another key")
                .play(e -> {
                    Tester us = e.tester();
                    Talk talk = e.asked(e.init(us));
                    talk.mustAck();
                    return Outcome.pass(rightClaim(e, talk.mustInit(), us));
                });
        catalogue
                .accepts(4, MUST, HANDSHAKE)
                .asks("Ephemeral keys differ from session to session and from direction to direction.")
                .because("Whoever uses one twice gives old traffic away with it.")
                .by("Two handshakes; four ephemeral keys.")
                .passes("four different points of the curve")
                .fails("one that comes twice", "one that is no point")
                .play(e -> {
                    List<String> keys = new ArrayList<>();
                    for (int i = 0; i < 2; i++) {
                        Talk talk = e.asked(e.init(e.tester()));
                        keys.add(talk.mustAck().ephemeralKey());
                        keys.add(talk.mustInit().claim().ephemeralKey());
                        talk.close();
                    }
                    for (String key : keys) {
                        requirePoint(key);
                    }
                    if (new HashSet<>(keys).size() < keys.size()) {
                        throw EndOfCase.proven("an ephemeral key came twice: " + keys);
                    }
                    return Outcome.pass("four different keys");
                });
        catalogue
                .accepts(58, WIRE, "opendex.md 5.3")
                .asks("The target names a semantic version that the original takes.")
                .because("The original refuses anything below 1.0.0-rc.1 and anything that is no version.")
                .by("A valid SessionInit; the version in the answer is read.")
                .passes("MAJOR.MINOR.PATCH of at least 1.0.0")
                .fails("no semantic version", "a version below")
                .play(e -> {
                    Talk talk = e.asked(e.init(e.tester()));
                    talk.mustAck();
                    String version = talk.mustInit().claim().version();
                    boolean old = version.startsWith("0.") || version.startsWith("v0.");
                    return SEMVER.matcher(version).matches() && !old
                            ? Outcome.pass("version " + Words.shown(version))
                            : Outcome.proven("version '" + Words.shown(version) + "' is refused by the original");
                });
        catalogue
                .accepts(66, WIRE, "opendex.md 5.5")
                .asks("Between its SessionInit and our SessionAck the target says nothing.")
                .because(
                        "The original drops everything it gets before its handshake is over, and then waits for an answer.")
                .by("A valid SessionInit; our SessionAck is held back for a while.")
                .passes("silence, and the session works when our SessionAck comes")
                .fails("any packet")
                .play(e -> {
                    Talk talk = e.asked(e.init(e.tester()));
                    talk.mustAck();
                    SessionInit theirs = talk.mustInit();
                    Optional<Frame> early = talk.next(e.timing().quiet());
                    if (early.isPresent()) {
                        throw EndOfCase.proven(early.get().text() + " came before our SessionAck");
                    }
                    talk.sendAck(theirs);
                    talk.pump(e.timing().settle());
                    talk.mustPong("after a late SessionAck");
                    return Outcome.pass("silence; the session works");
                });
    }

    private static void requirePoint(String key) {
        try {
            Tester.ephemeral().agree(key);
        } catch (KeyException noPoint) {
            throw EndOfCase.proven("an ephemeral key is none: " + noPoint.getMessage());
        }
    }

    private static void early(Catalogue catalogue) {
        catalogue
                .accepts(18, MUST, "opendex.md 5.5, 12")
                .asks("A Ping before the handshake is ignored.")
                .because("Nobody is known yet; an answer would be a service for strangers.")
                .by("A plain Ping, then a valid SessionInit on the same connection.")
                .passes("no Pong, and the handshake works")
                .fails("a Pong", "no handshake any more")
                .play(e -> {
                    Talk talk = e.dial();
                    talk.sendPlain(new Ping(Tester.newId()));
                    requireSilence(talk, e);
                    talk.sendInit(e.init(e.tester()));
                    e.finish(talk);
                    talk.mustPong("after an early Ping and a good handshake");
                    return Outcome.pass("the early Ping is ignored, the handshake works");
                });
        catalogue
                .accepts(19, MUST, "opendex.md 3.3, 12")
                .asks("A SessionAck that answers nothing is ignored.")
                .because("It belongs to no SessionInit; taking it would derail the handshake.")
                .by("A plain SessionAck with a random req_id, then a valid SessionInit on the same connection.")
                .passes("the handshake works")
                .fails("no handshake any more", "an answer to the SessionAck")
                .play(e -> {
                    Talk talk = e.dial();
                    talk.sendPlain(new SessionAck(
                            Tester.newId(), Tester.newId(), Tester.ephemeral().publicText()));
                    requireSilence(talk, e);
                    talk.sendInit(e.init(e.tester()));
                    e.finish(talk);
                    talk.mustPong("after a SessionAck for nothing and a good handshake");
                    return Outcome.pass("it is ignored, the handshake works");
                });
        catalogue
                .accepts(68, SEC, "opendex.md 3.3, 12")
                .asks("A SessionAck with req_id 0 does not derail the handshake.")
                .because(
                        "The original files its wait for a SessionInit under the id 0: such an answer leaves its socket open for ever.")
                .by("A plain SessionAck with req_id 0, then a valid SessionInit on the same connection.")
                .passes("the handshake works", "closed")
                .fails("no answer, and the connection stays open")
                .play(e -> {
                    Talk talk = e.dial();
                    talk.sendPlain(new SessionAck(
                            Tester.newId(), "0", Tester.ephemeral().publicText()));
                    InitDraft draft = e.init(e.tester());
                    talk.sendInit(draft);
                    Farewell farewell = talk.farewell(e.timing().answer().dividedBy(2));
                    if (farewell.answered().isEmpty() && !farewell.ended()) {
                        throw EndOfCase.fail("the SessionInit is not answered any more, and the connection stays open");
                    }
                    return Outcome.pass(farewell.text() + "; " + e.alive());
                });
        catalogue
                .accepts(56, SHOULD, "opendex.md 5.5, 13.5")
                .asks("A Ping in the same segment as our SessionAck is answered.")
                .because("The original loses it ten times out of ten, and then a session dies of a request nobody saw.")
                .by("The SessionAck and an encrypted Ping in one write.")
                .passes("a Pong")
                .fails("no Pong")
                .play(e -> {
                    Talk talk = e.asked(e.init(e.tester()));
                    talk.mustAck();
                    SessionInit theirs = talk.mustInit();
                    EphemeralKey mine = Tester.ephemeral();
                    byte[] ack =
                            Frames.plain(e.magic(), new SessionAck(Tester.newId(), theirs.id(), mine.publicText()));
                    talk.encryptWith(mine, theirs);
                    String id = Tester.newId();
                    talk.raw(Frames.glued(ack, talk.sealed(new Ping(id))), "SessionAck and encrypted ping together");
                    return talk.await(Talk.isPong(id), e.timing().answer()).isPresent()
                            ? Outcome.pass("the Ping is answered")
                            : Outcome.fail("the Ping behind the SessionAck is lost");
                });
    }

    private static void requireSilence(Talk talk, Encounter e) {
        Optional<Frame> answer = talk.next(e.timing().quiet());
        if (answer.isPresent() || talk.ended()) {
            throw EndOfCase.fail(
                    answer.map(frame -> "answered by " + frame.text()).orElse("the target closed"));
        }
    }

    private static void acks(Catalogue catalogue) {
        catalogue
                .accepts(20, MUST, "opendex.md 3.3, 5")
                .asks("A SessionAck for another SessionInit than the target's does not open the session.")
                .because("The id is all that ties the two together: who guesses needs no answer to his guess.")
                .by("The handshake with a wrong req_id in our SessionAck, then an encrypted Ping.")
                .passes("the Ping is not answered; closed, refused or silent")
                .fails("the Ping is answered")
                .play(e -> {
                    Talk talk = e.asked(e.init(e.tester()));
                    talk.mustAck();
                    SessionInit theirs = talk.mustInit();
                    EphemeralKey mine = Tester.ephemeral();
                    talk.sendPlain(new SessionAck(Tester.newId(), Tester.newId(), mine.publicText()));
                    talk.encryptWith(mine, theirs);
                    talk.pump(e.timing().settle());
                    if (talk.pongs(Tester.newId(), e.timing().quiet())) {
                        throw EndOfCase.proven("a session was opened by a SessionAck for another SessionInit");
                    }
                    String seen = talk.word().map(Words::of).orElse(talk.ended() ? "closed" : "silence");
                    talk.close();
                    return Outcome.pass("not accepted: " + seen + "; " + e.alive());
                });
        catalogue
                .accepts(34, SEC, "opendex.md 13.3")
                .asks("A SessionInit of an earlier session opens no session for whoever repeats it.")
                .because("It holds no time and no challenge, so anybody who once got one can send it again.")
                .by("A session, closed; then the same SessionInit bytes, and a SessionAck and a Ping by guess.")
                .passes("refused", "answered, and no session without the ephemeral key")
                .fails("a session")
                .play(AcceptHandshake::replay);
    }

    private static Outcome replay(Encounter e) throws IOException {
        InitDraft draft = e.init(e.tester());
        byte[] bytes = Frames.plain(e.magic(), draft.packet());
        Talk first = e.asked(draft);
        e.finish(first);
        first.mustPong("in the first session");
        first.close();
        e.ground().patience(e.timing().quiet());
        Talk second = e.dial();
        second.raw(bytes, "the same SessionInit again");
        Optional<Frame> answer = second.next(e.timing().answer());
        if (answer.isEmpty() || !(answer.get().packet().orElse(null) instanceof SessionAck)) {
            return Outcome.pass("refused: " + answer.map(Frame::text).orElse(second.ended() ? "closed" : "silence")
                    + "; " + e.alive());
        }
        // Whoever repeats cannot read what comes now, so the id has to be guessed.
        second.sendPlain(new SessionAck(
                Tester.newId(), Tester.newId(), Tester.ephemeral().publicText()));
        second.close();
        return Outcome.pass(
                "answered as if it were fresh, but without the ephemeral key nothing follows; " + e.alive());
    }
}
