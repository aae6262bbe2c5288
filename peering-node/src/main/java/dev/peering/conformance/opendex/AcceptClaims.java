package dev.peering.conformance.opendex;

import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.WIRE;

import dev.peering.conformance.Outcome;
import dev.peering.wire.opendex.NodeAddress;
import dev.peering.wire.opendex.NodeState;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a SessionInit claims: who speaks to whom, signed, in which version. */
final class AcceptClaims {

    private static final int INCOMPATIBLE_VERSION = 2;
    private static final int SELF = 5;
    private static final int MALFORMED_VERSION = 10;
    private static final int INVALID_TARGET = 11;
    private static final int INVALID_SIGNATURE = 12;
    private static final int WIRE_ERROR = 13;

    /** The order of the curve. */
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    private static final List<String> NO_VERSIONS =
            List.of("1.2", "abc", "1.2.4-", "01.2.4", "=v1.2.4", " 1.2.4 ", "99999999999999999999.0.0");

    private static final List<String> OLD_VERSIONS = List.of("0.9.9", "1.0.0-beta.9");

    private static final List<String> GOOD_VERSIONS = List.of("1.0.0", "v1.2.4", "1.2.4+build", "27.0.1");

    private AcceptClaims() {}

    static void addTo(Catalogue catalogue) {
        identities(catalogue);
        signatures(catalogue);
        versions(catalogue);
        json(catalogue);
    }

    private static void identities(Catalogue catalogue) {
        catalogue
                .accepts(5, MUST, "opendex.md 5.1")
                .asks("A SessionInit for another node is refused.")
                .because("Otherwise whoever gets one can use it against everybody else.")
                .by("A SessionInit, correctly signed, whose peer_pub_key is another node's.")
                .passes("Disconnecting(11) and closed", "closed without a word")
                .fails("answered", "another reason", "the connection stays open")
                .play(e -> {
                    InitDraft draft = e.init(e.tester()).peerKey(e.tester().key());
                    String seen = e.mustSayOrClose(e.asked(draft), "for another node", INVALID_TARGET);
                    return Outcome.pass(seen + "; " + e.alive());
                });
        catalogue
                .accepts(9, MUST, "opendex.md 5.1, 5.2")
                .asks("Nobody is let in with the target's own key.")
                .because(
                        "A node that talks to itself counts itself; one that believes an unsigned claim of its own key believes everything.")
                .by("A SessionInit whose node_pub_key is the target's; only the target could sign it.")
                .passes("Disconnecting(5) or (12) and closed", "closed without a word")
                .fails("answered", "another reason", "the connection stays open")
                .play(e -> {
                    InitDraft draft = e.init(e.tester()).nodeKey(e.target());
                    String seen = e.mustSayOrClose(e.asked(draft), "its own key", SELF, INVALID_SIGNATURE);
                    return Outcome.pass(seen + "; " + e.alive());
                });
        catalogue
                .accepts(63, SEC, "opendex.md 12, 13.4")
                .asks("A node key in uppercase hex is not another identity.")
                .because("The original compares keys as texts: a banned node comes back in capitals.")
                .by("A SessionInit, correctly signed, with the node key in uppercase.")
                .passes("refused with Disconnecting(3), (11), (12) or (13)", "closed without a word")
                .fails("a session")
                .play(e -> {
                    InitDraft draft = e.init(e.tester());
                    draft.nodeKey(draft.claim().nodeKey().toUpperCase(Locale.ROOT));
                    String seen = e.mustSayOrClose(
                            e.asked(draft), "uppercase key", 3, INVALID_TARGET, INVALID_SIGNATURE, WIRE_ERROR);
                    return Outcome.pass(seen + "; " + e.alive());
                });
    }

