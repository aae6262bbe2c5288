package dev.peering.node.demo;

import dev.peering.core.KnownPeer;
import dev.peering.core.Neighbor;
import dev.peering.core.Openness;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerStatus;
import dev.peering.core.PeeringLimits;
import dev.peering.core.ReconnectPolicy;
import dev.peering.core.Refusal;
import dev.peering.core.opendex.OpenDexOptions;
import dev.peering.core.opendex.OpenDexOptions.Randomness;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.node.NodeListener;
import dev.peering.node.OpenDexState;
import dev.peering.node.PeeringNode;
import dev.peering.node.PeeringRuntime;
import dev.peering.wire.opendex.NodeAddress;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One OpenDEX node of the demo, open to guests and to whom its neighbors tell it of, but on this machine's loopback. */
final class OpenDexActor implements NodeListener {

    private static final String HOST = "127.0.0.1";

    private static final Openness OPEN = new Openness(8, 8, 100, true);

    private final String name;
    private final Stage stage;
    private final OpenDexState state = new OpenDexState(NodeState.EMPTY);
    private final PeeringNode node;
    private final PeerAddress address;
    private final Queue<Refusal> goodbyes = new ConcurrentLinkedQueue<>();

    /** Starts it; the key lives as long as the process and is worth nothing. */
    OpenDexActor(String name, Duration retry, Stage stage, PeeringRuntime runtime) {
        this.name = name;
        this.stage = stage;
        SecureRandom random = new SecureRandom();
        OpenDexOptions options = OpenDexOptions.of(OpenDexNetwork.REGTEST, Randomness.from(random))
                .withReconnect(ReconnectPolicy.fixed(retry));
        this.node = PeeringNode.openDex(Secp256k1Identity.create(random), options, state)
                .listen(HOST, 0)
                .limits(PeeringLimits.DEFAULT.withOpenness(OPEN))
                .runtime(runtime)
                .on(this)
                .build()
                .start();
        this.address = PeerAddress.of(node.listenAddress().orElseThrow());
        stage.introduce(node.self(), name);
        trades(List.of());
    }

    String name() {
        return name;
    }

    PeeringNode node() {
        return node;
    }

    Queue<Refusal> goodbyes() {
        return goodbyes;
    }

    PeerAddress address() {
        return address;
    }

    KnownPeer listed() {
        return new KnownPeer(node.self(), List.of(address), name);
    }

    /** What this node says of itself from now on, to neighbors at once. */
    void trades(List<String> pairs) {
        state.set(NodeState.of(List.of(new NodeAddress(address.host(), address.port())), pairs));
    }

    boolean isConnectedTo(OpenDexActor other) {
        return node.neighbors().stream().anyMatch(neighbor -> neighbor.id().equals(other.node.self()));
    }

    Optional<PeerStatus> view(OpenDexActor other) {
        return node.peer(other.node.self());
    }

    /** The other's fact of that name, as this node heard it. */
    List<String> heard(OpenDexActor other, String fact) {
        return view(other)
                .map(status -> status.profile().facts().getOrDefault(fact, List.of()))
                .orElse(List.of());
    }

    @Override
    public void up(Neighbor neighbor) {
        stage.tell(name + " has a neighbor, " + neighbor.direction().name().toLowerCase(Locale.ROOT) + ", "
                + stage.name(neighbor.id()));
    }

    @Override
    public void down(Neighbor neighbor, Refusal why) {
        if (why.byPeer()) {
            goodbyes.add(why);
        }
        stage.tell(
                name + " lost " + stage.name(neighbor.id()) + ": " + (why.byPeer() ? "it says " : "") + why.reason());
    }
}
