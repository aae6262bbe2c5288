package dev.peering.node;

import dev.peering.core.Event;
import dev.peering.core.KnownPeer;
import dev.peering.core.Message;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerId;
import dev.peering.core.PeerProfile;
import dev.peering.core.PeerRecord;
import dev.peering.core.Peering;
import dev.peering.core.Protocol;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.Stranger;
import dev.peering.core.Trouble;
import dev.peering.core.VerifiedPeer;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The running part of a node: what its connections, its hall and its listener share, from start to stop. */
final class Edge {

    /**
     * Small until a neighbor sends much: a stranger gets 512 bytes to be read into, twice the longest handshake
     * packet.
     */
    static final RecvByteBufAllocator READ_SIZES = new AdaptiveRecvByteBufAllocator(64, 512, 65_536);

    /** Connections have this long to end, listeners to hear of it. */
    static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final NodePlan plan;
    private final PeeringRuntime runtime;
    private final Protocol protocol;
    private final NodeCounters counters;
    private final Journal journal;
    private final Listeners listeners;
    private final Door door;
    private final Hall hall;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Map<PeerId, Connection> neighbors = new ConcurrentHashMap<>();
    private final AtomicLong inbound = new AtomicLong();
    private final CompletableFuture<Void> emptied = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile @Nullable Channel listening;

    Edge(NodePlan plan, PeeringRuntime runtime, Protocol protocol, NodeCounters counters) {
        this.plan = plan;
        this.runtime = runtime;
        this.protocol = protocol;
        this.counters = counters;
        this.journal = new Journal(protocol.name(), counters, runtime.clock());
        this.listeners = new Listeners(plan.listeners(), journal);
        this.door = new Door(plan.edgeLimits(), counters);
        this.hall = new Hall(this, new Peering(protocol, plan.hallLimits(), new SplittableRandom()), runtime.hall());
    }

    Clock clock() {
        return runtime.clock();
    }

    EventLoopGroup loops() {
        return runtime.eventLoops();
    }

    Transport transport() {
        return runtime.sockets();
    }

    Names names() {
        return runtime.names();
    }

    EdgeLimits limits() {
        return plan.edgeLimits();
    }

    Protocol protocol() {
        return protocol;
    }

    NodeCounters counters() {
        return counters;
    }

    Journal journal() {
        return journal;
    }

    Listeners listeners() {
        return listeners;
    }

    Door door() {
        return door;
    }

    Hall hall() {
        return hall;
    }

    long nextInbound() {
        return inbound.incrementAndGet();
    }

    // ---- from start to stop ----

    /** Takes the port, before anything else, so that a failure costs nothing. Nobody comes in yet. */
    void bind() {
        plan.listen().ifPresent(address -> {
            Channel bound = new Acceptor(this).bind(address);
            listening = bound;
            journal.listening((InetSocketAddress) bound.localAddress());
        });
    }

    /** The list first, so that nobody on it is taken for a stranger; then the newcomers. Nothing comes between them. */
    CompletableFuture<?> begin() {
        return hall.ask(() -> {
            hall.on(new Event.Began(plan.peers(), plan.records()));
            Optional<Channel> bound = Optional.ofNullable(listening);
            bound.ifPresent(Acceptor::open);
            return bound;
        });
    }

    Optional<InetSocketAddress> listenAddress() {
        return Optional.ofNullable(listening).map(channel -> (InetSocketAddress) channel.localAddress());
    }