    private static void signatures(Catalogue catalogue) {
        catalogue
                .accepts(6, MUST, "opendex.md 5.1")
                .asks("A SessionInit with a wrong signature is refused.")
                .because("The signature is the only proof of who speaks.")
                .by("A valid SessionInit with one bit of r, of s, and of the signed version changed.")
                .passes("Disconnecting(12) and closed")
                .fails("answered", "another reason", "the connection stays open")
                .play(e -> {
                    StringBuilder seen = new StringBuilder();
                    for (int at : new int[] {5, 70}) {
                        InitDraft draft = e.init(e.tester());
                        draft.signature(flipped(draft.signatureText(), at));
                        seen.append(e.mustSay(e.asked(draft), "hex digit " + at + " changed", INVALID_SIGNATURE))
                                .append("; ");
                    }
                    InitDraft draft = e.init(e.tester());
                    draft.signature(draft.signatureText()).version("1.2.6");
                    seen.append(e.mustSay(e.asked(draft), "version changed after signing", INVALID_SIGNATURE));
                    return Outcome.pass(seen + "; " + e.alive());
                });
        catalogue
                .accepts(7, MUST, "opendex.md 6")
                .asks("The signature is over the JSON with sorted keys and over no other.")
                .because("A second accepted text is a second meaning of a signature.")
                .by("A SessionInit signed over the same JSON with its first member moved to the end.")
                .passes("Disconnecting(12) and closed")
                .fails("answered", "another reason", "the connection stays open")
                .play(e -> e.refuses(
                        "signed in another order",
                        draft -> draft.signing(JsonOrder.unsorted(draft.text())),
                        INVALID_SIGNATURE));
        catalogue
                .accepts(31, SEC, "opendex.md 4")
                .asks("A signature whose s is in the upper half is refused.")
                .because("Anybody can make it from the good one, so the same SessionInit would have two faces.")
                .by("A valid SessionInit whose s is replaced by n - s.")
                .passes("Disconnecting(12) and closed", "closed without a word")
                .fails("answered", "another reason", "the connection stays open")
                .play(e -> {
                    InitDraft draft = e.init(e.tester());
                    String good = draft.signatureText();
                    String high =
                            String.format(Locale.ROOT, "%064x", ORDER.subtract(new BigInteger(good.substring(64), 16)));
                    draft.signature(good.substring(0, 64) + high);
                    return Outcome.pass(
                            e.mustSayOrClose(e.asked(draft), "high s", INVALID_SIGNATURE) + "; " + e.alive());
                });
        catalogue
                .accepts(67, SEC, "opendex.md 4, 5.1")
                .asks("A signature that is not 64 bytes in hex is refused, and the connection closed.")
                .because("The original's library throws, and the socket stays open for ever.")
                .by("Signatures of 63 and 65 bytes, in DER form, and no hex at all.")
                .passes("Disconnecting(12) or (13) and closed", "closed without a word")
                .fails("answered", "the connection stays open")
                .play(AcceptClaims::oddSignatures);
    }

    private static Outcome oddSignatures(Encounter e) throws IOException {
        List<String> kinds = List.of("63 bytes", "65 bytes", "DER", "no hex");
        List<String> seen = new ArrayList<>();
        for (String kind : kinds) {
            InitDraft draft = e.init(e.tester());
            String good = draft.signatureText();
            draft.signature(
                    switch (kind) {
                        case "63 bytes" -> good.substring(2);
                        case "65 bytes" -> good + "00";
                        case "DER" -> der(good);
                        default -> "g".repeat(128);
                    });
            seen.add(e.mustSayOrClose(e.asked(draft), kind, INVALID_SIGNATURE, WIRE_ERROR));
        }
        return Outcome.pass(String.join("; ", seen) + "; " + e.alive());
    }

    private static String der(String compact) {
        byte[] r = new BigInteger(compact.substring(0, 64), 16).toByteArray();
        byte[] s = new BigInteger(compact.substring(64), 16).toByteArray();
        byte[] header = {0x30, (byte) (4 + r.length + s.length), 2, (byte) r.length};
        return HexFormat.of().formatHex(Frames.glued(header, r, new byte[] {2, (byte) s.length}, s));
    }

