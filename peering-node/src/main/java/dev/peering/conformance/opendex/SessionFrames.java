package dev.peering.conformance.opendex;

import static dev.peering.conformance.Level.INFO;
import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.WIRE;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.crypto.AesCbc;
import dev.peering.wire.opendex.Nodes;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.Pong;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** Encrypted frames in an open session: lengths, padding, types, freshness. */
final class SessionFrames {

    private static final int WIRE_ERROR = 13;
    private static final String FRAMES = "opendex.md 2.2, 2.3";

    /** Outcomes are of one kind or not; a hundred of each would not say more. */
    private static final int ORACLE_TRIES = 20;

    private SessionFrames() {}

    static void addTo(Catalogue catalogue) {
        plainAfterAck(catalogue);
        lengths(catalogue);
        types(catalogue);
        padding(catalogue);
        replays(catalogue);
        freshness(catalogue);
    }

    private static void plainAfterAck(Catalogue catalogue) {
        catalogue
                .accepts(23, MUST, FRAMES)
                .asks("After our SessionAck a plain frame is refused.")
                .because("Otherwise anybody on the path speaks in our name.")
                .by("A session, then a plain Ping.")
                .passes("an encrypted Disconnecting(13) and closed")
                .fails("a Pong", "ignored", "another reason", "no word", "the connection stays open")
                .play(e -> {
                    Talk talk = e.opened(e.tester());
                    talk.sendPlain(new Ping(Tester.newId()));
                    String seen =
                            e.mustSaySealed(talk, "a plain Ping", e.timing().answer(), WIRE_ERROR);
                    if (talk.frames().stream().anyMatch(SessionFrames::isPong)) {
                        throw EndOfCase.proven("a plain Ping is answered");
                    }
                    return Outcome.pass(seen + "; " + e.alive());
                });
    }

    private static boolean isPong(Frame frame) {
        return frame.packet().orElse(null) instanceof Pong;
    }

    private static void lengths(Catalogue catalogue) {
        catalogue
                .accepts(24, MUST, FRAMES)
                .asks("A ciphertext that is not one or more whole blocks ends the connection.")
                .because("It cannot be decrypted, and whoever tries may fall over it.")
                .by("Encrypted frames of 8, 16, 24 and 40 bytes.")
                .passes("closed, with a word or without, and a good session works afterwards")
                .fails("the connection stays open", "no good session works afterwards")
                .play(e -> {
                    List<String> seen = new ArrayList<>();
                    for (int length : new int[] {8, 16, 24, 40}) {
                        Talk talk = e.opened(e.tester());
                        talk.raw(
                                Frames.around(Tester.randomBytes(length), new byte[0]),
                                "frame of " + length + " bytes");
                        seen.add(e.mustEnd(talk, length + " bytes"));
                    }
                    return Outcome.pass(String.join("; ", seen) + "; " + e.alive());
                });
        catalogue
                .accepts(59, SEC, "opendex.md 2.4")
                .asks("An encrypted frame of length 0 is refused.")
                .because("The original swallows it together with whatever came in the same segment.")
                .by("A session, then four zero bytes with an encrypted Ping behind them.")
                .passes("closed, with a word or without")
                .fails("ignored", "the Ping behind it is swallowed and the session stays")
                .play(e -> {
                    Talk talk = e.opened(e.tester());
                    talk.raw(
                            Frames.glued(new byte[4], talk.sealed(new Ping(Tester.newId()))),
                            "a frame of length 0 and a ping");
                    return Outcome.pass(e.mustEnd(talk, "length 0") + "; " + e.alive());
                });
        catalogue
                .accepts(60, MUST, FRAMES)
                .asks("An inner length that is not that of the payload ends the connection.")
                .because("Both lengths say the same; if they do not, the frame was changed.")
                .by("A session, then a Ping whose inner length is one too high.")
                .passes("Disconnecting(13) and closed", "closed without a word")
                .fails("a Pong", "ignored", "the connection stays open")
                .play(e -> {
                    Talk talk = e.opened(e.tester());
                    byte[] payload = Frames.payload(new Ping(Tester.newId()));
                    talk.raw(
                            talk.seal(Frames.inner(payload.length + 1, 4, payload)),
                            "a ping with a wrong inner length");
                    Farewell farewell = talk.farewell();
                    if (!farewell.ended() || !(farewell.said(WIRE_ERROR) || farewell.silent())) {
                        throw EndOfCase.fail("a wrong inner length: " + farewell.text());
                    }
                    return Outcome.pass(farewell.text() + "; " + e.alive());
                });
    }

