package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SHOULD;
import static dev.peering.conformance.Level.WIRE;

import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import dev.peering.crypto.Sha256;
import java.util.Arrays;
import java.util.stream.IntStream;

/** MP-I-01 to MP-I-15: the plain handshake with the target as acceptor, and how its bytes may arrive. */
final class AcceptBasics {

    private static final int RESPONSE_LIMIT = 256;
    private static final int TRIES = 3;

    private AcceptBasics() {}

    static void addTo(Catalogue catalogue) {
        answers(catalogue);
        silence(catalogue);
        pieces(catalogue);
        sizes(catalogue);
    }

    private static void answers(Catalogue catalogue) {
        catalogue
                .add("MP-I-01", MUST, "3.5.2, 3.5.3")
                .asks("A listed peer that sends a valid request is answered and kept.")
                .because(
                        "This is the whole purpose; two nodes whose operators listed each other must become neighbors.")
                .by("A listed peer with a lower key sends a valid request.")
                .passes("answered within 2 s and still open 5 s later")
                .fails("no answer", "answered, then closed")
                .play(AcceptBasics::accepted);
        catalogue
                .add("MP-I-02", MUST, "3.5.3 layout")
                .asks("The response carries the target's own public key.")
                .because("The dialer can only know whom it reached by this key.")
                .by("As MP-I-01.")
                .passes("public_key is the target's key")
                .fails("another key, or none")
                .play(e -> checked(
                        e,
                        (packet, session) ->
                                Arrays.equals(packet.key(), e.targetKey().toByteArray()),
                        "public_key is the target's key"));
        catalogue
                .add("MP-I-03", MUST, "3.5.3")
                .asks("The response is signed over its data with the target's key.")
                .because("Without it anybody in between could answer in the target's name.")
                .by("As MP-I-01.")
                .passes("the signature verifies by strict RFC 8032 rules")
                .fails("it does not")
                .play(e -> checked(e, (packet, session) -> packet.verifies(), "the signature verifies"));
        catalogue
                .add("MP-I-04", MUST, "3.5.3 response")
                .asks("req_hash is the SHA-256 digest of the request's data.")
                .because("It ties the answer to this request, so that an old answer is worth nothing.")
                .by("As MP-I-01.")
                .passes("req_hash is SHA-256 of the data field, 32 bytes")
                .fails("a digest of something else, by another function, or cut")
                .play(e -> checked(
                        e,
                        (packet, session) -> Fields.bytesIn(packet.data(), 1)
                                .filter(hash -> Arrays.equals(hash, Sha256.of(session.requestData())))
                                .isPresent(),
                        "req_hash is SHA-256 of the request's data"));
        catalogue
                .add("MP-I-05", WIRE, "3.5.3")
                .asks("The response is one packet of at most 256 bytes with nothing behind it.")
                .because("GoShimmer reads once, 256 bytes at most; whatever follows at once breaks its handshake.")
                .by("As MP-I-01, then 300 ms of listening.")
                .passes("one packet, at most 256 bytes, then silence")
                .fails("longer, or followed by more bytes")
                .play(AcceptBasics::onePacket);
        catalogue
                .add("MP-I-06", WIRE, "3.5.3 response")
                .asks("The response is encoded without fields it does not need.")
                .because("Small parsers in other languages read exactly what the layout shows.")
                .by("As MP-I-01.")
                .passes("the envelope has fields 2, 3, 4, the data only field 1")
                .fails("other fields, other order, or trailing bytes")
                .play(e -> checked(
                        e,
                        (packet, session) ->
                                Fields.exactly(session.answer(), 2, 3, 4) && Fields.exactly(packet.data(), 1),
                        "only the fields of the layout"));
        catalogue
                .add("MP-I-07", SHOULD, "RFC 8032 5.1.6")
                .asks("Two different responses never share the nonce point R.")
                .because("One repeated R over different data gives the private key away.")
                .by("Two handshakes in different seconds.")
                .passes("R differs because the data differ")
                .fails("the same R over different data")
                .play(AcceptBasics::nonces);
    }

    private static Outcome accepted(Encounter e) throws Exception {
        Session session = e.accepted(e.low());
        if (session.latency().compareTo(e.timing().answer()) > 0) {
            throw EndOfCase.fail("answered only after " + session.latency().toMillis() + " ms");
        }
        Heard after = session.line().hear(1, e.timing().scaled(5000));
        if (after.ended()) {
            throw EndOfCase.fail("answered, then " + after.text());
        }
        return Outcome.pass("answered after " + session.latency().toMillis() + " ms and still open 5 s later");
    }

    private interface Check {
        boolean holds(Packet answer, Session session);
    }

