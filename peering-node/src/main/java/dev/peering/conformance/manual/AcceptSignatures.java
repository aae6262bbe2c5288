package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.INFO;
import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.control.ListedPeer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** MP-I-16 to MP-I-27: signatures and keys that must not be believed. */
final class AcceptSignatures {

    private AcceptSignatures() {}

    static void addTo(Catalogue catalogue) {
        forged(catalogue);
        lengths(catalogue);
        curve(catalogue);
    }

    private static void forged(Catalogue catalogue) {
        catalogue
                .add("MP-I-16", MUST, "3.5.3: invalid signatures are discarded")
                .asks("A request with a damaged signature (first half) is refused.")
                .because("Half a check is no check; some verifiers of old looked at one half only.")
                .by("A valid request with one bit flipped in R.")
                .closes("a damaged signature")
                .play(e -> {
                    Packet packet = e.request(e.low()).sealed();
                    return e.closes(
                            "a bit of R flipped",
                            packet.signature(Packet.flip(packet.signature(), 37))
                                    .bytes());
                });
        catalogue
                .add("MP-I-17", MUST, "3.5.3: invalid signatures are discarded")
                .asks("A request with a damaged signature (second half) is refused.")
                .because("As for the first half: half a check is no check.")
                .by("A valid request with one bit flipped in S.")
                .closes("a damaged signature")
                .play(e -> {
                    Packet packet = e.request(e.low()).sealed();
                    return e.closes(
                            "a bit of S flipped",
                            packet.signature(Packet.flip(packet.signature(), 261))
                                    .bytes());
                });
        catalogue
                .add("MP-I-18", MUST, "3.5.3")
                .asks("What was signed is what arrived, bit for bit.")
                .because("A verifier that signs a re-encoded copy lets changed bytes through.")
                .by("A valid request with one bit of data flipped, at eight places.")
                .closes("changed data")
                .play(e -> {
                    Packet packet = e.request(e.low()).sealed();
                    int bits = packet.data().length * 8;
                    for (int i = 0; i < 8; i++) {
                        // From the back: the stamp first, the address later. Bits 0 to 7 of the last byte keep it
                        // readable.
                        int bit = bits - 1 - i * (bits / 9) - 1;
                        e.refuses(
                                "data bit " + bit + " flipped",
                                packet.data(Packet.flip(packet.data(), bit)).bytes(),
                                e.timing().closeIncomplete());
                    }
                    return Outcome.pass("closed eight times; " + e.alive(e.low()));
                });
        catalogue
                .add("MP-I-19", MUST, "3.5.3")
                .asks("Key and signature belong together: a listed key with a stranger's signature is refused.")
                .because("Otherwise knowing a public key is enough to be that peer.")
                .by("public_key of a listed peer, signature by a stranger.")
                .closes("a borrowed key")
                .play(e -> {
                    Packet packet = e.request(e.low()).sealed();
                    byte[] foreign = e.stranger().identity().sign(packet.data());
                    return e.closes(
                            "signed by a stranger", packet.signature(foreign).bytes());
                });
        catalogue
                .add("MP-I-20", MUST, "3.5.3")
                .asks("Key and signature belong together: a stranger's key with a listed peer's signature is refused.")
                .because("The signature says who speaks, not the list.")
                .by("public_key of a stranger, signature by a listed peer.")
                .closes("a stranger's key")
                .play(e -> {
                    Packet packet = e.request(e.low()).sealed();
                    return e.closes(
                            "under a stranger's key",
                            packet.key(e.stranger().keyBytes()).bytes());
                });
    }

    private static void lengths(Catalogue catalogue) {
        catalogue
                .add("MP-I-21", MUST, "3.5.3 layout, corrected: a signature has 64 bytes")
                .asks("A signature of 32 bytes, the figure in the text's table, is refused.")
                .because("An Ed25519 signature has 64 bytes; half of one proves nothing.")
                .by("A valid request with its signature cut to 32 bytes.")
                .closes("half a signature")
                .play(e -> {
                    Packet packet = e.request(e.low()).sealed();
                    return e.closes(
                            "32 bytes",
                            packet.signature(Packet.resized(packet.signature(), 32))
                                    .bytes());
                });
        catalogue
                .add("MP-I-22", MUST, "3.5.3 layout, corrected")
                .asks("A signature of any other length than 64 is refused.")
                .because(
                        "Verifiers of some platforms ignore bytes behind the 64th, and then one request has many forms.")
                .by("63, 65 (right and a zero byte) and 128 bytes.")
                .closes("a signature of another length")
                .play(e -> {
                    Packet packet = e.request(e.low()).sealed();
                    for (int length : new int[] {63, 65, 128}) {
                        e.refuses(
                                length + " bytes",
                                packet.signature(Packet.resized(packet.signature(), length))
                                        .bytes(),
                                e.timing().close());
                    }
                    return Outcome.pass("closed for 63, 65 and 128 bytes; " + e.alive(e.low()));
                });
        catalogue
                .add("MP-I-23", MUST, "3.5.3")
                .asks("A request without a signature is refused.")
                .because("No signature is the cheapest forgery.")
                .by("The field absent, then present and empty.")
                .passes("closed both times, at the latest when the time for a request is over; alive afterwards")
                .fails("answered", "left open")
                .play(e -> {
                    Packet packet = e.request(e.low()).sealed();
                    byte[] absent = new Fields()
                            .bytes(2, packet.data())
                            .bytes(3, packet.key())
                            .toByteArray();
                    e.refuses("no signature field", absent, e.timing().closeIncomplete());
                    return e.closesInTheEnd(
                            "an empty signature", packet.signature(new byte[0]).bytes());
                });
        catalogue
                .add("MP-I-24", MUST, "3.5.3 layout")
                .asks("A key of any other length than 32 is refused.")
                .because("Cutting or padding a key makes it another key.")
                .by("0, 31 and 33 bytes.")
                .passes("closed each time, at the latest when the time for a request is over; alive afterwards")
                .fails("answered", "left open")
                .play(e -> {
                    Packet packet = e.request(e.low()).sealed();
                    for (int length : new int[] {31, 33}) {
                        e.refuses(
                                "a key of " + length + " bytes",
                                packet.key(Packet.resized(packet.key(), length)).bytes(),
                                e.timing().close());
                    }
                    return e.closesInTheEnd(
                            "an empty key", packet.key(new byte[0]).bytes());
                });
    }

