package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.INFO;
import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;
import static dev.peering.conformance.Level.WIRE;

import dev.peering.conformance.CaseSpec.Trait;
import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** MP-I-43 to MP-I-51, MP-I-56: whom a request is for, and who may knock at all. */
final class AcceptTargets {

    private AcceptTargets() {}

    static void addTo(Catalogue catalogue) {
        addresses(catalogue);
        callers(catalogue);
    }

    private static void addresses(Catalogue catalogue) {
        catalogue
                .add("MP-I-43", MUST, "3.5.3 to_addr")
                .asks("A request that names the target's address is accepted.")
                .because("That is what every honest peer sends.")
                .by("to = the address of this run's --target.")
                .passes("answered")
                .fails("refused")
                .play(e -> {
                    e.accepted(e.low());
                    return Outcome.pass("answered");
                });
        refused(
                catalogue,
                "MP-I-44",
                "A request made for another address is refused.",
                "Every peer a node dials gets a signed request that it could hand on to any other node; only the address "
                        + "in it stops that.",
                "to = 192.0.2.7:14666",
                "192.0.2.7:14666");
        refused(
                catalogue,
                "MP-I-45",
                "A request for nobody is refused.",
                "As MP-I-44: an empty address would be good for every node.",
                "to left out",
                "");
        catalogue
                .add("MP-I-46", INFO, "3.5.3 to_addr")
                .asks("Which spellings of its address the target takes for its own.")
                .because("Operators write names and long forms; it helps to know which of them work.")
                .by("An IPv4 address inside IPv6, a name, leading zeros.")
                .passes("written down")
                .fails("never")
                .play(e -> {
                    int port = e.settings().target().getPort();
                    List<String> seen = new ArrayList<>();
                    for (String to : List.of("[::ffff:127.0.0.1]:" + port, "localhost:" + port, "127.0.0.1:0" + port)) {
                        String what =
                                e.whatHappens(to, e.request(e.low()).to(to).bytes());
                        seen.add(what);
                    }
                    return Outcome.recorded(String.join("; ", seen));
                });
        catalogue
                .add("MP-I-47", SHOULD, "protobuf string")
                .asks("An address that is not text does no harm.")
                .because("Logs, terminals and parsers have been broken by less.")
                .by("to with a NUL byte, 0xFF, an overlong encoding; each signed.")
                .passes("closed each time, alive afterwards", "answered, alive afterwards")
                .fails("left open without an answer", "dead afterwards")
                .play(e -> {
                    List<String> seen = new ArrayList<>();
                    Map<String, byte[]> addresses = new LinkedHashMap<>();
                    addresses.put("a NUL byte", new byte[] {'a', 0, 'b'});
                    addresses.put("0xFF", new byte[] {(byte) 0xff, 'x'});
                    addresses.put("an overlong encoding", new byte[] {(byte) 0xc0, (byte) 0x80});
                    for (Map.Entry<String, byte[]> to : addresses.entrySet()) {
                        String what = e.whatHappens(
                                "to with " + to.getKey(),
                                e.request(e.low()).to(to.getValue()).bytes());
                        if (what.contains("still open")) {
                            throw EndOfCase.fail(what);
                        }
                        seen.add(what);
                    }
                    return Outcome.pass(String.join("; ", seen) + "; " + e.alive(e.low()));
                });
        catalogue
                .add("MP-I-56", SEC, "3.5.3 to_addr")
                .asks("A request a peer made for another node does not open this one.")
                .because("Peer A dials X; X must not be able to be A towards everybody who lists A.")
                .by(
                        "A listed peer's fresh request for one of the suite's own addresses, sent to the target by somebody else.")
                .closes("a request for another node")
                .play(e -> e.closes(
                        "made for another node",
                        e.request(e.low())
                                .to(e.keys().highs().get(0).porch().address())
                                .bytes()));
    }

    private static void refused(Catalogue catalogue, String id, String asks, String because, String by, String to) {
        catalogue
                .add(id, SEC, "3.5.3 to_addr")
                .asks(asks)
                .because(because)
                .by(by + ", otherwise valid.")
                .closes("such a request")
                .play(e -> e.closes(by, e.request(e.low()).to(to).bytes()));
    }

    private static void callers(Catalogue catalogue) {
        catalogue
                .add("MP-I-48", MUST, "3.5.2: accepted neighbors are known peers")
                .asks("A stranger is refused without a word.")
                .because("Manual peering is the operator's list and nothing else; an answer would tell who runs here.")
                .by("A valid request by a key that is not on the list.")
                .closes("a stranger")
                .play(e -> e.closes("a stranger", e.request(e.stranger()).bytes()));
        catalogue
                .add("MP-I-49", INFO, "3.5.1")
                .asks("How much the time of a refusal tells about the list.")
                .because("If strangers are refused faster than forgeries, anybody can find out who is listed.")
                .by("Refusals of a stranger and of a bad signature by turns, 200 each; medians compared.")
                .passes("written down; more than 20 us apart is worth a look")
                .fails("never")
                .trait(Trait.ALONE)
                .play(AcceptTargets::oracle);
        catalogue
                .add("MP-I-50", WIRE, "3.5.2 grouping")
                .asks("A listed peer with a higher key must not dial.")
                .because("If both may dial, two crossing connections can end each other for ever.")
                .by("A valid request by a listed peer whose key is above the target's.")
                .closes("a wrong-way dial")
                .needs(1, 1)
                .play(e -> e.closes("a wrong-way dial", e.request(e.high()).bytes()));
        catalogue
                .add("MP-I-51", MUST, "3.5.3")
                .asks("The target's own request does not open the target.")
                .because("It signed that request itself; sent back, it must not become its own neighbor.")
                .by("The request it sent to one of the suite's addresses, sent back to it.")
                .closes("its own request")
                .needs(1, 1)
                .play(e -> {
                    Dialed dialed = itsOwn(e);
                    return e.closes("its own request", dialed.bytes());
                });
    }

    /** A target that never dials fails elsewhere for it. */
    private static Dialed itsOwn(Encounter e) throws Exception {
        try {
            return e.porter().mustAsk(e.high());
        } catch (EndOfCase none) {
            throw EndOfCase.skip("there is no request of the target's to send back: " + none.getMessage());
        }
    }

    private static Outcome oracle(Encounter e) throws Exception {
        int rounds = 200;
        long[] strange = new long[rounds];
        long[] forged = new long[rounds];
        byte[] stranger = e.request(e.stranger()).bytes();
        Packet packet = e.request(e.low()).sealed();
        byte[] bad = packet.signature(Packet.flip(packet.signature(), 37)).bytes();
        e.trace().note("200 refusals of either kind by turns; only their times are kept");
        e.trace().mute();
        for (int i = 0; i < rounds; i++) {
            strange[i] = closeMicros(e, stranger);
            forged[i] = closeMicros(e, bad);
        }
        e.trace().unmute();
        Arrays.sort(strange);
        Arrays.sort(forged);
        long apart = Math.abs(strange[rounds / 2] - forged[rounds / 2]);
        return Outcome.recorded("stranger " + strange[rounds / 2] + " us, bad signature " + forged[rounds / 2] + " us; "
                + apart + " us apart" + (apart > 20 ? ", worth a look" : ""));
    }

    private static long closeMicros(Encounter e, byte[] bytes) throws Exception {
        try (Line line =
                Line.dial(e.settings().target(), "timed", e.trace(), e.timing().answer())) {
            line.send(bytes, "timed");
            Heard heard = line.hear(1, e.timing().answer());
            return heard.after().toNanos() / 1000;
        }
    }
}