    private static Outcome checked(Encounter e, Check check, String text) throws Exception {
        Session session = e.accepted(e.low());
        Packet answer = Packet.parse(session.answer())
                .orElseThrow(() -> EndOfCase.fail("the answer is not an envelope of data, public_key and signature"));
        if (!check.holds(answer, session)) {
            throw EndOfCase.fail("not so: " + text);
        }
        return Outcome.pass(text);
    }

    private static Outcome onePacket(Encounter e) throws Exception {
        Session session = e.accepted(e.low());
        Heard after = session.line().hear(1, e.timing().scaled(300));
        // A frame may arrive in the same read as the packet, so silence after it is not enough.
        boolean alone = Fields.exactly(session.answer(), 2, 3, 4) || Fields.exactly(session.answer(), 1, 2, 3, 4);
        if (session.answer().length > RESPONSE_LIMIT || !alone || after.length() > 0) {
            throw EndOfCase.fail("not one packet: " + session.answer().length + " bytes at once"
                    + (after.length() > 0 ? ", and more after them" : ""));
        }
        return Outcome.pass("one packet of " + session.answer().length + " bytes, then silence");
    }

    private static Outcome nonces(Encounter e) throws Exception {
        Session first = e.accepted(e.low());
        first.line().close();
        Session second = e.accepted(e.low());
        byte[] one = Packet.parse(first.answer())
                .orElseThrow(AcceptBasics::noEnvelope)
                .signature();
        byte[] two = Packet.parse(second.answer())
                .orElseThrow(AcceptBasics::noEnvelope)
                .signature();
        if (Arrays.equals(one, 0, 32, two, 0, 32)) {
            throw EndOfCase.fail("the same R over different data");
        }
        return Outcome.pass("R differs because the data differ");
    }

    private static EndOfCase noEnvelope() {
        return EndOfCase.fail("the answer is not an envelope");
    }

    private static void silence(Catalogue catalogue) {
        catalogue
                .add("MP-I-08", MUST, "3.5.3")
                .asks("The acceptor says nothing before the request.")
                .because("The dialer speaks first; bytes before its request cannot be an answer to it.")
                .by("Connect and wait 400 ms.")
                .passes("no byte for 400 ms")
                .fails("a byte")
                .play(e -> {
                    Line line = e.dial("quiet");
                    Heard heard = line.hear(1, e.timing().scaled(400));
                    line.close();
                    if (heard.length() > 0) {
                        throw EndOfCase.fail("it spoke before the request");
                    }
                    return Outcome.pass("no byte; " + e.alive(e.low()));
                });
        catalogue
                .add("MP-I-09", SHOULD, "3.5.3")
                .asks("A connection on which no request comes is closed.")
                .because("Otherwise anybody can hold all of a node's sockets for nothing.")
                .by("Connect, say nothing; measured from the beginning of the run.")
                .passes("closed within 30 s; the time is written down and used by other cases")
                .fails("open for longer")
                .needs(0, 0)
                .play(e -> e.timing()
                        .handshakeLimit()
                        .map(limit -> Outcome.pass("closed after " + limit.toMillis() + " ms"))
                        .orElseGet(() -> Outcome.fail("still open after 30 s of silence")));
        catalogue
                .add("MP-I-10", MUST, "3.5.3")
                .asks("A dialer that leaves before its request costs nothing.")
                .because("Scanners and dying peers do this all day.")
                .by("Connect and close our half at once.")
                .closes("nothing")
                .play(e -> {
                    Line line = e.dial("gone");
                    line.finish();
                    Heard heard = line.hear(1, e.timing().close().multipliedBy(3));
                    if (!heard.ended() || heard.length() > 0) {
                        throw EndOfCase.fail("after our FIN: " + heard.text());
                    }
                    return Outcome.pass(heard.text() + "; " + e.alive(e.low()));
                });
    }

    private static void pieces(Catalogue catalogue) {
        catalogue
                .add("MP-I-11", SHOULD, "TCP; 3.5.3")
                .asks("A request that arrives in two segments is one request.")
                .because("TCP may cut anywhere; a node that reads once refuses honest peers on busy links.")
                .by("Five handshakes, each cut at another offset, 50 ms between the parts.")
                .passes("all five accepted")
                .fails("a cut request is refused")
                .trait(Trait.ALONE)
                .play(e -> {
                    for (int cut : new int[] {1, 2, 25, 60, 124}) {
                        inPieces(e, "cut after " + cut + " bytes", new int[] {cut}, 50);
                    }
                    return Outcome.pass("accepted with cuts after 1, 2, 25, 60 and 124 bytes");
                });
        catalogue
                .add("MP-I-12", SHOULD, "TCP; 3.5.3")
                .asks("A request that arrives byte by byte, within the time limit, is one request.")
                .because("The same as for two segments, at its worst.")
                .by("One write per byte, a millisecond apart, in three handshakes.")
                .passes("all three accepted")
                .fails("one is refused")
                .trait(Trait.ALONE)
                .play(e -> {
                    int[] everywhere = IntStream.range(1, 100).toArray();
                    for (int i = 1; i <= 3; i++) {
                        inPieces(e, "byte by byte", everywhere, 1);
                    }
                    return Outcome.pass("accepted three times");
                });
    }

