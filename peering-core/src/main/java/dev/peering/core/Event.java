package dev.peering.core;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** What happened, told to the hall. Past tense: the hall cannot undo it, only answer with {@link Effect}s. */
public sealed interface Event {

    /**
     * The operator listed peers. Listing a known key again replaces its addresses and alias and leaves a connection alone.
     *
     * @param peers in the operator's order
     */
    record PeersAdded(List<KnownPeer> peers) implements Event {
        /** Copies the list. */
        public PeersAdded {
            peers = List.copyOf(peers);
        }
    }

    /**
     * The operator took a peer off the list.
     *
     * @param id whom; unknown keys are fine
     */
    record PeerRemoved(PeerId id) implements Event {}

    /**
     * The operator wants a dial now instead of after the wait.
     *
     * @param id whom
     */
    record Kicked(PeerId id) implements Event {}

    /**
     * The connection of a neighbor is to be cut; the peer stays listed and comes back.
     *
     * @param id whom
     * @param why the reason to show
     */
    record Dropped(PeerId id, Refusal why) implements Event {}

    /**
     * The operator does not want to see this stranger again.
     *
     * @param id whom
     */
    record StrangerIgnored(PeerId id) implements Event {}

    /**
     * A dial ended without an open connection.
     *
     * @param connection the dial's id
     * @param why the reason
     */
    record DialFailed(ConnectionId connection, Refusal why) implements Event {}

    /**
     * A session's peer proved its identity; the session waits for {@link Effect.Admit} or {@link Effect.Close}.
     *
     * @param connection which connection
     * @param remote where it comes from
     * @param peer who it is
     */
    record Proven(ConnectionId connection, InetSocketAddress remote, VerifiedPeer peer) implements Event {}

    /**
     * A session is over, whatever it had reached.
     *
     * @param connection which connection
     * @param remote the other end's address
     * @param why the reason
     * @param caller who it was, when the handshake got that far and the peer was never proven to the hall
     */
    record Lost(ConnectionId connection, InetSocketAddress remote, Refusal why, Optional<Caller> caller)
            implements Event {}

    /**
     * A neighbor told something that concerns the hall.
     *
     * @param connection on which connection
     * @param news what
     */
    record Told(ConnectionId connection, News news) implements Event {}

    /**
     * The operator bans a peer: its connection is closed, it is neither let in nor dialed until the ban is lifted. It may be unknown.
     *
     * @param id whom
     */
    record Banned(PeerId id) implements Event {}

    /**
     * The operator lifts a ban; nothing happens when there is none.
     *
     * @param id whose
     */
    record Unbanned(PeerId id) implements Event {}

    /**
     * The program around us saw a peer do something that counts in its network.
     *
     * @param id who
     * @param deed the network's code, see {@link Reputation}
     */
    record Reported(PeerId id, int deed) implements Event {}

    /**
     * The node starts; told once, before anything else. Who was banned in an earlier life is not dialed for a moment.
     *
     * @param peers the operator's list
     * @param records what an earlier life of this node had noted, one about each peer
     */
    record Began(List<KnownPeer> peers, List<PeerRecord> records) implements Event {
        /** Copies the lists. */
        public Began {
            peers = List.copyOf(peers);
            records = List.copyOf(records);
        }
    }

    /** Time passed: {@link Peering#deadline} was reached. Early ticks change nothing. */
    record Ticked() implements Event {}

    /** The node stops: every connection is closed and nothing is dialed any more. */
    record Stopped() implements Event {}
}