    private static void curve(Catalogue catalogue) {
        catalogue
                .add("MP-I-25", SEC, "RFC 8032 5.1.7; seed 000 says nothing")
                .asks("Keys of small order are refused, even on the list.")
                .because("Anybody can sign for such a key; with one slip of an operator the door is open to all.")
                .by(
                        "Those of the eight such keys that are below the target's, put on the list where the suite can, with a signature that many verifiers accept.")
                .closes("a key of small order")
                .play(AcceptSignatures::smallOrder);
        catalogue
                .add("MP-I-26", MUST, "RFC 8032 5.1.7: S is below L")
                .asks("A signature with S + L is refused.")
                .because("Otherwise every signature has a second form that its owner never made.")
                .by("A valid request, the group order added to S.")
                .closes("a malleated signature")
                .play(e -> {
                    Packet packet = e.request(e.low()).sealed();
                    return e.closes(
                            "S + L",
                            packet.signature(Edwards.malleate(packet.signature()))
                                    .bytes());
                });
        catalogue
                .add("MP-I-27", INFO, "RFC 8032 5.1.7")
                .asks("Which of the verifiers in the world this one is like.")
                .because(
                        "Signatures that one accepts and another refuses split a network; only their owner can make them.")
                .by(
                        "Signatures of a listed peer, each over a fresh request: with S + L for S, and with an R that has a part of order 8, is the neutral point, has order 8, or is the neutral point written with y = p + 1.")
                .passes("written down")
                .fails("never")
                .play(e -> {
                    List<String> seen = new ArrayList<>();
                    for (Edwards.Kind kind : Edwards.Kind.values()) {
                        byte[] data = e.request(e.low()).data();
                        Packet packet = new Packet(
                                data, e.low().keyBytes(), Edwards.sign(e.low().seed(), data, kind));
                        String what = e.whatHappens(kind.text(), packet.bytes());
                        seen.add(what);
                    }
                    return Outcome.recorded(String.join("; ", seen));
                });
    }

    private static Outcome smallOrder(Encounter e) throws Exception {
        byte[] target = e.targetKey().toByteArray();
        List<byte[]> lowKeys = Edwards.smallOrderKeys().stream()
                .filter(key -> Arrays.compareUnsigned(key, target) < 0)
                .toList();
        boolean canList = e.control().canRemove();
        List<String> listed = new ArrayList<>();
        try {
            for (byte[] key : canList ? lowKeys : List.<byte[]>of()) {
                ListedPeer peer =
                        ListedPeer.of(Base58Text.of(key), e.low().porch().address());
                if (!e.refused(control -> control.add(List.of(peer)))) {
                    listed.add(peer.publicKey());
                }
            }
            if (!listed.isEmpty()) {
                requireAwaited(e, e.keys().spareLows().get(4));
            }
            for (byte[] key : lowKeys) {
                forge(e, key);
            }
        } finally {
            if (!listed.isEmpty()) {
                e.refused(control -> control.remove(listed));
            }
        }
        int above = Edwards.smallOrderKeys().size() - lowKeys.size();
        String refused = lowKeys.size() + " keys refused"
                + (above == 0 ? "" : "; " + above + " more are above the target's key, where the target dials");
        String alive = "; " + e.alive(e.low());
        return canList
                ? Outcome.pass(refused + alive)
                : Outcome.partly(
                        refused + "; none was on the list, for the suite could not take them off again" + alive);
    }

    /** A key that is not awaited yet would be refused for that. Who was listed after them all is let in when they would be, and not before. */
    private static void requireAwaited(Encounter e, TesterKey witness) throws Exception {
        ListChanges.add(e, witness);
        try {
            e.accepted(witness).line().close();
            ListChanges.settle(e, witness);
        } catch (EndOfCase unanswered) {
            throw EndOfCase.skip(
                    "an honest peer listed with these keys is not let in either: " + unanswered.getMessage());
        } finally {
            ListChanges.remove(e, witness);
        }
    }

    /** R = neutral element, S = 0: right for the key 1, and by luck, one time in two to eight, for others. */
    private static void forge(Encounter e, byte[] key) throws Exception {
        byte[] signature = new byte[64];
        signature[0] = 1;
        for (int i = 0; i < 6; i++) {
            byte[] data = Draft.right(e.low(), e.targetAddress(), System.currentTimeMillis() / 1000 - i)
                    .data();
            e.mustClose(
                    "small-order key " + Base58Text.of(key),
                    new Packet(data, key, signature).bytes(),
                    e.timing().close());
        }
    }
}
