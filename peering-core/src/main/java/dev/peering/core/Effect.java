package dev.peering.core;

import java.time.Duration;

/** What the hall wants done, in the order in which it must happen. The edge carries it out and decides nothing. */
public sealed interface Effect {

    /**
     * Open a TCP connection and start an outbound session on it; report {@link Event.DialFailed} if that cannot be.
     *
     * @param connection the id of what will come of it
     * @param peer whom
     * @param address where, name or number
     */
    record Dial(ConnectionId connection, KnownPeer peer, PeerAddress address) implements Effect {}

    /**
     * The proven peer of this session is welcome: send the last handshake message and let it talk.
     *
     * @param neighbor who came up, on which connection
     */
    record Admit(Neighbor neighbor) implements Effect {}

    /**
     * End this connection or this dial.
     *
     * @param connection which
     * @param why the reason
     */
    record Close(ConnectionId connection, Refusal why) implements Effect {}

    /**
     * A neighbor went down.
     *
     * @param neighbor who, as it was
     * @param why the reason
     */
    record Down(Neighbor neighbor, Refusal why) implements Effect {}

    /**
     * An attempt to reach a listed peer, or its attempt to reach us, came to nothing.
     *
     * @param peer who
     * @param trouble what went wrong
     */
    record Failed(KnownPeer peer, Trouble trouble) implements Effect {}

    /**
     * A listed peer said that it does not want us, so it is left alone for a while. A kick or a new entry in the list ends that.
     *
     * @param peer who
     * @param why what it said
     * @param rest until it is dialed once more
     */
    record Unwanted(KnownPeer peer, Refusal why, Duration rest) implements Effect {}

    /**
     * Somebody proved a key that nobody listed.
     *
     * @param stranger who, and how often by now
     */
    record Knocked(Stranger stranger) implements Effect {}

    /**
     * A proven peer was let in although something was odd.
     *
     * @param neighbor who
     * @param warning what
     */
    record Warned(Neighbor neighbor, VerifiedPeer.Warning warning) implements Effect {}

    /**
     * A peer could not be listed.
     *
     * @param peer who
     * @param why the reason
     */
    record Declined(KnownPeer peer, Refusal why) implements Effect {}

    /**
     * The list changed; sessions ask this copy from now on.
     *
     * @param admission the new copy
     */
    record Publish(AdmissionList admission) implements Effect {}

    /**
     * Ask this connection's peer for a sign of life: another connection of it has appeared.
     *
     * @param connection which
     */
    record Probe(ConnectionId connection) implements Effect {}

    /**
     * A neighbor said something new about itself.
     *
     * @param neighbor who
     * @param profile all it says now
     */
    record Learned(Neighbor neighbor, PeerProfile profile) implements Effect {}

    /**
     * Keep this over a restart, in place of what was kept about the same peer. May be written late, several at once.
     *
     * @param record what is to be told with {@link Event.Began} next time
     */
    record Remember(PeerRecord record) implements Effect {}
}