    private static String flipped(String hex, int at) {
        int digit = Character.digit(hex.charAt(at), 16) ^ 1;
        return hex.substring(0, at) + Character.forDigit(digit, 16) + hex.substring(at + 1);
    }

    private static void versions(Catalogue catalogue) {
        catalogue
                .accepts(10, MUST, "opendex.md 5.3")
                .asks("A version that is no semantic version is refused as malformed.")
                .because("The reason tells the operator of the other node what to mend.")
                .by("Signed SessionInits with " + String.join(", ", NO_VERSIONS) + ".")
                .passes("Disconnecting(10) and closed, for each")
                .fails("answered", "another reason", "the connection stays open")
                .play(e -> all(e, NO_VERSIONS, MALFORMED_VERSION));
        catalogue
                .accepts(11, MUST, "opendex.md 5.3")
                .asks("A version below the lowest that works is refused as incompatible.")
                .because("Such nodes spoke another protocol.")
                .by("Signed SessionInits with " + String.join(", ", OLD_VERSIONS) + ".")
                .passes("Disconnecting(2) and closed, for each")
                .fails("answered", "another reason", "the connection stays open")
                .play(e -> all(e, OLD_VERSIONS, INCOMPATIBLE_VERSION));
        catalogue
                .accepts(57, WIRE, "opendex.md 5.3")
                .asks("Every semantic version from the lowest on is taken, however it is spelled.")
                .because("There is no upper bound, a leading v is allowed, and build data mean nothing.")
                .by("Handshakes with " + String.join(", ", GOOD_VERSIONS) + ".")
                .passes("a session for each")
                .fails("one is refused")
                .play(e -> {
                    for (String version : GOOD_VERSIONS) {
                        Talk talk = e.asked(e.init(e.tester()).version(version));
                        talk.mustAck();
                        talk.mustInit();
                        talk.close();
                    }
                    return Outcome.pass(GOOD_VERSIONS + " are taken");
                });
    }

    private static Outcome all(Encounter e, List<String> versions, int reason) throws IOException {
        List<String> seen = new ArrayList<>();
        for (String version : versions) {
            seen.add(e.mustSay(e.asked(e.init(e.tester()).version(version)), "version '" + version + "'", reason));
        }
        return Outcome.pass(String.join("; ", seen) + "; " + e.alive());
    }

    private static void json(Catalogue catalogue) {
        catalogue
                .accepts(65, MUST, "opendex.md 6, 16.2")
                .asks("Whatever texts a node state holds, the signature over their JSON verifies.")
                .because("Libraries escape differently and sort differently; each difference locks somebody out.")
                .by(
                        "A SessionInit whose node state holds quotes, controls, DEL, U+2028, an emoji, and keys that sort differently.")
                .passes("the session works")
                .fails("refused")
                .play(e -> {
                    Talk talk = e.opened(e.tester(), torture());
                    talk.mustPong("with a difficult node state");
                    return Outcome.pass("taken");
                });
    }

    /** The state of the vector V2, and keys beyond the basic plane, whose order differs between code points and UTF-16 units. */
    static NodeState torture() {
        return new NodeState(
                List.of(new NodeAddress("conformance.invalid", 8885), new NodeAddress("ex\u00e4mple.invalid", 65_535)),
                List.of("LTC/BTC", "ETH/BTC"),
                "q\"b\\s/\u00e9\u2028\ud83d\ude00\u0001\u007f\t\n",
                Map.of("LTC", "l", "BTC", "b", "a", "", "Z", "z", "\uff5e", "1", "\ud83d\ude00", "2"),
                Map.of("LTC", List.of(), "BTC", List.of("u1", "u2")),
                Map.of("ETH", "0x00", "BTC", "bitcoin-mainnet", "\u00e9", "x", "10", "ten", "9", "nine"));
    }
}