    /** Completed when the listener is closed and the last connection is gone and told. */
    CompletableFuture<Void> stop() {
        stopping = true;
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Channel channel = listening;
        if (channel == null) {
            closed.complete(null);
        } else {
            channel.close().addListener(done -> afterSelect(channel.eventLoop(), () -> closed.complete(null)));
        }
        Future<?> limit = runtime.hall().schedule(this::giveUp, STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        return closed.thenCompose(done -> hall.tell(new Event.Stopped()))
                .thenCompose(done -> {
                    open.forEach(Connection::shutDown);
                    emptiedIfSo();
                    return emptied;
                })
                .whenComplete((done, failed) -> {
                    limit.cancel(false);
                    journal.stopped();
                });
    }

    /**
     * Goes on when the loop has selected again, which it does before anything that is due later: until then a closed channel of NIO keeps its socket.
     * To be called on the loop's own thread.
     */
    static void afterSelect(EventExecutor loop, Runnable then) {
        Future<?> unused = loop.schedule(then, 1, TimeUnit.MILLISECONDS);
    }

    private void giveUp() {
        journal.slowEnd(open.size());
        emptied.complete(null);
    }

    /** A connection is open; false when it came too late. */
    boolean enter(Connection connection) {
        open.add(connection);
        if (stopping) {
            open.remove(connection);
            return false;
        }
        return true;
    }

    void leave(Connection connection) {
        open.remove(connection);
        emptiedIfSo();
    }

    private void emptiedIfSo() {
        if (stopping && open.isEmpty()) {
            emptied.complete(null);
        }
    }

    // ---- neighbors ----

    /** A connection that opens later than this looks by itself. */
    void announce() {
        open.forEach(Connection::announce);
    }

    /** Lets a neighbor in, after the end of an older connection of the same peer has been told. */
    void admit(Neighbor neighbor, Connection connection) {
        Connection before = neighbors.put(neighbor.id(), connection);
        connection.admit(neighbor, before);
    }

    /** This connection of the peer is told to be down. */
    void forget(PeerId peer, Connection connection) {
        neighbors.remove(peer, connection);
    }

    List<Neighbor> neighbors() {
        return neighbors.values().stream()
                .flatMap(connection -> connection.neighbor().stream())
                .toList();
    }

    CompletableFuture<Void> send(PeerId peer, Message message) {
        Optional<Refusal> unsendable = protocol.unsendable(message);
        if (unsendable.isPresent()) {
            return unsent(unsendable.get());
        }
        Connection connection = neighbors.get(peer);
        return connection == null ? notConnected() : connection.send(message);
    }

    CompletableFuture<Void> notConnected() {
        return unsent(Reason.NOT_CONNECTED.because("this peer is not connected"));
    }

    private CompletableFuture<Void> unsent(Refusal why) {
        counters.messagesUnsent.increment();
        return CompletableFuture.failedFuture(new NotSentException(why));
    }

    // ---- news, told on the loop of a connection ----

    void up(Neighbor neighbor) {
        counters.ups.increment();
        journal.up(neighbor);
        listeners.tell(listener -> listener.up(neighbor));
    }

    void warned(Neighbor odd, VerifiedPeer.Warning warning) {
        journal.warned(odd, warning);
        listeners.tell(listener -> listener.warned(odd, warning));
    }

    void heard(Neighbor speaker, Message message) {
        counters.messagesIn.increment();
        listeners.tell(listener -> listener.message(speaker, message));
    }

    void learned(Neighbor told, PeerProfile profile) {
        listeners.tell(listener -> listener.learned(told, profile));
    }

    void down(Neighbor gone, Refusal why) {
        counters.downs.increment();
        journal.down(gone, why);
        listeners.tell(listener -> listener.down(gone, why));
    }

    void refused(InetSocketAddress remote, Refusal why) {
        journal.refused(remote, why);
        listeners.tell(listener -> listener.refused(remote, why));
    }

    // ---- news, told on the thread of the hall ----

    void dialing(KnownPeer peer, PeerAddress address) {
        counters.dials.increment();
        listeners.tell(listener -> listener.dialing(peer, address));
    }

    void failed(KnownPeer peer, Trouble trouble) {
        counters.failures.increment();
        journal.failed(peer, trouble);
        listeners.tell(listener -> listener.failed(peer, trouble));
    }

    void declined(KnownPeer peer, Refusal why) {
        journal.declined(peer, why);
        listeners.tell(listener -> listener.declined(peer, why));
    }

    void unwanted(KnownPeer peer, Refusal why, Duration rest) {
        journal.unwanted(peer, why);
        listeners.tell(listener -> listener.unwanted(peer, why, rest));
    }

    void remember(PeerRecord record) {
        listeners.tell(listener -> listener.remember(record));
    }

    void knocked(Stranger stranger) {
        counters.knocks.increment();
        journal.knocked(stranger);
        listeners.tell(listener -> listener.knocked(stranger));
    }
}
