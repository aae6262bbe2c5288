package dev.peering.core.simulation;

import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.Protocol;
import dev.peering.core.ReconnectPolicy;
import dev.peering.core.opendex.OpenDexOptions;
import dev.peering.core.opendex.OpenDexOptions.Randomness;
import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.core.rooms.OpenDexRoom;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** OpenDEX for simulations: node {@code n} always has the same key; its randomness follows from its number and the time of its start. */
final class OpenDexVillage implements Rooms {

    private static final int MOST_NODES = 40;

    private final List<Secp256k1Identity> identities =
            IntStream.range(0, MOST_NODES).mapToObj(OpenDexRoom::identity).toList();

    @Override
    public Protocol protocol(int node, Moment startedAt) {
        Randomness randomness =
                Randomness.from(RandomGeneratorFactory.of("L64X128MixRandom").create(31 * startedAt.nanos() + node));
        OpenDexOptions options = OpenDexRoom.options(randomness)
                .withDiscovery(true, Duration.ofHours(12))
                .withReconnect(ReconnectPolicy.exponential(Duration.ofSeconds(5), Duration.ofMinutes(1)));
        return new OpenDexPeering(identities.get(node), options);
    }

    @Override
    public Message message(Bytes body) {
        return OpenDexRoom.order(body);
    }
}
