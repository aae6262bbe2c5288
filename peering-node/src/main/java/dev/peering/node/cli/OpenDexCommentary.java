package dev.peering.node.cli;

import dev.peering.core.PeerId;
import dev.peering.core.Refusal;
import dev.peering.core.VerifiedPeer;
import dev.peering.core.opendex.OpenDexOptions;
import dev.peering.core.opendex.OpenDexOptions.Randomness;
import dev.peering.core.opendex.OpenDexOptions.Timing;
import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Secp256k1Key;
import dev.peering.node.cli.ProbeReport.Outcome;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** OpenDEX under a probe. A node of this network lets strangers in, and says why it refuses somebody. */
final class OpenDexCommentary implements Commentary {

    private final PeerId peer;
    private final OpenDexPeering protocol;
    private final OpenDexNetwork network;
    private final Duration limit;

    OpenDexCommentary(Secp256k1Key key, Secp256k1Identity identity, OpenDexNetwork network, Duration limit) {
        this.peer = OpenDexPeering.id(key);
        this.network = network;
        this.limit = limit;
        this.protocol = new OpenDexPeering(
                identity,
                OpenDexOptions.of(network, Randomness.from(new SecureRandom()))
                        .withTiming(Timing.USUAL.withHandshake(limit)));
    }

    @Override
    public OpenDexPeering protocol() {
        return protocol;
    }

    @Override
    public PeerId peer() {
        return peer;
    }

    @Override
    public List<Note> before() {
        return List.of();
    }

    /** The first message introduces us; the second, our SessionAck, is only sent when everything about their introduction was right. */
    @Override
    public Optional<Note> sent(int number, Bytes message) {
        return switch (number) {
            case 0 ->
                Optional.of(new Note(
                        true, "init", message.length() + " bytes: SessionInit for this key on " + network.label()));
            case 1 ->
                Optional.of(
                        new Note(true, "answer", "it took our key, and introduced itself with its own, signed for us"));
            default -> Optional.empty();
        };
    }

    @Override
    public List<Note> proven(VerifiedPeer verified, int heard) {
        List<Note> notes = new ArrayList<>();
        notes.add(new Note(true, "confirm", "it answered an encrypted Ping, which takes the key it signed for"));
        verified.profile().facts().forEach((name, values) -> {
            if (!values.isEmpty()) {
                notes.add(new Note(true, "it says", name + ": " + String.join(", ", values)));
            }
        });
        return notes;
    }

    @Override
    public String letIn() {
        return "The node let us in and proved its key.";
    }

    @Override
    public Finding refused(Refusal why, Bytes heard) {
        Optional<OpenDexNetwork> other = speaks(heard).filter(one -> one != network);
        if (other.isPresent()) {
            return new Finding(
                    List.of(new Note(
                            false,
                            "answer",
                            heard.length() + " bytes, in the manner of "
                                    + other.get().label())),
                    Outcome.REFUSED,
                    "The node belongs to another of OpenDEX's networks: try --network "
                            + other.get().label() + ".",
                    List.of());
        }
        return why.byPeer() ? told(why) : found(why, heard.length());
    }

    /** Everything that is said in plain begins with the network's own number. */
    private static Optional<OpenDexNetwork> speaks(Bytes heard) {
        return heard.length() < Integer.BYTES
                ? Optional.empty()
                : OpenDexNetwork.ofMagic(Integer.reverseBytes(
                        ByteBuffer.wrap(heard.toByteArray()).getInt()));
    }

    private static Finding told(Refusal why) {
        Note told = new Note(false, "answer", "it says " + why.detail());
        return switch (why.reason()) {
            case WRONG_TARGET ->
                new Finding(
                        List.of(told),
                        Outcome.WRONG_KEY,
                        "It says that it is not the node with this key.",
                        ProbeReasons.whyWrongKey());
            case BANNED, ALREADY_CONNECTED, NOT_ACCEPTING, SELF, UNSUPPORTED_VERSION, SHUTDOWN ->
                new Finding(
                        List.of(told),
                        Outcome.REFUSED,
                        "The node refuses us and says why.",
                        List.of(ProbeReasons.whyOpenDexRefuses(why.reason())));
            default -> new Finding(List.of(told), Outcome.REFUSED, "The node refuses us and says why.", List.of());
        };
    }

    private Finding found(Refusal why, int heard) {
        return switch (why.reason()) {
            case TIMEOUT ->
                new Finding(
                        List.of(new Note(
                                false,
                                "answer",
                                "nothing complete within " + limit.toMillis() + " ms, " + heard + " bytes so far")),
                        Outcome.SILENT,
                        "The node took the connection and then left us waiting.",
                        ProbeReasons.whyOpenDexSilent());
            case UNEXPECTED_IDENTITY ->
                new Finding(
                        List.of(new Note(false, "answer", "it introduces itself with another key: " + why.detail())),
                        Outcome.WRONG_KEY,
                        "Somebody else answered than the node with this key.",
                        ProbeReasons.whyWrongKey());
            case BAD_SIGNATURE ->
                new Finding(
                        List.of(new Note(
                                false, "answer", "its introduction was not signed with that key, or not for us")),
                        Outcome.BAD_ANSWER,
                        "Somebody answers in this node's name without having its key.",
                        List.of());
            case MALFORMED, TOO_LARGE -> ProbeReasons.otherProtocol(response(heard), "OpenDEX", why.detail());
            default ->
                new Finding(
                        List.of(new Note(false, "answer", why.toString())),
                        Outcome.BAD_ANSWER,
                        "The node answers, but not as it should.",
                        List.of());
        };
    }

    @Override
    public Finding closed(int heard, String how) {
        return heard > 0
                ? ProbeReasons.otherProtocol(
                        new Note(false, "answer", how + " after " + heard + " bytes"),
                        "OpenDEX",
                        "it stopped after " + heard + " bytes")
                : new Finding(
                        List.of(new Note(false, "answer", how + " without a byte")),
                        Outcome.CLOSED,
                        "It hung up without a word.",
                        ProbeReasons.whyOpenDexClosed());
    }

    private static Note response(int bytes) {
        return new Note(true, "response", bytes + " bytes");
    }
}