    private static void types(Catalogue catalogue) {
        catalogue
                .accepts(52, WIRE, "opendex.md 3.2, 12")
                .asks("In a session, a packet of unknown type is refused.")
                .because("Type 14 was removed, everything above 17 never was.")
                .by("Sessions, then encrypted packets of type 14, 18 and 99.")
                .passes("an encrypted Disconnecting(13) and closed, for each")
                .fails("ignored", "another reason", "no word", "the connection stays open")
                .play(e -> {
                    List<String> seen = new ArrayList<>();
                    for (int type : new int[] {14, 18, 99}) {
                        Talk talk = e.opened(e.tester());
                        talk.sendSealed(
                                type, Frames.payload(new Ping(Tester.newId())), "encrypted packet of type " + type);
                        seen.add(
                                e.mustSaySealed(talk, "type " + type, e.timing().answer(), WIRE_ERROR));
                    }
                    return Outcome.pass(String.join("; ", seen) + "; " + e.alive());
                });
        catalogue
                .accepts(51, WIRE, "opendex.md 3")
                .asks("Unknown fields in a packet are ignored.")
                .because("They are how a protobuf protocol grows.")
                .by("A session, then a Ping with a field 15.")
                .passes("a Pong")
                .fails("refused", "no Pong")
                .play(e -> {
                    Talk talk = e.opened(e.tester());
                    String id = Tester.newId();
                    byte[] payload = Frames.glued(Frames.payload(new Ping(id)), new byte[] {0x7a, 1, 'x'});
                    talk.sendSealed(4, payload, "a ping with an unknown field");
                    return talk.await(Talk.isPong(id), e.timing().answer()).isPresent()
                            ? Outcome.pass("answered")
                            : Outcome.fail("not answered: "
                                    + talk.word().map(Words::of).orElse(talk.ended() ? "closed" : "silence"));
                });
    }

    // ---- the padding oracle ----

    private static void padding(Catalogue catalogue) {
        catalogue
                .accepts(25, SEC, "opendex.md 13.1, 13.5")
                .asks("Bad padding and good padding around nonsense end alike.")
                .because("If they can be told apart, whoever changes ciphertexts can read them, byte by byte.")
                .by(ORACLE_TRIES + " sessions with a frame of bad padding, " + ORACLE_TRIES
                        + " with good padding and a wrong inner length; reactions are counted, times noted.")
                .passes("one and the same reaction to all, and closed")
                .fails("reactions that tell them apart", "the connection stays open")
                .play(SessionFrames::oracle);
        catalogue
                .accepts(80, WIRE, "opendex.md 12")
                .asks("A frame encrypted with another key ends the connection.")
                .because("Nothing in it means anything.")
                .by("A session, then a Ping under a random key.")
                .passes("closed, with a word or without, and a good session works afterwards")
                .fails("a Pong", "the connection stays open")
                .play(e -> {
                    Talk talk = e.opened(e.tester());
                    byte[] payload = Frames.payload(new Ping(Tester.newId()));
                    talk.raw(
                            Frames.encrypted(
                                    AesCbc.of(Tester.randomBytes(AesCbc.KEY_LENGTH)),
                                    Tester.randomBytes(AesCbc.IV_LENGTH),
                                    Frames.inner(payload.length, 4, payload)),
                            "a ping under another key");
                    return Outcome.pass(e.mustEnd(talk, "another key") + "; " + e.alive());
                });
        catalogue
                .accepts(26, INFO, "opendex.md 13.1")
                .asks("Whether a flipped bit of an IV changes a packet into another is written down.")
                .because("Nothing authenticates a frame; with xud's encryption it cannot be otherwise.")
                .by("A Ping whose IV is changed so that it decrypts to a GetNodes.")
                .passes("recorded")
                .fails("never")
                .play(e -> {
                    Talk talk = e.opened(e.tester());
                    byte[] frame = talk.sealed(new Ping(Tester.newId()));
                    frame[8] ^= 0x0e;
                    talk.raw(frame, "a ping with a changed IV: a GetNodes");
                    Optional<Packet> answer = talk.await(
                            packet -> packet instanceof Nodes, e.timing().answer());
                    return Outcome.recorded(
                            answer.isPresent()
                                    ? "the changed Ping is answered with " + Words.of(answer.get())
                                    : "no Nodes: " + talk.word().map(Words::of).orElse("silence"));
                });
    }

    private static Outcome oracle(Encounter e) throws IOException {
        Set<String> bad = new TreeSet<>();
        Set<String> good = new TreeSet<>();
        List<Duration> badTimes = new ArrayList<>();
        List<Duration> goodTimes = new ArrayList<>();
        e.trace().mute();
        // A connection that stays open is a failure, and each of them takes as long as an answer may.
        for (int i = 0; i < 2 * ORACLE_TRIES && !(i % 2 == 0 && open(bad, good)); i++) {
            Farewell farewell = probe(e, i % 2 == 0);
            (i % 2 == 0 ? bad : good).add(farewell.kind());
            (i % 2 == 0 ? badTimes : goodTimes).add(farewell.after());
        }
        e.trace().unmute();
        String text = "bad padding: " + bad + ", median " + median(badTimes) + " us; good padding, nonsense inside: "
                + good + ", median " + median(goodTimes) + " us";
        return bad.equals(good) && bad.size() == 1 && !open(bad, good)
                ? Outcome.pass(text + "; " + e.alive())
                : Outcome.fail(text);
    }

