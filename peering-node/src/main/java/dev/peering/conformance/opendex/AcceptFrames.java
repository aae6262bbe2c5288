package dev.peering.conformance.opendex;

import static dev.peering.conformance.Level.INFO;
import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.wire.opendex.OpenDexNetwork;
import dev.peering.wire.opendex.SessionInit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Plain frames before the session: headers, checksums, types, lengths, pieces. */
final class AcceptFrames {

    private static final int WIRE_ERROR = 13;
    private static final String FRAMES = "opendex.md 2.3";

    private AcceptFrames() {}

    static void addTo(Catalogue catalogue) {
        headers(catalogue);
        packets(catalogue);
        pieces(catalogue);
        lengths(catalogue);
        noise(catalogue);
    }

    private static void headers(Catalogue catalogue) {
        catalogue
                .accepts(14, MUST, FRAMES)
                .asks("A frame of another network, or of none, is refused.")
                .because("The same key may live on two networks; they must never mix.")
                .by("A valid SessionInit under the magic of each other network, and under one of nobody.")
                .passes("Disconnecting(13) and closed, for each")
                .fails("answered", "another reason", "no word", "the connection stays open")
                .play(e -> {
                    List<String> seen = new ArrayList<>();
                    for (OpenDexNetwork other : OpenDexNetwork.values()) {
                        if (other != e.network()) {
                            seen.add(underMagic(e, other.magic(), other.label()));
                        }
                    }
                    seen.add(underMagic(e, 0x01020304, "nobody's magic"));
                    return Outcome.pass(String.join("; ", seen) + "; " + e.alive());
                });
        catalogue
                .accepts(15, MUST, FRAMES)
                .asks("A frame with a wrong checksum is refused.")
                .because("It was damaged, or its sender speaks another JSON.")
                .by("A valid SessionInit whose checksum is one too high.")
                .passes("Disconnecting(13) and closed")
                .fails("answered", "another reason", "no word", "the connection stays open")
                .play(e -> {
                    InitDraft draft = e.init(e.tester());
                    SessionInit init = draft.packet();
                    Talk talk = e.dial();
                    talk.offer(draft);
                    talk.raw(
                            Frames.plain(e.magic(), 0, Frames.payload(init), Frames.checksum(init) + 1),
                            "SessionInit with a wrong checksum");
                    return Outcome.pass(e.mustSay(talk, "wrong checksum", WIRE_ERROR) + "; " + e.alive());
                });
        catalogue
                .accepts(16, INFO, FRAMES)
                .asks("Whether a checksum of 0 is taken for none is written down.")
                .because("The original does not check it then.")
                .by("A valid SessionInit with checksum 0.")
                .passes("recorded")
                .fails("never")
                .play(e -> {
                    Talk talk = e.dial();
                    InitDraft draft = e.init(e.tester());
                    talk.offer(draft);
                    talk.raw(Frames.plain(e.magic(), 0, Frames.payload(draft.packet()), 0), "SessionInit, checksum 0");
                    Optional<Frame> answer = talk.next(e.timing().answer());
                    return Outcome.recorded(
                            "checksum 0: " + answer.map(Frame::text).orElse(talk.ended() ? "closed" : "silence"));
                });
        catalogue
                .accepts(17, MUST, FRAMES)
                .asks("A packet of unknown type is refused.")
                .because("There are no extensions; an unknown type is another protocol.")
                .by("A plain packet of type 99.")
                .passes("Disconnecting(13) and closed")
                .fails("ignored", "another reason", "no word", "the connection stays open")
                .play(e -> {
                    Talk talk = e.dial();
                    talk.sendPlain(99, new byte[] {0x0a, 1, 'x'}, "plain packet of type 99");
                    return Outcome.pass(e.mustSay(talk, "type 99", WIRE_ERROR) + "; " + e.alive());
                });
    }

    private static String underMagic(Encounter e, int magic, String caption) throws IOException {
        InitDraft draft = e.init(e.tester());
        Talk talk = e.dial();
        talk.offer(draft);
        talk.raw(Frames.plain(magic, draft.packet()), "SessionInit, " + caption);
        return e.mustSay(talk, caption, WIRE_ERROR);
    }

