package dev.peering.bench;

import dev.peering.core.ReconnectPolicy;
import dev.peering.core.manual.ManualOptions;
import dev.peering.core.manual.ManualPeering;
import dev.peering.core.opendex.OpenDexOptions;
import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.node.NodeBuilder;
import dev.peering.node.PeeringNode;
import dev.peering.node.PeeringRuntime;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Whole nodes that dial only when they are told to. */
final class Nodes {

    private static final Duration NEVER = Duration.ofDays(100);

    private static final ReconnectPolicy ON_KICK_ONLY =
            new ReconnectPolicy(NEVER, 1, NEVER, 0, Duration.ofSeconds(30), NEVER);

    private Nodes() {}

    /** A node of manual peering, to be described further. */
    static NodeBuilder manual(
            PeeringRuntime runtime, Ed25519 ed25519, Identity identity, UnaryOperator<ManualOptions> chosen) {
        return PeeringNode.builder(now -> new ManualPeering(
                        identity,
                        ed25519,
                        chosen.apply(ManualOptions.startingAt(now).withReconnect(ON_KICK_ONLY))))
                .runtime(runtime);
    }

    /** The same in OpenDEX; it asks nobody whom it knows. */
    static NodeBuilder openDex(PeeringRuntime runtime, Secp256k1Identity identity, OpenDexOptions options) {
        return PeeringNode.builder(now -> new OpenDexPeering(
                        identity, options.withDiscovery(false, NEVER).withReconnect(ON_KICK_ONLY)))
                .runtime(runtime);
    }
}