    private static boolean open(Set<String> bad, Set<String> good) {
        return Stream.concat(bad.stream(), good.stream()).anyMatch(kind -> kind.endsWith("open"));
    }

    private static Farewell probe(Encounter e, boolean badPadding) throws IOException {
        Talk talk = e.asked(e.init(e.tester()));
        talk.mustAck();
        talk.sendAck(talk.mustInit());
        talk.pump(e.timing().scaled(60));
        byte[] payload = Frames.payload(new Ping(Tester.newId()));
        byte[] frame = talk.seal(Frames.inner(payload.length, 4, payload));
        if (badPadding) {
            // The last plaintext byte is the padding's length; this makes it 0, which no padding has.
            int padding = AesCbc.BLOCK_LENGTH - (Frames.INNER_HEADER + payload.length) % AesCbc.BLOCK_LENGTH;
            frame[frame.length - AesCbc.BLOCK_LENGTH - 1] ^= (byte) padding;
        } else {
            frame[4] ^= 1;
        }
        talk.raw(frame, badPadding ? "bad padding" : "good padding, wrong inner length");
        Farewell farewell = talk.farewell();
        talk.close();
        return farewell;
    }

    private static long median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2).toNanos() / 1000;
    }

    private static void replays(Catalogue catalogue) {
        catalogue
                .accepts(77, INFO, "opendex.md 13.2")
                .asks("Whether a repeated encrypted frame is acted upon again is written down.")
                .because("There is no counter in a session; with xud's encryption it cannot be otherwise.")
                .by("The same encrypted Ping twice.")
                .passes("recorded")
                .fails("never")
                .play(e -> {
                    Talk talk = e.opened(e.tester());
                    String id = Tester.newId();
                    byte[] frame = talk.sealed(new Ping(id));
                    talk.raw(frame, "an encrypted ping");
                    talk.raw(frame, "the same bytes again");
                    int[] pongs = new int[1];
                    talk.await(
                            packet -> {
                                pongs[0] += Talk.isPong(id).test(packet) ? 1 : 0;
                                return pongs[0] == 2;
                            },
                            e.timing().quiet());
                    return Outcome.recorded(pongs[0] + " Pongs for the same Ping");
                });
    }

    private static void freshness(Catalogue catalogue) {
        catalogue
                .accepts(62, SEC, "opendex.md 2.2, 3.3, 13.5")
                .asks("IVs never repeat, and ids cannot be foreseen.")
                .because("A repeated IV shows equal texts; a foreseeable id lets others answer in our name.")
                .by("A session with eight Pings; IVs and ids of everything the target sends.")
                .passes("all different, and no id made from a clock (UUID version 1)")
                .fails("a repeated IV or id", "ids made from a clock")
                .play(SessionFrames::fresh);
    }

    private static Outcome fresh(Encounter e) throws IOException {
        Talk talk = e.opened(e.tester());
        for (int i = 0; i < 8; i++) {
            talk.mustPong("one of eight");
        }
        List<Frame> sealed = talk.frames().stream().filter(Frame::encrypted).toList();
        Set<String> ivs = new HashSet<>();
        sealed.forEach(frame -> ivs.add(frame.iv().toHex()));
        if (ivs.size() < sealed.size()) {
            throw EndOfCase.proven(sealed.size() + " frames have " + ivs.size() + " different IVs");
        }
        List<String> ids = talk.frames().stream()
                .flatMap(frame -> frame.packet().stream())
                .map(Packet::id)
                .toList();
        if (new HashSet<>(ids).size() < ids.size()) {
            throw EndOfCase.proven("an id comes twice: " + ids);
        }
        Optional<String> clock = ids.stream().filter(SessionFrames::fromClock).findFirst();
        if (clock.isPresent()) {
            throw EndOfCase.proven("ids are made from a clock: " + Words.shown(clock.get()));
        }
        Optional<String> counted = ids.stream().filter(id -> id.length() < 16).findFirst();
        if (counted.isPresent()) {
            throw EndOfCase.proven("ids can be guessed: " + Words.shown(counted.get()));
        }
        return Outcome.pass(sealed.size() + " IVs and " + ids.size() + " ids, all different");
    }

    private static boolean fromClock(String id) {
        try {
            return id.length() == 36 && UUID.fromString(id).version() == 1;
        } catch (IllegalArgumentException noUuid) {
            return false;
        }
    }
}
