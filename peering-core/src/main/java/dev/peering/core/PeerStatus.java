package dev.peering.core;

import java.time.Duration;
import java.util.Optional;

/**
 * What the hall knows about one peer right now.
 *
 * @param peer who
 * @param direction which end opens the connection
 * @param state where its reconnector stands
 * @param neighbor the connection, when it is up
 * @param attempts dials ordered so far in this process
 * @param failures failures in a row
 * @param nextTry how long until the next dial, when one is planned
 * @param lastTrouble the last thing that went wrong
 * @param origin how it became known
 * @param profile what it said about itself last; empty for a peer that never did
 * @param score what its deeds come to, see {@link Reputation}; 0 for a peer without any
 * @param banned whether it is neither let in nor dialed
 */
public record PeerStatus(
        KnownPeer peer,
        Direction direction,
        State state,
        Optional<Neighbor> neighbor,
        long attempts,
        int failures,
        Optional<Duration> nextTry,
        Optional<Trouble> lastTrouble,
        Origin origin,
        PeerProfile profile,
        double score,
        boolean banned) {

    /** How a peer became known. */
    public enum Origin {
        /** The operator listed it. */
        LISTED,
        /** A neighbor told of it, or an earlier life of this node had met it; we dial it. */
        DISCOVERED,
        /** It came by itself. */
        GUEST
    }

    /** Where a peer's reconnector stands. */
    public enum State {
        /** The next dial is planned. */
        WAITING,
        /** A dial or its handshake is under way. */
        DIALING,
        /** Connected. */
        UP,
        /** The other end dials; we wait for it. */
        AWAITING,
        /**
         * It said that it does not want us, see {@link #lastTrouble}: it is left alone for a day, or until it is kicked or listed anew, or
         * comes by itself.
         */
        RESTING
    }
}
