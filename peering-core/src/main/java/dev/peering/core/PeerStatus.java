package dev.peering.core;

import java.time.Duration;
import java.util.Optional;

/**
 * What the hall knows about one listed peer right now.
 *
 * @param peer who
 * @param direction which end opens the connection
 * @param state where its reconnector stands
 * @param neighbor the connection, when it is up
 * @param attempts dials ordered so far in this process
 * @param failures failures in a row
 * @param nextTry how long until the next dial, when one is planned
 * @param lastTrouble the last thing that went wrong
 */
public record PeerStatus(
        KnownPeer peer,
        Direction direction,
        State state,
        Optional<Neighbor> neighbor,
        long attempts,
        int failures,
        Optional<Duration> nextTry,
        Optional<Trouble> lastTrouble) {

    /** Where a peer's reconnector stands. */
    public enum State {
        /** The next dial is planned. */
        WAITING,
        /** A dial or its handshake is under way. */
        DIALING,
        /** Connected. */
        UP,
        /** The other end dials; we wait for it. */
        AWAITING
    }
}
