package dev.peering.node.cli;

import dev.peering.core.KnownPeer;
import dev.peering.core.Moment;
import dev.peering.core.PeerId;
import dev.peering.core.Refusal;
import dev.peering.core.VerifiedPeer;
import dev.peering.core.manual.ManualOptions;
import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.crypto.PeerKey;
import dev.peering.node.cli.ProbeReport.Outcome;
import dev.peering.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Manual peering under a probe. A node of this network never says why it hangs up. */
final class ManualCommentary implements Commentary {

    private static final Note RIGHT_KEY = new Note(true, "key", "the answer names the key we asked for");
    private static final Note RIGHT_HASH = new Note(true, "hash", "it is about our request and no other");

    private final Identity identity;
    private final boolean throwAway;
    private final PeerId peer;
    private final ManualPeering protocol;
    private final Duration limit;

    ManualCommentary(PeerKey key, Identity identity, boolean throwAway, Duration limit) {
        this.identity = identity;
        this.throwAway = throwAway;
        this.peer = ManualPeering.id(key);
        this.limit = limit;
        ManualOptions options = ManualOptions.startingAt(new Moment(Instant.now(), System.nanoTime()))
                .withHandshakeTimeout(limit);
        this.protocol = new ManualPeering(identity, Ed25519.bouncyCastle(), options);
    }

    @Override
    public ManualPeering protocol() {
        return protocol;
    }

    @Override
    public PeerId peer() {
        return peer;
    }

    @Override
    public List<Note> before() {
        return List.of(new Note(
                weDial(),
                "key order",
                weDial()
                        ? "our key is the lower one, so by the rule we dial: right"
                        : "our key is the higher one, so by the rule that node dials us and does not expect this"));
    }

    @Override
    public Optional<Note> sent(int number, Bytes message) {
        return Optional.of(new Note(true, "request", ProbeReasons.describeRequest(message)));
    }

    @Override
    public List<Note> proven(VerifiedPeer verified, int heard) {
        return List.of(
                response(heard), RIGHT_KEY, RIGHT_HASH, new Note(true, "signature", "it was signed with that key"));
    }

    @Override
    public String letIn() {
        return "The node let us in: it proved its key, and this identity is on its list.";
    }

    @Override
    public Finding refused(Refusal why, Bytes heard) {
        Note response = response(heard.length());
        return switch (why.reason()) {
            case TIMEOUT ->
                new Finding(
                        List.of(new Note(
                                false,
                                "response",
                                "nothing complete within " + limit.toMillis() + " ms, " + heard.length()
                                        + " bytes so far")),
                        Outcome.SILENT,
                        "The node took the connection and then said nothing.",
                        ProbeReasons.whySilent());
            case UNEXPECTED_IDENTITY ->
                new Finding(
                        List.of(response, new Note(false, "key", ProbeReasons.describeAnswerer(heard))),
                        Outcome.WRONG_KEY,
                        "Somebody else answered than the node with this key.",
                        ProbeReasons.whyWrongKey());
            case WRONG_REQUEST_HASH ->
                new Finding(
                        List.of(
                                response,
                                RIGHT_KEY,
                                new Note(false, "hash", "the answer is about another request than ours")),
                        Outcome.BAD_ANSWER,
                        "The answer does not belong to our request: it was recorded earlier, or the node is faulty.",
                        List.of());
            case BAD_SIGNATURE ->
                new Finding(
                        List.of(
                                response,
                                RIGHT_KEY,
                                RIGHT_HASH,
                                new Note(false, "signature", "it was not signed with that key")),
                        Outcome.BAD_ANSWER,
                        "Somebody answers in this node's name without having its key.",
                        List.of());
            default -> ProbeReasons.otherProtocol(response, "manual peering", why.detail());
        };
    }

    @Override
    public Finding closed(int heard, String how) {
        if (heard > 0) {
            return ProbeReasons.otherProtocol(
                    new Note(false, "response", how + " after " + heard + " bytes"),
                    "manual peering",
                    "it stopped after " + heard + " bytes");
        }
        return new Finding(
                List.of(new Note(false, "response", how + " without a byte")),
                Outcome.CLOSED,
                throwAway
                        ? "The node hung up without a word, as a healthy node does with a key that nobody listed."
                        : "The node hung up without a word. It tells the reason only to its own operator, in its log.",
                ProbeReasons.whyClosed(identity.key(), throwAway, weDial(), Instant.now()));
    }

    private boolean weDial() {
        return protocol.dials(new KnownPeer(peer));
    }

    private static Note response(int bytes) {
        return new Note(true, "response", bytes + " bytes");
    }
}
