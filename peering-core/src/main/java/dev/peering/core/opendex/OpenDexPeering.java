package dev.peering.core.opendex;

import dev.peering.core.Admission;
import dev.peering.core.DuplicateRule;
import dev.peering.core.Endpoints;
import dev.peering.core.Handshake;
import dev.peering.core.KnownPeer;
import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.Outlook;
import dev.peering.core.PeerId;
import dev.peering.core.Protocol;
import dev.peering.core.Reason;
import dev.peering.core.ReconnectPolicy;
import dev.peering.core.Refusal;
import dev.peering.core.Reputation;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Secp256k1Key;
import dev.peering.wire.MalformedException;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.NodeStateUpdate;
import dev.peering.wire.opendex.OpenDexWire;
import dev.peering.wire.opendex.PacketCodec;
import dev.peering.wire.opendex.PacketType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The door of the OpenDEX room: the peer protocol of xud, compatible with xud 1.2.5, its default branch and opendexd.
 *
 * <p>Seed 003; {@code opendex.md}. Both ends may dial; the higher key decides between crossing connections (8.4). Messages to and from the
 * program around us are packets of the order layer, body and type code as they travel; this library trades nothing itself.
 */
public final class OpenDexPeering implements Protocol {

    private static final Set<PacketType> SENDABLE = EnumSet.of(
            PacketType.ORDER,
            PacketType.ORDER_INVALIDATION,
            PacketType.GET_ORDERS,
            PacketType.ORDERS,
            PacketType.SWAP_REQUEST,
            PacketType.SWAP_ACCEPTED,
            PacketType.SWAP_FAILED,
            PacketType.SANITY_SWAP,
            PacketType.SANITY_SWAP_ACK);

    private static final Set<Reason> TOLD_TO_COME_BACK =
            EnumSet.of(Reason.TIMEOUT, Reason.ALREADY_CONNECTED, Reason.SHUTDOWN);
    private static final Set<Reason> BROKEN_OFF = EnumSet.of(
            Reason.TIMEOUT,
            Reason.CLOSED_BY_PEER,
            Reason.CONNECTION_LOST,
            Reason.UNREADABLE,
            Reason.CONNECT_FAILED,
            Reason.UNRESOLVED_NAME);

    /** Ours: as many as we look at ourselves in what others say of them. */
    private static final int MOST_ADDRESSES = KnownPeer.MAX_ADDRESSES;

    /** Ours: what a stranger may say to us at most, but for the rest of an introduction. */
    private static final int MOST_STATE_LENGTH = OpenDexWire.MAX_HANDSHAKE_PAYLOAD_LENGTH - 1024;

    private final Ourselves ourselves;
    private final OpenDexOptions options;
    private final InitRules rules;

    /**
     * A node that says nothing about itself.
     *
     * @param identity our key; must stay open as long as this is used
     * @param options what the operator chose
     * @throws IllegalStateException when the identity is closed
     */
    public OpenDexPeering(Secp256k1Identity identity, OpenDexOptions options) {
        this(identity, options, () -> NodeState.EMPTY);
    }

    /**
     * One node's view of the network.
     *
     * @param identity our key; must stay open as long as this is used
     * @param options what the operator chose
     * @param state says what this node is now. Asked from any event loop, for every introduction, and by open sessions whenever they are to
     *     {@linkplain dev.peering.core.Session#announce announce} it. What it says has passed {@link #sayable}
     * @throws IllegalStateException when the identity is closed
     */
    public OpenDexPeering(Secp256k1Identity identity, OpenDexOptions options, Supplier<NodeState> state) {
        if (identity.isClosed()) {
            throw new IllegalStateException(
                    "identity " + identity.key() + " is closed: load it again, and close it after the node");
        }
        this.ourselves = new Ourselves(identity, options, state);
        this.options = options;
        this.rules = new InitRules(ourselves.id(), options.minVersion());
    }

    /**
     * A peer's identity from its key.
     *
     * @param key the decoded key
     * @return the identity
     */
    public static PeerId id(Secp256k1Key key) {
        return OpenDexPeerId.of(key);
    }

    /**
     * Lets a state pass that every node of this kind would listen to: what we would not take from others we do not say ourselves.
     *
     * @param state what a node is to say of itself
     * @return the same
     * @throws IllegalArgumentException with more than {@link KnownPeer#MAX_ADDRESSES} addresses, or when it fills 63 KiB
     */
    public static NodeState sayable(NodeState state) {
        if (state.addresses().size() > MOST_ADDRESSES) {
            throw new IllegalArgumentException("at most " + MOST_ADDRESSES + " addresses can be advertised");
        }
        int length = PacketCodec.encode(new NodeStateUpdate("id", state)).length();
        if (length > MOST_STATE_LENGTH) {
            throw new IllegalArgumentException("what this node says of itself fills " + length + " bytes, at most "
                    + MOST_STATE_LENGTH + " fit into an introduction");
        }
        return state;
    }

    @Override
    public String name() {
        return "opendex";
    }

    @Override
    public PeerId self() {
        return ourselves.id();
    }

    @Override
    public PeerId parse(String text) throws KeyException {
        return OpenDexPeerId.of(Secp256k1Key.parse(text));
    }

    @Override
    public Duration handshakeTimeout() {
        return options.timing().handshake();
    }

    @Override
    public ReconnectPolicy reconnect() {
        return options.reconnect();
    }

    @Override
    public DuplicateRule duplicates() {
        return new HigherKeyDecides(ourselves.id());
    }

    /** Whoever has an address of the other dials it. */
    @Override
    public boolean dials(KnownPeer peer) {
        return !peer.addresses().isEmpty();
    }

    @Override
    public Reputation reputation() {
        return Conduct.OF_XUD;
    }

    @Override
    public boolean introduces() {
        return true;
    }

    /**
     * Section 8.3: a peer that left for good, or that we sent away, is not sought again. Three deviations. Whoever answers that we are
     * connected already is asked again after a pause, since one end may see the old connection for longer (section 15, #1681). Listed peers
     * are sought again after other reasons too, with growing waits: versions change, and a node that takes in nobody now may do so
     * tomorrow. And a listed peer that banned us is asked once a day.
     */
    @Override
    public Outlook outlook(Refusal why) {
        if (why.byPeer() && why.reason() == Reason.BANNED) {
            return Outlook.REST;
        }
        Set<Reason> passing = why.byPeer() ? TOLD_TO_COME_BACK : BROKEN_OFF;
        return passing.contains(why.reason()) ? Outlook.SEEK : Outlook.SEEK_LISTED;
    }

    @Override
    public Refusal refusal(MalformedException malformed) {
        return LastWords.refusal(malformed);
    }

    @Override
    public Optional<Refusal> unsendable(Message message) {
        Optional<PacketType> type = PacketType.ofCode(message.type()).filter(SENDABLE::contains);
        if (type.isEmpty()) {
            return Optional.of(
                    Reason.UNSENDABLE.because("packets of type " + message.type() + " are not the program's to send"));
        }
        try {
            PacketCodec.decode(message.type(), message.body());
            return Optional.empty();
        } catch (MalformedException malformed) {
            return Optional.of(Reason.UNSENDABLE.because(malformed.getMessage()));
        }
    }

    @Override
    public Handshake initiator(KnownPeer peer, Endpoints ends, Admission admission, Moment now) {
        return OpenDexHandshake.initiator(Footing.of(ourselves, rules, admission), (OpenDexPeerId) peer.id());
    }

    @Override
    public Handshake responder(Endpoints ends, Admission admission, Moment now) {
        return OpenDexHandshake.responder(Footing.of(ourselves, rules, admission));
    }
}
