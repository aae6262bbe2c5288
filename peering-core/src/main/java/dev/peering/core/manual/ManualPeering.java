package dev.peering.core.manual;

import dev.peering.core.Admission;
import dev.peering.core.DuplicateRule;
import dev.peering.core.Endpoints;
import dev.peering.core.Handshake;
import dev.peering.core.KnownPeer;
import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerId;
import dev.peering.core.Protocol;
import dev.peering.core.Reason;
import dev.peering.core.ReconnectPolicy;
import dev.peering.core.Refusal;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
import dev.peering.wire.Bytes;
import dev.peering.wire.manual.HandshakeRequest;
import dev.peering.wire.manual.ManualWire;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The door of the manual room: IOTA Coordicide 3.5 manual peering, compatible with GoShimmer v0.6.4 to v0.8.1.
 *
 * <p>Seed 000. The node whose raw public key is lower, compared as unsigned bytes, dials (3.5.2). The dialer sends a signed request, the acceptor a
 * signed response, then both exchange frames (3.5.3).
 */
public final class ManualPeering implements Protocol {

    /** {@link Message#type} of an application message; its body is the payload. */
    public static final int MESSAGE = ManualWire.MESSAGE;

    /** {@link Message#type} of a request for a message; its body is the message's id. */
    public static final int MESSAGE_REQUEST = ManualWire.MESSAGE_REQUEST;

    private final Speaker speaker;
    private final ManualPeerId self;
    private final ManualOptions options;

    /**
     * One node's view of the network.
     *
     * @param identity our key; must stay open as long as this is used
     * @param ed25519 who checks and makes signatures
     * @param options what the operator chose
     * @throws IllegalStateException when the identity is closed
     */
    public ManualPeering(Identity identity, Ed25519 ed25519, ManualOptions options) {
        if (identity.isClosed()) {
            throw new IllegalStateException(
                    "identity " + identity.key() + " is closed: load it again, and close it after the node");
        }
        this.speaker = new Speaker(identity, ed25519);
        this.self = ManualPeerId.of(identity.key());
        this.options = options;
    }

    /**
     * A peer's identity from its key.
     *
     * @param key the decoded key
     * @return the identity
     */
    public static PeerId id(PeerKey key) {
        return ManualPeerId.of(key);
    }

    /**
     * An application message.
     *
     * @param data the payload, opaque here; at most 66,555 bytes
     * @return the message
     */
    public static Message message(Bytes data) {
        return new Message(MESSAGE, data);
    }

    /**
     * A request for a message, which GoShimmer answers with the message if it has it.
     *
     * @param id the message's id, 32 bytes for GoShimmer
     * @return the message
     */
    public static Message request(Bytes id) {
        return new Message(MESSAGE_REQUEST, id);
    }

    @Override
    public String name() {
        return "manual";
    }

    @Override
    public PeerId self() {
        return self;
    }

    @Override
    public PeerId parse(String text) throws KeyException {
        return ManualPeerId.of(PeerKey.parse(text));
    }

    @Override
    public Duration handshakeTimeout() {
        return options.handshakeTimeout();
    }

    @Override
    public ReconnectPolicy reconnect() {
        return options.reconnect();
    }

    @Override
    public DuplicateRule duplicates() {
        return DuplicateRule.NEWEST_WINS;
    }

    /** 3.5.2: if {@code node < peer}, the node proactively connects. Raw keys as unsigned bytes; GoShimmer up to v0.6.3 compared base58 text. */
    @Override
    public boolean dials(KnownPeer peer) {
        return self.bytes().compareTo(peer.id().bytes()) < 0;
    }

    /**
     * Two requests of one second to one address are the same bytes, since Ed25519 is deterministic, and an acceptor that remembers answered
     * requests refuses the second. So a new attempt waits for the next second.
     */
    @Override
    public Duration redialPause(Moment ended, Moment now) {
        if (ended.wall().getEpochSecond() != now.wall().getEpochSecond()) {
            return Duration.ZERO;
        }
        Instant nextSecond = now.wall().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return Duration.between(now.wall(), nextSecond);
    }

    @Override
    public Optional<Refusal> unsendable(Message message) {
        if (message.type() != MESSAGE && message.type() != MESSAGE_REQUEST) {
            return Optional.of(Reason.UNSENDABLE.because("manual peering has no message type " + message.type()));
        }
        int most = ManualWire.MAX_PAYLOAD_LENGTH;
        return message.body().length() <= most
                ? Optional.empty()
                : Optional.of(Reason.UNSENDABLE.because(
                        message.body().length() + " bytes do not fit into a frame; " + most + " do"));
    }

    @Override
    public Handshake initiator(KnownPeer peer, Endpoints ends, Admission admission, Moment now) {
        // The request names the address that was really dialed, never a host name, as GoShimmer's does.
        String to = PeerAddress.of(ends.remote()).toString();
        HandshakeRequest request =
                new HandshakeRequest(ManualWire.VERSION, to, now.wall().getEpochSecond());
        return new AwaitResponse(speaker, (ManualPeerId) peer.id(), request.encode());
    }

    @Override
    public Handshake responder(Endpoints ends, Admission admission, Moment now) {
        return new AwaitRequest(speaker, this, new RequestRules(options, self, ends), admission, options);
    }
}
