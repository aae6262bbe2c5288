package dev.peering.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.peering.core.Direction;
import dev.peering.core.Effect;
import dev.peering.core.KnownPeer;
import dev.peering.core.Neighbor;
import dev.peering.core.Openness;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerRecord;
import dev.peering.core.PeerStatus;
import dev.peering.core.PeeringLimits;
import dev.peering.core.Reason;
import dev.peering.core.ReconnectPolicy;
import dev.peering.core.Refusal;
import dev.peering.core.opendex.OpenDexOptions;
import dev.peering.core.opendex.OpenDexOptions.Randomness;
import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.wire.opendex.NodeAddress;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** OpenDEX nodes over loopback. */
@ExtendWith(LeakWatch.class)
@Timeout(120)
@DisplayName("OpenDEX nodes")
class OpenDexNodeTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Openness OPEN = new Openness(8, 8, 100, true);

    private final SecureRandom random = new SecureRandom();
    private final PeeringRuntime runtime = PeeringRuntime.builder().loops(2).build();
    private final List<OpenDexNode> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(node -> node.running.close());
        runtime.close();
        nodes.forEach(node -> node.identity.close());
    }

    @Test
    @DisplayName("9 two nodes that know a third find each other by asking it")
    void discovery() {
        OpenDexNode hub = node(OPEN, List.of());
        OpenDexNode left = node(OPEN, List.of(hub.known()));
        OpenDexNode right = node(OPEN, List.of(hub.known()));
        await().atMost(LONG).until(() -> left.isConnectedTo(right) && right.isConnectedTo(left));
        assertThat(left.status(hub).orElseThrow().origin()).isEqualTo(PeerStatus.Origin.LISTED);
        assertThat(hub.status(left).orElseThrow().origin()).isEqualTo(PeerStatus.Origin.GUEST);
        assertThat(left.status(right).orElseThrow().profile().addresses()).containsExactly(right.address);
        assertThat(left.status(right).orElseThrow().profile().facts())
                .containsEntry("version", List.of(OpenDexOptions.VERSION));
    }

    @Test
    @DisplayName("11 a changed state arrives at every neighbor and in every later handshake")
    void state() {
        OpenDexNode a = node(OPEN, List.of());
        OpenDexNode b = node(Openness.CLOSED, List.of(a.known()));
        await().atMost(LONG).until(() -> a.isConnectedTo(b) && b.isConnectedTo(a));
        a.state.set(NodeState.of(List.of(), List.of("LTC/BTC")));
        await().atMost(LONG)
                .until(() -> List.of("LTC/BTC")
                        .equals(b.status(a).orElseThrow().profile().facts().get("pairs")));
        b.running.drop(a.running.self()).join();
        await().atMost(LONG).until(() -> b.ups.size() == 2);
        assertThat(b.status(a).orElseThrow().profile().facts()).containsEntry("pairs", List.of("LTC/BTC"));
    }

    @Test
    @DisplayName(
            "11 a closed node is not told of changes any more, and a state that nobody would listen to changes nothing")
    void stateOfClosedNode() {
        OpenDexNode a = node(OPEN, List.of());
        NodeState before = a.state.get();
        List<NodeAddress> many = IntStream.range(0, 17)
                .mapToObj(port -> new NodeAddress("192.0.2.1", port))
                .toList();
        assertThatThrownBy(() -> a.state.set(NodeState.of(many, List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 addresses");
        assertThat(a.state.get()).isEqualTo(before);
        a.running.close();
        a.state.set(NodeState.EMPTY);
        assertThat(a.state.get()).isEqualTo(NodeState.EMPTY);
    }

    @Test
    @DisplayName("10 a banned peer is told so and stays away, over a restart too")
    void ban() {
        OpenDexNode a = node(OPEN, List.of());
        OpenDexNode b = node(Openness.CLOSED, List.of(a.known()));
        await().atMost(LONG).until(() -> a.isConnectedTo(b) && b.isConnectedTo(a));
        a.running.ban(b.running.self()).join();
        await().atMost(LONG)
                .until(() -> b.downs.stream().anyMatch(why -> why.byPeer() && why.reason() == Reason.BANNED));
        b.running.kick(a.running.self()).join();
        await().atMost(LONG)
                .until(() -> b.status(a).orElseThrow().lastTrouble().isPresent()
                        && b.status(a).orElseThrow().attempts() >= 2);
        PeerRecord record =
                a.notes.stream().filter(PeerRecord::banned).findFirst().orElseThrow();
        a.running.close();
        OpenDexNode again = start(a.identity, OPEN, List.of(), List.of(record), a.address.port());
        long attempts = b.status(again).orElseThrow().attempts();
        b.running.kick(again.running.self()).join();
        await().atMost(LONG)
                .until(() -> b.status(again).orElseThrow().attempts() > attempts
                        && b.status(again).orElseThrow().state() == PeerStatus.State.RESTING);
        assertThat(again.ups).isEmpty();
        assertThat(again.running.unban(b.running.self()).join()).isTrue();
        b.running.kick(again.running.self()).join();
        await().atMost(LONG).until(() -> again.isConnectedTo(b));
    }

    @Test
    @DisplayName("8.5 who stops says so: the other end hears Shutdown and comes back when the node is there again")
    void shutdown() {
        OpenDexNode a = node(OPEN, List.of());
        OpenDexNode b = node(Openness.CLOSED, List.of(a.known()));
        await().atMost(LONG).until(() -> a.isConnectedTo(b) && b.isConnectedTo(a));
        a.running.close();
        await().atMost(LONG)
                .until(() -> b.downs.stream().anyMatch(why -> why.byPeer() && why.reason() == Reason.SHUTDOWN));
        OpenDexNode again = start(a.identity, OPEN, List.of(), List.of(), a.address.port());
        await().atMost(LONG).until(() -> b.isConnectedTo(again) && again.isConnectedTo(b));
    }

    @Test
    @DisplayName("8.4 two nodes that list each other end with one connection, the same at both ends")
    void crossing() {
        for (int round = 0; round < 5; round++) {
            int port = Ports.free();
            Secp256k1Identity first = Secp256k1Identity.create(random);
            KnownPeer firstKnown = new KnownPeer(OpenDexPeering.id(first.key()), new PeerAddress("127.0.0.1", port));
            OpenDexNode b = node(Openness.CLOSED, List.of(firstKnown));
            OpenDexNode a = start(first, Openness.CLOSED, List.of(b.known()), List.of(), port);
            await().atMost(LONG).until(() -> a.isConnectedTo(b) && b.isConnectedTo(a));
            await().during(Duration.ofSeconds(1)).atMost(LONG).until(() -> {
                Set<Direction> ways = new HashSet<>();
                a.neighbor(b).ifPresent(there -> ways.add(there.connection().direction()));
                b.neighbor(a).ifPresent(there -> ways.add(there.connection().direction()));
                return ways.size() == 2;
            });
        }
    }

    private OpenDexNode node(Openness openness, List<KnownPeer> peers) {
        return start(Secp256k1Identity.create(random), openness, peers, List.of(), Ports.free());
    }

    private OpenDexNode start(
            Secp256k1Identity identity, Openness openness, List<KnownPeer> peers, List<PeerRecord> records, int port) {
        OpenDexNode node = new OpenDexNode(identity, openness, peers, records, port);
        nodes.add(node);
        return node;
    }

    /** One node that advertises where it listens, and what it heard. */
    private final class OpenDexNode implements NodeListener {

        private final Secp256k1Identity identity;
        private final PeerAddress address;
        private final OpenDexState state;
        private final PeeringNode running;
        private final ConcurrentLinkedQueue<Neighbor> ups = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Refusal> downs = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<PeerRecord> notes = new ConcurrentLinkedQueue<>();

        OpenDexNode(
                Secp256k1Identity identity,
                Openness openness,
                List<KnownPeer> peers,
                List<PeerRecord> records,
                int port) {
            this.identity = identity;
            this.address = new PeerAddress("127.0.0.1", port);
            OpenDexOptions options = OpenDexOptions.of(OpenDexNetwork.REGTEST, Randomness.from(random))
                    .withDiscovery(openness.discovered() > 0, Duration.ofHours(12))
                    .withReconnect(ReconnectPolicy.fixed(Duration.ofSeconds(1)));
            this.state =
                    new OpenDexState(NodeState.of(List.of(new NodeAddress(address.host(), address.port())), List.of()));
            this.running = PeeringNode.openDex(identity, options, state)
                    .listen("127.0.0.1", address.port())
                    .limits(PeeringLimits.DEFAULT.withOpenness(openness))
                    .limits(EdgeLimits.DEFAULT.withUnreadBytes(5 << 20))
                    .records(records)
                    .runtime(runtime)
                    .on(this)
                    .build()
                    .start();
            List<Effect.Declined> declined =
                    running.add(peers.toArray(KnownPeer[]::new)).join();
            assertThat(declined).isEmpty();
        }

        @Override
        public void up(Neighbor neighbor) {
            ups.add(neighbor);
        }

        @Override
        public void down(Neighbor neighbor, Refusal why) {
            downs.add(why);
        }

        @Override
        public void remember(PeerRecord record) {
            notes.add(record);
        }

        KnownPeer known() {
            return new KnownPeer(running.self(), address);
        }

        Optional<PeerStatus> status(OpenDexNode other) {
            return running.peer(other.running.self());
        }

        boolean isConnectedTo(OpenDexNode other) {
            return neighbor(other).isPresent();
        }

        Optional<Neighbor> neighbor(OpenDexNode other) {
            return running.neighbors().stream()
                    .filter(neighbor -> neighbor.id().equals(other.running.self()))
                    .findFirst();
        }
    }
}
