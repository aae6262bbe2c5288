package dev.peering.node.config;

import dev.peering.core.Moment;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeeringLimits;
import dev.peering.core.ReconnectPolicy;
import dev.peering.core.manual.ManualOptions;
import dev.peering.node.EdgeLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator chose about manual peering.
 *
 * @param knownPeers the good entries of the list
 * @param badEntries one sentence for each entry that was passed over
 * @param bind where to listen; empty for a node that only dials
 * @param advertised addresses peers may dial us at; empty accepts any
 * @param reconnectInterval the wait before a lost peer is dialed again
 * @param reconnectMaxInterval the longest wait; longer than the interval makes it double with each failure
 * @param handshakeTimeout how long a whole handshake may take
 * @param maxAge how old a request may be
 * @param maxSkew how far ahead of our clock it may be stamped
 * @param limits how much the hall holds
 * @param edge how much the edge holds
 */
public record ManualConfig(
        List<ListedPeer> knownPeers,
        List<String> badEntries,
        Optional<BindAddress> bind,
        Set<PeerAddress> advertised,
        Duration reconnectInterval,
        Duration reconnectMaxInterval,
        Duration handshakeTimeout,
        Duration maxAge,
        Duration maxSkew,
        PeeringLimits limits,
        EdgeLimits edge) {

    /** Copies the collections. */
    public ManualConfig {
        knownPeers = List.copyOf(knownPeers);
        badEntries = List.copyOf(badEntries);
        advertised = Set.copyOf(advertised);
    }

    /**
     * The same for the room.
     *
     * @param startedAt when the node started
     * @return the options
     */
    public ManualOptions options(Moment startedAt) {
        ReconnectPolicy reconnect = reconnectMaxInterval.compareTo(reconnectInterval) > 0
                ? ReconnectPolicy.exponential(reconnectInterval, reconnectMaxInterval)
                : ReconnectPolicy.fixed(reconnectInterval);
        return ManualOptions.startingAt(startedAt)
                .withFreshness(maxAge, maxSkew)
                .withAdvertised(advertised)
                .withHandshakeTimeout(handshakeTimeout)
                .withReconnect(reconnect);
    }
}
