package dev.peering.core.simulation;

import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.Protocol;
import dev.peering.core.ReconnectPolicy;
import dev.peering.core.manual.ManualOptions;
import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.crypto.Sha256;
import dev.peering.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Manual peering for simulations: node {@code n} always has the same key; every other node waits longer after each failure. */
final class ManualVillage implements Rooms {

    private static final int MOST_NODES = 250;

    private final Ed25519 ed25519 = Ed25519.named("bouncycastle");
    private final List<Identity> identities = IntStream.range(0, MOST_NODES)
            .mapToObj(node -> Identity.fromSeed(Sha256.of(new byte[] {(byte) node})))
            .toList();

    @Override
    public Protocol protocol(int node, Moment startedAt) {
        ReconnectPolicy reconnect = node % 2 == 0
                ? ReconnectPolicy.fixed(Duration.ofSeconds(5))
                : ReconnectPolicy.exponential(Duration.ofSeconds(5), Duration.ofMinutes(1));
        ManualOptions options = ManualOptions.startingAt(startedAt).withReconnect(reconnect);
        return new ManualPeering(identities.get(node), ed25519, options);
    }

    @Override
    public Message message(Bytes body) {
        return ManualPeering.message(body);
    }
}
