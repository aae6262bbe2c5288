package dev.peering.node.config;

import dev.peering.core.PeerAddress;
import dev.peering.core.PeeringLimits;
import dev.peering.core.ReconnectPolicy;
import dev.peering.core.opendex.OpenDexOptions;
import dev.peering.core.opendex.OpenDexOptions.Randomness;
import dev.peering.core.opendex.OpenDexOptions.Timing;
import dev.peering.node.EdgeLimits;
import dev.peering.wire.opendex.NodeAddress;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the operator chose about OpenDEX.
 *
 * @param enabled whether it is served at all
 * @param network which network
 * @param identityFile where the node's own key is kept
 * @param knownPeers the good entries of the list
 * @param badEntries one sentence for each entry that was passed over
 * @param bind where to listen; empty for a node that only dials
 * @param advertised addresses told to others
 * @param minVersion the lowest version it talks to
 * @param reconnectInterval the first wait before a lost node is dialed again
 * @param reconnectMaxInterval the longest
 * @param handshakeTimeout how long a whole handshake may take
 * @param discoveryInterval how often neighbors are asked whom they know
 * @param limits how much the hall holds, and how far beyond the list it goes
 * @param edge how much the edge holds
 */
public record OpenDexConfig(
        boolean enabled,
        OpenDexNetwork network,
        Path identityFile,
        List<ListedPeer> knownPeers,
        List<String> badEntries,
        Optional<BindAddress> bind,
        List<PeerAddress> advertised,
        String minVersion,
        Duration reconnectInterval,
        Duration reconnectMaxInterval,
        Duration handshakeTimeout,
        Duration discoveryInterval,
        PeeringLimits limits,
        EdgeLimits edge) {

    /** Copies the collections. */
    public OpenDexConfig {
        knownPeers = List.copyOf(knownPeers);
        badEntries = List.copyOf(badEntries);
        advertised = List.copyOf(advertised);
    }

    /**
     * What the node says about itself: where it is, if it listens at all. It trades nothing, so there is no more to say.
     *
     * @return the state
     */
    public NodeState state() {
        List<PeerAddress> reachable = bind.isPresent() ? advertised : List.of();
        return NodeState.of(
                reachable.stream()
                        .map(address -> new NodeAddress(address.host(), address.port()))
                        .toList(),
                List.of());
    }

    /**
     * The same for the room.
     *
     * @param randomness where keys, ids and IVs come from
     * @return the options
     */
    public OpenDexOptions options(Randomness randomness) {
        return OpenDexOptions.of(network, randomness)
                .withVersions(OpenDexOptions.VERSION, minVersion)
                .withDiscovery(limits.openness().discovered() > 0, discoveryInterval)
                .withTiming(Timing.USUAL.withHandshake(handshakeTimeout))
                .withReconnect(ReconnectPolicy.exponential(reconnectInterval, reconnectMaxInterval));
    }
}
