package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.INFO;
import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SHOULD;
import static dev.peering.conformance.Level.WIRE;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Level;
import dev.peering.conformance.Outcome;
import dev.peering.crypto.Sha256;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** MP-O-10 to MP-O-23: answers, good, odd and bad. */
final class DialAnswers {

    /** Long ones begin first, so that the whole run is short. */
    private static final Set<String> WITH_SEVERAL_DIALS = Set.of("MP-O-13", "MP-O-15", "MP-O-17");

    private static final int LONG_SECONDS = 120;
    private static final int USUAL_SECONDS = 90;

    private DialAnswers() {}

    static void addTo(Catalogue catalogue) {
        split(catalogue);
        hashes(catalogue);
        signers(catalogue);
        forms(catalogue);
    }

    private static void split(Catalogue catalogue) {
        catalogue
                .add("MP-O-10", SHOULD, "TCP; 3.5.3")
                .asks("An answer in two segments is one answer.")
                .because("TCP may cut anywhere.")
                .by("The answer in two writes, 30 ms apart.")
                .passes("a session")
                .fails("refused")
                .within(LONG_SECONDS)
                .play(e -> {
                    e.porter().session(e.high(), "the second half of a good answer", dialed -> {
                        byte[] bytes = dialed.answer().bytes();
                        dialed.line().send(Arrays.copyOf(bytes, 60), "the first half");
                        pause(30);
                        return Arrays.copyOfRange(bytes, 60, bytes.length);
                    });
                    if (e.porter().visitor(e.high(), e.timing().redial()).isPresent()) {
                        throw EndOfCase.fail("not closed, but not used either: it dialed again");
                    }
                    return Outcome.pass("a session");
                });
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- bad answers ----

    /** Names of bad answers with what makes them. */
    private interface Bad {
        Map<String, Function<Dialed, byte[]>> of(Encounter e) throws Exception;
    }

    private static void refused(
            Catalogue catalogue, String id, Level level, String asks, String because, String by, Bad bad) {
        refused(catalogue, id, level, asks, because, by, 0, 1, bad);
    }

    private static void refused(
            Catalogue catalogue,
            String id,
            Level level,
            String asks,
            String because,
            String by,
            int lows,
            int highs,
            Bad bad) {
        catalogue
                .add(id, level, "3.5.3 response")
                .asks(asks)
                .because(because)
                .by(by)
                .passes("closed, and the next dial is a good session", "not closed but not used: it dials again")
                .fails("the answer makes a session", "no good session afterwards")
                .needs(lows, highs)
                .within(WITH_SEVERAL_DIALS.contains(id) ? LONG_SECONDS : USUAL_SECONDS)
                .play(e -> {
                    StringBuilder seen = new StringBuilder();
                    for (Map.Entry<String, Function<Dialed, byte[]>> one :
                            bad.of(e).entrySet()) {
                        seen.append(e.porter().mustRefuse(one.getKey(), one.getValue()))
                                .append("; ");
                    }
                    return Outcome.pass(seen + e.porter().alive(e.high()));
                });
    }

    static byte[] hashAnswer(Dialed dialed, byte[] hash) {
        return Packet.signed(dialed.at(), new Fields().bytes(1, hash).toByteArray())
                .bytes();
    }

    private static void hashes(Catalogue catalogue) {
        refused(
                catalogue,
                "MP-O-11",
                MUST,
                "An answer to another request is refused.",
                "The digest is all that ties the answer to this connection.",
                "An answer signed by the right peer, with the digest of other data than the request.",
                e -> Map.of("a random hash", dialed -> hashAnswer(dialed, Sha256.of(dialed.bytes(), new byte[] {1}))));
        refused(
                catalogue,
                "MP-O-12",
                MUST,
                "The digest is that of the request's data, not of its packet.",
                "The text can be read both ways; the network reads it this way.",
                "An answer signed by the right peer, with the digest of the whole request packet.",
                e -> Map.of("hash of the whole packet", dialed -> hashAnswer(dialed, Sha256.of(dialed.bytes()))));
        refused(
                catalogue,
                "MP-O-13",
                MUST,
                "The digest has 32 bytes.",
                "A comparison of as many bytes as there are is satisfied by none.",
                "Signed answers with the digest cut to 0 and 31 bytes or lengthened to 33 and 64, each to a dial of its own.",
                e -> {
                    Map<String, Function<Dialed, byte[]>> all = new LinkedHashMap<>();
                    for (int length : new int[] {0, 31, 33, 64}) {
                        all.put(
                                "a hash of " + length + " bytes",
                                dialed -> hashAnswer(
                                        dialed,
                                        Packet.resized(
                                                Sha256.of(dialed.request().data()), length)));
                    }
                    return all;
                });
        refused(
                catalogue,
                "MP-O-19",
                MUST,
                "An old answer of the right peer is refused.",
                "Otherwise one recorded answer impersonates the peer for ever.",
                "The answer of a session just before, byte for byte, to the next request.",
                e -> {
                    Dialed first = e.porter().session(e.high());
                    byte[] old = first.answer().bytes();
                    first.line().close();
                    // Two requests of one second are the same bytes, and then the old answer is a right one.
                    Thread.sleep(1100);
                    e.high().porch().open();
                    return Map.of("the answer of the session before", dialed -> old);
                });
    }

    private static void signers(Catalogue catalogue) {
        refused(
                catalogue,
                "MP-O-14",
                MUST,
                "Only the peer that was dialed may answer.",
                "Whoever took over its address has a key too, but not that one.",
                "An answer with the right digest, by the key of a stranger.",
                e -> Map.of(
                        "a valid answer by a stranger",
                        dialed -> Packet.response(e.stranger(), dialed.request().data())
                                .bytes()));
        refused(
                catalogue,
                "MP-O-15",
                MUST,
                "A damaged answer is refused.",
                "The signature covers every bit or nothing.",
                "A good answer with one bit flipped in R, in S and in the digest, each to a dial of its own.",
                e -> {
                    Map<String, Function<Dialed, byte[]>> all = new LinkedHashMap<>();
                    all.put("a bit of R flipped", dialed -> flipped(dialed, 37));
                    all.put("a bit of S flipped", dialed -> flipped(dialed, 261));
                    all.put("a bit of the hash flipped", dialed -> {
                        Packet answer = dialed.answer();
                        return answer.data(Packet.flip(answer.data(), 100)).bytes();
                    });
                    return all;
                });
        refused(
                catalogue,
                "MP-O-16",
                MUST,
                "Another listed peer is still the wrong peer.",
                "Trust in one peer must not spill over to the address of another.",
                "An answer with the right digest, by the key of another peer that is on the list.",
                1,
                1,
                e -> Map.of(
                        "a valid answer by another listed peer",
                        dialed -> Packet.response(e.low(), dialed.request().data())
                                .bytes()));
        refused(
                catalogue,
                "MP-O-20",
                MUST,
                "The target's own request is not an answer.",
                "It is signed and carries a key, so a careless check takes it.",
                "The request, sent back byte for byte.",
                e -> Map.of("its own request", Dialed::bytes));
    }

    private static byte[] flipped(Dialed dialed, int bit) {
        Packet answer = dialed.answer();
        return answer.signature(Packet.flip(answer.signature(), bit)).bytes();
    }

    private static void forms(Catalogue catalogue) {
        refused(
                catalogue,
                "MP-O-17",
                MUST,
                "Signatures have 64 bytes and keys 32.",
                "Cutting or ignoring bytes makes other signatures and other keys pass.",
                "A good answer with a signature of 32, 63 and 65 bytes and with a key of 31 and 33 bytes, each to a dial of its own.",
                e -> {
                    Map<String, Function<Dialed, byte[]>> all = new LinkedHashMap<>();
                    for (int length : new int[] {32, 63, 65}) {
                        all.put("a signature of " + length + " bytes", dialed -> {
                            Packet answer = dialed.answer();
                            return answer.signature(Packet.resized(answer.signature(), length))
                                    .bytes();
                        });
                    }
                    for (int length : new int[] {31, 33}) {
                        all.put("a key of " + length + " bytes", dialed -> {
                            Packet answer = dialed.answer();
                            return answer.key(Packet.resized(answer.key(), length))
                                    .bytes();
                        });
                    }
                    return all;
                });
        refused(
                catalogue,
                "MP-O-18",
                MUST,
                "A malleated signature is refused.",
                "S must be below L (RFC 8032 5.1.7).",
                "A good answer, the group order L added to S.",
                e -> Map.of("S + L", dialed -> {
                    Packet answer = dialed.answer();
                    return answer.signature(Edwards.malleate(answer.signature()))
                            .bytes();
                }));
        refused(
                catalogue,
                "MP-O-21",
                WIRE,
                "An answer of more than 256 bytes is refused.",
                "The limit is the network's.",
                "A valid answer that an unknown field in its signed data lengthens to 300 bytes.",
                e -> Map.of("a valid answer of 300 bytes", dialed -> {
                    byte[] data = new Fields()
                            .bytes(1, Sha256.of(dialed.request().data()))
                            .bytes(15, new byte[161])
                            .toByteArray();
                    return Packet.signed(dialed.at(), data).bytes();
                }));
        told(
                catalogue,
                "MP-O-22",
                "What becomes of a frame right behind the answer.",
                "GoShimmer stumbles over it.",
                "A good answer and a message frame in one write.",
                dialed -> new Fields()
                        .raw(dialed.answer().bytes())
                        .raw(AcceptFrames.message("early"))
                        .toByteArray());
        told(
                catalogue,
                "MP-O-23",
                "What becomes of unknown signed fields in the answer.",
                "An upgrade of the protocol would add some.",
                "A good answer with a field 15 of three bytes in its signed data.",
                dialed -> {
                    byte[] data = new Fields()
                            .bytes(1, Sha256.of(dialed.request().data()))
                            .bytes(15, new byte[] {1, 2, 3})
                            .toByteArray();
                    return Packet.signed(dialed.at(), data).bytes();
                });
    }

    private static void told(
            Catalogue catalogue, String id, String asks, String because, String by, Function<Dialed, byte[]> answer) {
        catalogue
                .add(id, INFO, "3.5.3 response")
                .asks(asks)
                .because(because)
                .by(by)
                .passes("written down; a good session afterwards")
                .fails("never")
                .within(LONG_SECONDS)
                .play(e -> {
                    Dialed dialed = e.porter().mustAsk(e.high());
                    dialed.line().send(answer.apply(dialed), "the odd answer");
                    Optional<String> refusal = e.porter().refusalOf(dialed, "refused");
                    dialed.line().close();
                    return Outcome.recorded(refusal.orElse("it makes a session") + "; "
                            + e.porter().alive(e.high()));
                });
    }
}
