package dev.peering.core;

/**
 * Why a connection was refused or ended, in one vocabulary for all networks. A room maps these to its own wire codes, if it has any;
 * codes from the wire that it does not know become {@link #UNKNOWN}.
 */
public enum Reason {
    /** Bytes that can never become a message of this network. */
    MALFORMED(Fault.PEER),
    /** Bytes that decrypt or decode to nothing; perhaps somebody between us changed them. */
    UNREADABLE(Fault.NETWORK),
    /** A message longer than the network allows. */
    TOO_LARGE(Fault.PEER),
    /** The signature does not belong to the key and the data. */
    BAD_SIGNATURE(Fault.PEER),
    /** Not a usable public key: wrong length, not on the curve, or of small order. */
    BAD_KEY(Fault.PEER),
    /** The peer named itself anew within one connection. */
    IDENTITY_CHANGED(Fault.PEER),
    /** The answer is not about our request. */
    WRONG_REQUEST_HASH(Fault.PEER),
    /** Somebody else answered than the peer we dialed. */
    UNEXPECTED_IDENTITY(Fault.PEER),
    /** A handshake that was answered before. */
    REPLAYED(Fault.PEER),
    /** More accepted handshakes of one peer than its replay memory holds. */
    TOO_MANY_HANDSHAKES(Fault.PEER),
    /** A handshake was not finished, or a question not answered, in time. */
    TIMEOUT(Fault.PEER),
    /** The peer stopped in the middle of a frame. */
    STALLED(Fault.PEER),
    /** What stands in the place of a version is none. */
    MALFORMED_VERSION(Fault.PEER),
    /** A protocol version we do not speak. */
    UNSUPPORTED_VERSION(Fault.INCOMPATIBLE),
    /** A timestamp that is too old; often a wrong clock. */
    STALE_TIMESTAMP(Fault.INCOMPATIBLE),
    /** A timestamp that lies too far ahead; often a wrong clock. */
    FUTURE_TIMESTAMP(Fault.INCOMPATIBLE),
    /** A request made before this node started, which could be a recorded one. */
    STAMPED_BEFORE_START(Fault.INCOMPATIBLE),
    /** A request that was meant for another address. */
    WRONG_TARGET(Fault.INCOMPATIBLE),
    /** The peer dialed although, by key order, we dial it. */
    WRONG_DIRECTION(Fault.INCOMPATIBLE),
    /** Nobody listed this key. */
    UNKNOWN_PEER(Fault.UNWANTED),
    /** Our own key. */
    SELF(Fault.UNWANTED),
    /** The operator refuses this peer for now. */
    BANNED(Fault.UNWANTED),
    /** The same peer is connected already. */
    ALREADY_CONNECTED(Fault.UNWANTED),
    /** A newer connection of the same peer took over. */
    REPLACED(Fault.UNWANTED),
    /** It takes in nobody at the moment. */
    NOT_ACCEPTING(Fault.UNWANTED),
    /** The operator took the peer off the list. */
    REMOVED(Fault.UNWANTED),
    /** The operator, or the program around us, closed the connection. */
    DROPPED(Fault.LOCAL),
    /** A limit of this node is reached. */
    TOO_MANY_CONNECTIONS(Fault.LOCAL),
    /** Messages are queued faster than the peer takes them. */
    OVERFLOW(Fault.LOCAL),
    /** This node is stopping. */
    SHUTDOWN(Fault.LOCAL),
    /** A message was to be said before the handshake was finished or after the end. */
    NOT_CONNECTED(Fault.LOCAL),
    /** A message this network cannot carry. */
    UNSENDABLE(Fault.LOCAL),
    /** A fault of this program; the log has more. */
    INTERNAL(Fault.LOCAL),
    /** The peer has no address to dial. */
    NO_ADDRESS(Fault.LOCAL),
    /** The host name has no address right now. */
    UNRESOLVED_NAME(Fault.NETWORK),
    /** No TCP connection could be made. */
    CONNECT_FAILED(Fault.NETWORK),
    /** The other end closed the connection. */
    CLOSED_BY_PEER(Fault.NETWORK),
    /** The connection broke. */
    CONNECTION_LOST(Fault.NETWORK),
    /** The other end gave a reason that we do not know. */
    UNKNOWN(Fault.PEER);

    /** Whose fault a refusal is; decides how it is shown and whether it counts against a peer. */
    public enum Fault {
        /** The peer misbehaved. */
        PEER,
        /** Both are right by their own lights but do not fit. */
        INCOMPATIBLE,
        /** We do not want this peer, or not now. */
        UNWANTED,
        /** Ours. */
        LOCAL,
        /** The network's. */
        NETWORK
    }

    private final Fault fault;

    Reason(Fault fault) {
        this.fault = fault;
    }

    /**
     * Whose fault it is.
     *
     * @return the fault class
     */
    public Fault fault() {
        return fault;
    }

    /**
     * A refusal for this reason, which the other end gave.
     *
     * @param detail what it said beyond that, safe to print; may be empty
     * @return the refusal
     */
    public Refusal told(String detail) {
        return new Refusal(this, detail, true);
    }

    /**
     * A refusal for this reason.
     *
     * @param detail what exactly was seen, one clause, no secrets; may be empty
     * @return the refusal
     */
    public Refusal because(String detail) {
        return new Refusal(this, detail);
    }
}