    private static void packets(Catalogue catalogue) {
        catalogue
                .accepts(50, MUST, "opendex.md 3.2")
                .asks("A SessionInit without one of its fields is refused as invalid.")
                .because("Every field is mandatory; what is missing cannot have been signed.")
                .by("SessionInits without id, signature, peer key, ephemeral key, node state, version, node key.")
                .passes("Disconnecting(13) and closed, for each")
                .fails("answered", "another reason", "no word", "the connection stays open")
                .play(e -> {
                    String[] names = {
                        "id", "sign", "peer_pub_key", "ephemeral_pub_key", "node_state", "version", "node_pub_key"
                    };
                    for (int field = 1; field <= names.length; field++) {
                        Talk talk = e.dial();
                        talk.sendPlain(
                                0, e.init(e.tester()).payloadWithout(field), "SessionInit without " + names[field - 1]);
                        e.mustSay(talk, "without " + names[field - 1], WIRE_ERROR);
                    }
                    return Outcome.pass("each of the seven fields is missed; " + e.alive());
                });
        catalogue
                .accepts(70, SEC, "opendex.md 7, 13.4")
                .asks("What the target says about wrong bytes is short and does not repeat them.")
                .because(
                        "The original sends the whole packet back: an amplifier, and a stranger's text in somebody's log.")
                .by("A SessionInit of 20,000 bytes with a wrong checksum.")
                .passes("a payload of at most 512 characters without our text")
                .fails("a longer payload", "our text in it")
                .play(e -> {
                    String marker = "conformance-marker-".repeat(10);
                    SessionInit init = e.init(e.tester())
                            .id(marker)
                            .state(dev.peering.wire.opendex.NodeState.of(
                                    List.of(), java.util.Collections.nCopies(100, marker)))
                            .packet();
                    Talk talk = e.dial();
                    talk.raw(
                            Frames.plain(e.magic(), 0, Frames.payload(init), Frames.checksum(init) + 1),
                            "a long SessionInit with a wrong checksum");
                    Farewell farewell = talk.farewell();
                    String payload = farewell.word().map(word -> word.payload()).orElse("");
                    return payload.length() > 512 || payload.contains("conformance-marker")
                            ? Outcome.proven("its answer has " + payload.length() + " characters"
                                    + (payload.contains("conformance-marker") ? " and repeats ours" : ""))
                            : Outcome.pass(farewell.text());
                });
    }

    private static void pieces(Catalogue catalogue) {
        catalogue
                .accepts(27, MUST, "opendex.md 2.4")
                .asks("A frame may come in two pieces, cut anywhere, and two frames in one piece.")
                .because("TCP keeps no borders.")
                .by(
                        "SessionInits cut at 1, 4, 8, 15, 16, 17 bytes, in the middle and before the last byte; then two Pings in one write.")
                .passes("answered each time")
                .fails("refused or lost")
                .play(e -> {
                    for (int cut : new int[] {1, 4, 8, 15, 16, 17, -2, -1}) {
                        InitDraft draft = e.init(e.tester());
                        byte[] bytes = Frames.plain(e.magic(), draft.packet());
                        int at = cut == -2 ? bytes.length / 2 : cut == -1 ? bytes.length - 1 : cut;
                        inPieces(e, draft, bytes, at).close();
                    }
                    Talk talk = e.opened(e.tester());
                    String first = Tester.newId();
                    String second = Tester.newId();
                    talk.raw(
                            Frames.glued(
                                    talk.sealed(new dev.peering.wire.opendex.Ping(first)),
                                    talk.sealed(new dev.peering.wire.opendex.Ping(second))),
                            "two encrypted pings together");
                    List<String> missing = new ArrayList<>(List.of(first, second));
                    talk.await(
                            packet -> {
                                missing.removeIf(id -> Talk.isPong(id).test(packet));
                                return missing.isEmpty();
                            },
                            e.timing().answer());
                    return missing.isEmpty()
                            ? Outcome.pass("eight cuts and two glued frames are understood")
                            : Outcome.fail(missing.size() + " of two glued Pings are not answered");
                });
        catalogue
                .accepts(35, SHOULD, "opendex.md 2.4, 18")
                .asks("A frame may come byte by byte.")
                .because("The original closes when a header comes in three pieces, which TCP is free to do.")
                .by("A SessionInit in single bytes for its header and 60 bytes more, then the rest.")
                .passes("answered")
                .fails("closed", "not answered")
                .play(e -> {
                    InitDraft draft = e.init(e.tester());
                    byte[] bytes = Frames.plain(e.magic(), draft.packet());
                    int[] cuts = new int[76];
                    Arrays.setAll(cuts, i -> i + 1);
                    inPieces(e, draft, bytes, cuts).close();
                    return Outcome.pass("understood");
                });
    }

