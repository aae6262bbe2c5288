package dev.peering.node;

import dev.peering.core.KnownPeer;
import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerRecord;
import dev.peering.core.PeeringLimits;
import dev.peering.core.Protocol;
import dev.peering.crypto.KeyException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Describes a {@link PeeringNode}. Not safe for several threads. An argument that is null is told at once. */
public final class NodeBuilder {

    private final Function<Moment, Protocol> door;
    private final Protocol protocol;
    private final List<KnownPeer> peers = new ArrayList<>();
    private final List<PeerRecord> records = new ArrayList<>();
    /** Each knows its node once that is built. */
    private final List<Function<CompletableFuture<PeeringNode>, NodeListener>> listeners = new ArrayList<>();

    private Optional<InetSocketAddress> listen = Optional.empty();
    private PeeringLimits hallLimits = PeeringLimits.DEFAULT;
    private EdgeLimits edgeLimits = EdgeLimits.DEFAULT;
    private Optional<PeeringRuntime> runtime = Optional.empty();
    private Optional<OpenDexState> state = Optional.empty();

    NodeBuilder(Function<Moment, Protocol> door) {
        this.door = Objects.requireNonNull(door, "door");
        this.protocol = door.apply(Clock.SYSTEM.now());
    }

    /** A peer as an operator writes it. */
    static KnownPeer read(Protocol protocol, String key, String... addresses) {
        try {
            return new KnownPeer(
                    protocol.parse(key),
                    Arrays.stream(addresses).map(PeerAddress::parse).toArray(PeerAddress[]::new));
        } catch (KeyException unusable) {
            throw new IllegalArgumentException("the key cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    /** What the node's network says about it changes with this. */
    NodeBuilder saying(OpenDexState changing) {
        state = Optional.of(changing);
        return this;
    }

    /**
     * Where to accept connections. Without this the node only dials.
     *
     * @param host an address of this machine, or a name of it
     * @param port 0 to 65535; 0 lets the system choose
     * @return this
     */
    public NodeBuilder listen(String host, int port) {
        // Without a host Java would take every address of the machine.
        listen = Optional.of(new InetSocketAddress(Objects.requireNonNull(host, "host"), port));
        return this;
    }

    /**
     * A peer to list at the start, as an operator writes it.
     *
     * @param key its public key in the network's text form
     * @param addresses where to dial it: {@code host:port}; none when the other end dials
     * @return this
     * @throws IllegalArgumentException when key or address cannot be read; the message says what is wrong
     */
    public NodeBuilder peer(String key, String... addresses) {
        peers.add(read(protocol, key, addresses));
        return this;
    }

    /**
     * Peers to list at the start.
     *
     * @param peers whom
     * @return this
     */
    public NodeBuilder peers(KnownPeer... peers) {
        this.peers.addAll(List.of(peers));
        return this;
    }

    /**
     * What an earlier life of this node had noted, see {@link NodeListener#remember}. Bans hold from the start.
     *
     * @param remembered one record for each peer
     * @return this
     */
    public NodeBuilder records(List<PeerRecord> remembered) {
        records.addAll(List.copyOf(remembered));
        return this;
    }

    /**
     * How much the hall holds.
     *
     * @param limits the limits
     * @return this
     */
    public NodeBuilder limits(PeeringLimits limits) {
        hallLimits = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /**
     * How much the edge holds.
     *
     * @param limits the limits
     * @return this
     */
    public NodeBuilder limits(EdgeLimits limits) {
        edgeLimits = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /**
     * Which threads to run on; without this the node makes its own.
     *
     * @param runtime shared by several nodes, closed by whoever made it
     * @return this
     */
    public NodeBuilder runtime(PeeringRuntime runtime) {
        this.runtime = Optional.of(runtime);
        return this;
    }

    /**
     * What to do with messages; see {@link NodeListener} for threads and back-pressure.
     *
     * @param listener hears who said what
     * @return this
     */
    public NodeBuilder onMessage(BiConsumer<Neighbor, Message> listener) {
        Objects.requireNonNull(listener, "listener");
        return on(new NodeListener() {
            @Override
            public void message(Neighbor neighbor, Message message) {
                listener.accept(neighbor, message);
            }
        });
    }

    /**
     * Who hears what happens. May be called more than once; listeners are told in that order.
     *
     * @param listener hears
     * @return this
     */
    public NodeBuilder on(NodeListener listener) {
        Objects.requireNonNull(listener, "listener");
        listeners.add(node -> listener);
        return this;
    }

    /**
     * What to do when a peer is up, such as greeting it. Called like {@link NodeListener#up}: send, but do not wait for it here.
     *
     * @param listener hears which neighbor is up, and of which node
     * @return this
     */
    public NodeBuilder onUp(BiConsumer<PeeringNode, Neighbor> listener) {
        Objects.requireNonNull(listener, "listener");
        listeners.add(node -> new NodeListener() {
            @Override
            public void up(Neighbor neighbor) {
                listener.accept(node.join(), neighbor);
            }
        });
        return this;
    }

    /**
     * Makes the node.
     *
     * @return the node, not yet started
     */
    public PeeringNode build() {
        CompletableFuture<PeeringNode> self = new CompletableFuture<>();
        List<NodeListener> hearing =
                listeners.stream().map(listener -> listener.apply(self)).toList();
        PeeringNode node = new PeeringNode(
                new NodePlan(door, listen, peers, records, hearing, hallLimits, edgeLimits, runtime, state), protocol);
        self.complete(node);
        return node;
    }
}
