package dev.peering.core;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A peer we are connected to, after both checkpoints.
 *
 * @param peer the known peer
 * @param connection which connection
 * @param remote the address it really came from or was dialed at
 * @param since when it came up
 * @param clockOffset our wall clock minus theirs, where the handshake tells it
 */
public record Neighbor(
        KnownPeer peer,
        ConnectionId connection,
        InetSocketAddress remote,
        Instant since,
        Optional<Duration> clockOffset) {

    /**
     * Its public key.
     *
     * @return the id
     */
    public PeerId id() {
        return peer.id();
    }

    /**
     * Who opened the connection.
     *
     * @return the direction
     */
    public Direction direction() {
        return connection.direction();
    }
}