    private static Talk inPieces(Encounter e, InitDraft draft, byte[] bytes, int... cuts) throws IOException {
        Talk talk = e.dial();
        talk.offer(draft);
        int from = 0;
        for (int cut : cuts) {
            talk.raw(Arrays.copyOfRange(bytes, from, cut), "bytes " + from + " to " + cut);
            from = cut;
            e.ground().patience(e.timing().scaled(cuts.length == 1 ? 40 : 4));
        }
        talk.raw(Arrays.copyOfRange(bytes, from, bytes.length), "the rest");
        try {
            talk.mustAck();
        } catch (EndOfCase refused) {
            throw EndOfCase.fail(
                    "cut at " + cuts[0] + (cuts.length > 1 ? " and so on" : "") + ": " + refused.getMessage());
        }
        return talk;
    }

    private static void lengths(Catalogue catalogue) {
        catalogue
                .accepts(28, SEC, FRAMES)
                .asks("A frame that claims more than 4 MiB is refused by its length alone.")
                .because("The original waits for the bytes and keeps them, of every stranger.")
                .by("Headers that claim 4 MiB and a byte, and 4 GiB less one, with nothing behind them.")
                .passes("Disconnecting(13) and closed", "closed without a word")
                .fails("the target waits for the bytes")
                .play(e -> {
                    List<String> seen = new ArrayList<>();
                    for (int length : new int[] {4 * 1024 * 1024 + 1, 0xffffffff}) {
                        Talk talk = e.dial();
                        talk.raw(
                                Frames.plain(e.magic(), length, 0, new byte[0], 1),
                                "a header that claims " + Integer.toUnsignedString(length) + " bytes");
                        seen.add(e.mustSayOrClose(talk, Integer.toUnsignedString(length) + " bytes", WIRE_ERROR));
                    }
                    return Outcome.pass(String.join("; ", seen) + "; " + e.alive());
                });
    }

    private static void noise(Catalogue catalogue) {
        catalogue
                .accepts(64, SHOULD, "opendex.md 12")
                .asks("Whoever speaks HTTP is refused.")
                .because("Scanners knock at every port.")
                .by("An HTTP request.")
                .passes("Disconnecting(13) and closed", "closed without a word")
                .fails("the connection stays open", "HTTP is spoken")
                .play(e -> {
                    Talk talk = e.dial();
                    talk.raw(
                            "GET / HTTP/1.1\r\nHost: conformance.invalid\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                            "HTTP");
                    return Outcome.pass(e.mustSayOrClose(talk, "HTTP", WIRE_ERROR) + "; " + e.alive());
                });
        catalogue
                .accepts(79, SEC, FRAMES)
                .asks("Damaged and truncated frames do no harm.")
                .because("Whoever listens gets them every day.")
                .by("Twenty SessionInits, each with one byte of its payload changed and cut short by us.")
                .passes("a good session works afterwards")
                .fails("no good session works afterwards")
                .play(e -> {
                    for (int i = 0; i < 20; i++) {
                        byte[] bytes =
                                Frames.plain(e.magic(), e.init(e.tester()).packet());
                        int at = Frames.PLAIN_HEADER + (bytes.length - Frames.PLAIN_HEADER) * i / 20;
                        bytes[at] ^= 0x55;
                        Talk talk = e.dial();
                        talk.raw(i % 2 == 0 ? bytes : Arrays.copyOf(bytes, at + 1), "damaged at " + at);
                        talk.line().finish();
                        talk.close();
                    }
                    return Outcome.pass(e.alive());
                });
    }
}
