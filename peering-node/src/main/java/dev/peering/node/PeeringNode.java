package dev.peering.node;

import dev.peering.core.Effect;
import dev.peering.core.Event;
import dev.peering.core.KnownPeer;
import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerId;
import dev.peering.core.PeerRecord;
import dev.peering.core.PeerStatus;
import dev.peering.core.Protocol;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.Stranger;
import dev.peering.core.manual.ManualOptions;
import dev.peering.core.manual.ManualPeering;
import dev.peering.core.opendex.OpenDexOptions;
import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.crypto.Secp256k1Identity;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node of one network: keeps authenticated connections to the peers that were listed, and carries messages to and
 * from them.
 *
 * <p>Build it, start it, close it; a closed node is not started again, a new one is built instead. All methods may be
 * called from any thread. Futures are completed on a thread of the node: hang long work on them with the {@code
 * Async} methods.
 *
 * <p>{@link #peers}, {@link #peer} and {@link #strangers} ask the hall thread and wait for its answer, which takes
 * microseconds; before the start and after the end they are empty.
 */
public final class PeeringNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("dev.peering.node");

    private final NodeCounters counters = new NodeCounters();
    private final Life life;

    PeeringNode(NodePlan plan, Protocol protocol) {
        this.life = new Life(this, plan, protocol, counters);
    }

    /**
     * A node of manual peering with default options.
     *
     * @param identity our key; must stay open as long as the node runs
     * @return the builder
     * @throws IllegalStateException when the identity is closed
     */
    public static NodeBuilder manual(Identity identity) {
        return builder(now -> new ManualPeering(identity, Ed25519.bouncyCastle(), ManualOptions.startingAt(now)));
    }

    /**
     * A node of OpenDEX.
     *
     * @param identity our key; must stay open as long as the node runs
     * @param options what the operator chose
     * @param state what the node says about itself; may be changed at any time
     * @return the builder
     * @throws IllegalStateException when the identity is closed
     */
    public static NodeBuilder openDex(Secp256k1Identity identity, OpenDexOptions options, OpenDexState state) {
        return builder(now -> new OpenDexPeering(identity, options, state)).saying(state);
    }

    /**
     * A node of any network.
     *
     * @param door makes the network's protocol; called when the node is built and again when it starts, each time
     *     with that moment
     * @return the builder
     */
    public static NodeBuilder builder(Function<Moment, Protocol> door) {
        return new NodeBuilder(door);
    }

    /**
     * Listens, if it is to listen, and begins to dial.
     *
     * @return this
     * @throws StartException when it cannot listen; the message is one sentence with the remedy. The node is closed
     *     then
     * @throws IllegalStateException when it was started or closed before, is closed while it starts, or could never run: its runtime or
     *     its identity is closed, or this is a thread of its runtime
     */
    public PeeringNode start() {
        life.start();
        return this;
    }

    /**
     * Where it listens.
     *
     * @return the bound address with its real port; empty for a node that only dials, before the start and after the
     *     end
     */
    public Optional<InetSocketAddress> listenAddress() {
        return life.edge().flatMap(Edge::listenAddress);
    }

    /**
     * Our own identity.
     *
     * @return who the peers see
     */
    public PeerId self() {
        return protocol().self();
    }

    /**
     * The network.
     *
     * @return its rules
     */
    public Protocol protocol() {
        return life.protocol();
    }

    /**
     * Lists peers. Listing a known key again replaces its addresses and alias and leaves a connection alone.
     *
     * @param peers whom
     * @return who could not be listed, and why; empty when all could
     */
    public CompletableFuture<List<Effect.Declined>> add(KnownPeer... peers) {
        return onHall(hall -> hall.on(new Event.PeersAdded(List.of(peers))).stream()
                .filter(Effect.Declined.class::isInstance)
                .map(Effect.Declined.class::cast)
                .toList());
    }

    /**
     * Lists one peer as an operator writes it.
     *
     * @param key its public key in the network's text form
     * @param addresses where to dial it: {@code host:port}; none when the other end dials
     * @return empty when it could be listed, else why not
     * @throws IllegalArgumentException when key or address cannot be read; the message says what is wrong
     */
    public CompletableFuture<List<Effect.Declined>> add(String key, String... addresses) {
        return add(NodeBuilder.read(protocol(), key, addresses));
    }

    /**
     * Takes a peer off the list and closes its connection. The answer comes when the list has changed; the connection closes
     * right behind it, on its own event loop, which is when {@link #neighbors} and the listener know.
     *
     * @param peer whom
     * @return whether it was listed
     */
    public CompletableFuture<Boolean> remove(PeerId peer) {
        return change(peer, listed -> true, new Event.PeerRemoved(peer));
    }

    /**
     * Dials a peer now instead of after its wait.
     *
     * @param peer whom
     * @return whether it is listed
     */
    public CompletableFuture<Boolean> kick(PeerId peer) {
        return change(peer, listed -> true, new Event.Kicked(peer));
    }

    /**
     * Cuts the connection of a neighbor; it stays listed and comes back.
     *
     * @param peer whom
     * @return whether it was connected
     */
    public CompletableFuture<Boolean> drop(PeerId peer) {
        Refusal why = Reason.DROPPED.because("cut by the operator");
        return change(peer, listed -> listed.neighbor().isPresent(), new Event.Dropped(peer, why));
    }

    /**
     * Bans a peer, known or not: its connection is closed, it is neither let in nor dialed. Lasts until {@link #unban}, over a restart when the
     * {@linkplain NodeListener#remember records} are kept.
     *
     * @param peer whom
     * @return done
     */
    public CompletableFuture<Void> ban(PeerId peer) {
        return onHall(hall -> hall.on(new Event.Banned(peer))).thenApply(effects -> null);
    }

    /**
     * Lifts a ban.
     *
     * @param peer whose
     * @return whether there was one
     */
    public CompletableFuture<Boolean> unban(PeerId peer) {
        return onHall(hall -> {
            boolean before = hall.peering().records().stream()
                    .anyMatch(record -> record.banned() && record.id().equals(peer));
            hall.on(new Event.Unbanned(peer));
            return before;
        });
    }

    /**
     * Notes that a peer did something that counts in its network, as the program around us saw it.
     *
     * @param peer who
     * @param deed the network's code, see {@link dev.peering.core.Reputation}
     * @return done; fails with {@link IllegalArgumentException} for a code that the network does not have, and for the two that say a ban
     *     and its lifting: those are {@link #ban} and {@link #unban}
     */
    public CompletableFuture<Void> report(PeerId peer, int deed) {
        try {
            protocol().reputation().reportable(deed);
        } catch (IllegalArgumentException unknown) {
            return CompletableFuture.failedFuture(unknown);
        }
        return onHall(hall -> hall.on(new Event.Reported(peer, deed))).thenApply(effects -> null);
    }

    /**
     * What is noted about peers for longer than a connection lasts: bans, deeds, addresses.
     *
     * @return the one that changed longest ago first
     */
    public List<PeerRecord> records() {
        return ask(hall -> hall.peering().records(), List.of());
    }

    /**
     * Forgets a stranger and does not report it again.
     *
     * @param stranger whom
     * @return done
     */
    public CompletableFuture<Void> ignore(PeerId stranger) {
        return onHall(hall -> hall.on(new Event.StrangerIgnored(stranger))).thenApply(effects -> null);
    }

    /**
     * Says something to a neighbor. Messages of one thread to one neighbor go out in order.
     *
     * <p>Back-pressure: at most {@link EdgeLimits#outstandingBytes} may be on their way; wait for earlier futures
     * before sending more. Never wait inside a listener: it runs on the loop that would have to write.
     *
     * @param peer to whom
     * @param message what
     * @return completed when it was written to the network; fails with {@link NotSentException} when it will not be
     */
    public CompletableFuture<Void> send(PeerId peer, Message message) {
        return life.edge()
                .map(carrier -> carrier.send(peer, message))
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new NotSentException(Reason.NOT_CONNECTED.because("this node is not running"))));
    }

    /**
     * What this node says about itself may have changed: neighbors are told, where the network has a word for it. A node that was built with an
     * {@link OpenDexState} needs no such call.
     */
    public void announce() {
        life.edge().ifPresent(Edge::announce);
    }

    /**
     * What is known about every peer: the listed ones, and in a network that is open to others also those that came or are sought.
     *
     * @return in the order of becoming known
     */
    public List<PeerStatus> peers() {
        return ask(Hall::peers, List.of());
    }

    /**
     * What is known about one peer.
     *
     * @param peer whom
     * @return empty when it is neither listed nor met
     */
    public Optional<PeerStatus> peer(PeerId peer) {
        return ask(hall -> hall.peer(peer), Optional.empty());
    }

    /**
     * Who is connected; costs the hall nothing.
     *
     * @return in no order
     */
    public List<Neighbor> neighbors() {
        return life.edge().map(Edge::neighbors).orElse(List.of());
    }

    /**
     * Who proved a key that is not listed.
     *
     * @return the one that was quiet for longest first
     */
    public List<Stranger> strangers() {
        return ask(hall -> hall.peering().strangers(), List.of());
    }

    /**
     * What the node has done so far.
     *
     * @return live counters
     */
    public NodeCounters counters() {
        return counters;
    }

    /**
     * Stops: nothing more is dialed or accepted, connections are closed, listeners hear of it. Does not wait, so a
     * listener may call it.
     *
     * @return completed when the last connection is gone
     */
    public CompletableFuture<Void> stop() {
        return life.stop();
    }

    /**
     * Stops and waits until everything is gone, the threads too if they are the node's own. May be called more than
     * once. On one of the node's own threads it does not wait, and while another thread starts the node it waits for that.
     *
     * <p>Waits 20 s at most: a listener that does not return keeps its thread. After that it logs a warning and returns, and that thread
     * ends, with what hangs on it, when the listener returns. An interrupt ends the waiting too; {@link #stop} tells when all is gone.
     */
    @Override
    public void close() {
        CompletableFuture<Void> end = stop();
        if (!life.runtime().isOwnThread() && !PeeringRuntime.await(end)) {
            LOG.warn("{}: the node did not end in time", protocol().name());
        }
    }

    /** What is known about a peer, then what is to be done, both in one go of the hall. */
    private CompletableFuture<Boolean> change(PeerId peer, Predicate<PeerStatus> answer, Event event) {
        return onHall(hall -> {
            boolean before = hall.peer(peer).filter(answer).isPresent();
            hall.on(event);
            return before;
        });
    }

    private <T> CompletableFuture<T> onHall(Function<Hall, T> what) {
        return life.edge()
                .map(running -> running.hall().ask(() -> what.apply(running.hall())))
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new IllegalStateException("this node is not running; start it first")));
    }

    /** Asks and waits; on the hall thread itself the answer is at hand. */
    private <T> T ask(Function<Hall, T> question, T otherwise) {
        Optional<Edge> running = life.edge();
        if (running.isEmpty()) {
            return otherwise;
        }
        Hall hall = running.get().hall();
        return hall.isCurrentThread()
                ? question.apply(hall)
                : PeeringRuntime.await(hall.ask(() -> question.apply(hall)), otherwise);
    }
}