    /** Must be answered; a refusal counts only when the same peer's whole request is answered at once after it, and only one that comes again. */
    private static void inPieces(Encounter e, String caption, int[] cuts, long pauseMillis) throws Exception {
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            Thread.sleep(e.timing().rearm().toMillis());
            long begin = System.nanoTime();
            if (answeredInPieces(e, caption, cuts, pauseMillis)) {
                return;
            }
            long planned = cuts.length * (pauseMillis + 1) + e.timing().answer().toMillis();
            if ((System.nanoTime() - begin) / 1_000_000 > planned) {
                e.trace().note("the pieces took us longer than planned, so this does not count");
                continue;
            }
            Session whole = e.accepted(e.low());
            whole.line().close();
            if (whole.tries() == 1 && ++refused == 2) {
                throw EndOfCase.proven(caption + ": refused twice, while a whole request is answered");
            }
            e.trace().note("the target may have had another reason, so the pieces come again");
        }
        throw EndOfCase.fail(caption + ": refused " + TRIES + " times");
    }

    private static boolean answeredInPieces(Encounter e, String caption, int[] cuts, long pauseMillis)
            throws Exception {
        byte[] bytes = e.request(e.low()).bytes();
        try (Line line = e.dial(e.low().name())) {
            int from = 0;
            for (int cut : cuts) {
                int to = Math.min(cut, bytes.length);
                line.send(Arrays.copyOfRange(bytes, from, to), caption);
                from = to;
                Thread.sleep(pauseMillis);
            }
            line.send(Arrays.copyOfRange(bytes, from, bytes.length), caption + ", the rest");
            e.low().used();
            boolean answered =
                    line.hearUntil(4096, e.timing().answer(), Packet::whole).length() > 0;
            if (answered) {
                e.linger(e.low());
            }
            return answered;
        }
    }

    private static void sizes(Catalogue catalogue) {
        catalogue
                .add("MP-I-13", WIRE, "GoShimmer packet limit")
                .asks("A request of more than 256 bytes is refused.")
                .because("The limit is the network's; whoever accepts more makes packets others drop.")
                .by("A valid request of 257 bytes, padded in its address; and one padded by an unknown signed field.")
                .closes("a packet of 257 bytes")
                .play(e -> {
                    byte[] filled = new Fields()
                            .bytes(15, new byte[257 - 3 - e.request(e.low()).bytes().length])
                            .toByteArray();
                    e.refuses(
                            "257 bytes with an unknown field",
                            e.request(e.low()).extra(filled).bytes(),
                            e.timing().close());
                    return e.closes("257 bytes with a long address", padded(e, 257));
                });
        catalogue
                .add("MP-I-14", WIRE, "GoShimmer packet limit")
                .asks("A request of exactly 256 bytes is within the limit.")
                .because(
                        "An off-by-one here refuses a legal packet; a target that checks the address may refuse it for that.")
                .by("A valid request of 256 bytes; the address in it is padded.")
                .passes("answered", "closed, since the padded address is not the target's")
                .fails("left open without an answer", "dead afterwards")
                .play(e -> {
                    String seen = e.whatHappens("256 bytes", padded(e, 256));
                    if (seen.contains("still open")) {
                        throw EndOfCase.fail(seen);
                    }
                    return Outcome.pass(seen + "; " + e.alive(e.low()));
                });
        catalogue
                .add("MP-I-15", SHOULD, "3.5.3")
                .asks("Bytes behind the packet are not part of it.")
                .because("They are not signed; at most they are the first frame.")
                .by("A valid request and an unsigned ten-byte frame in one segment.")
                .passes("closed", "answered, and the rest is read as a frame")
                .fails("no answer and left open", "dead afterwards")
                .play(e -> {
                    byte[] glued = new Fields()
                            .raw(e.request(e.low()).bytes())
                            .raw(AcceptFrames.message("abc"))
                            .toByteArray();
                    String seen = e.whatHappens("request and frame together", glued);
                    if (seen.contains("still open")) {
                        throw EndOfCase.fail(seen);
                    }
                    return Outcome.pass(seen + "; " + e.alive(e.low()));
                });
    }

    private static byte[] padded(Encounter e, int length) throws InterruptedException {
        Draft draft = e.request(e.low());
        StringBuilder to = new StringBuilder(e.targetAddress());
        while (draft.to(to.toString()).bytes().length < length) {
            to.append('x');
        }
        return draft.to(to.toString()).bytes();
    }
}
