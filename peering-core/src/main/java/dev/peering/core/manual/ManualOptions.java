package dev.peering.core.manual;

import dev.peering.core.Moment;
import dev.peering.core.PeerAddress;
import dev.peering.core.ReconnectPolicy;
import java.time.Duration;
import java.util.Set;

/**
 * What an operator may choose about manual peering. Start from {@link #startingAt} and change what differs.
 *
 * @param startedAt when this node started: requests stamped before it are refused while they could still be fresh
 * @param maxAge how old a request may be; GoShimmer computes 20 s and ignores it
 * @param maxSkew how far ahead a request may be stamped
 * @param warnOffset clock offset from which on the operator is warned
 * @param advertised addresses peers may dial us at; empty accepts any and warns when it is not the socket's own
 * @param handshakeTimeout overall limit from the open connection to proven identity; a Go dialer itself waits 500 ms
 * @param holdBack how long an acceptor keeps its first frame, so that a Go dialer reads the response alone
 * @param reconnect how lost connections are sought again
 */
public record ManualOptions(
        Moment startedAt,
        Duration maxAge,
        Duration maxSkew,
        Duration warnOffset,
        Set<PeerAddress> advertised,
        Duration handshakeTimeout,
        Duration holdBack,
        ReconnectPolicy reconnect) {

    /** Refuses a window that would let nobody in. */
    public ManualOptions {
        advertised = Set.copyOf(advertised);
        if (maxAge.toSeconds() < 1 || maxSkew.isNegative()) {
            throw new IllegalArgumentException(
                    "the freshness window must reach at least 1 s back and none into the past");
        }
        if (handshakeTimeout.isNegative() || handshakeTimeout.isZero()) {
            throw new IllegalArgumentException("the handshake timeout must be more than zero");
        }
    }

    /**
     * The defaults: 20 s back and ahead, a warning from 5 s, any target, 2 s for a handshake, 5 s between dials.
     *
     * @param startedAt when this node started
     * @return the options
     */
    public static ManualOptions startingAt(Moment startedAt) {
        return new ManualOptions(
                startedAt,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                Set.of(),
                Duration.ofSeconds(2),
                Duration.ofMillis(100),
                ReconnectPolicy.fixed(Duration.ofSeconds(5)));
    }

    /**
     * The same with another freshness window.
     *
     * @param newMaxAge how old a request may be
     * @param newMaxSkew how far ahead it may be stamped
     * @return the changed options
     */
    public ManualOptions withFreshness(Duration newMaxAge, Duration newMaxSkew) {
        return new ManualOptions(
                startedAt, newMaxAge, newMaxSkew, warnOffset, advertised, handshakeTimeout, holdBack, reconnect);
    }

    /**
     * The same with a closed list of own addresses; requests to any other are refused.
     *
     * @param newAdvertised the addresses; empty accepts any
     * @return the changed options
     */
    public ManualOptions withAdvertised(Set<PeerAddress> newAdvertised) {
        return new ManualOptions(
                startedAt, maxAge, maxSkew, warnOffset, newAdvertised, handshakeTimeout, holdBack, reconnect);
    }

    /**
     * The same with another time limit for handshakes.
     *
     * @param newTimeout more than zero
     * @return the changed options
     */
    public ManualOptions withHandshakeTimeout(Duration newTimeout) {
        return new ManualOptions(startedAt, maxAge, maxSkew, warnOffset, advertised, newTimeout, holdBack, reconnect);
    }

    /**
     * The same with another way of seeking lost connections.
     *
     * @param newReconnect the policy
     * @return the changed options
     */
    public ManualOptions withReconnect(ReconnectPolicy newReconnect) {
        return new ManualOptions(
                startedAt, maxAge, maxSkew, warnOffset, advertised, handshakeTimeout, holdBack, newReconnect);
    }

    /** How long an answered request could be replayed: a stamp from the far edge of the window ages through all of it. */
    Duration replayWindow() {
        return maxAge.plus(maxSkew);
    }
}
