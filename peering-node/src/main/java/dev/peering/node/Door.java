package dev.peering.node;

import dev.peering.core.Admission;
import dev.peering.core.AdmissionList;
import dev.peering.core.KnownPeer;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.wire.Bytes;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.AttributeKey;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts the handshakes that others have begun and not finished, overall and for each origin, and answers checkpoint
 * 1 from the copy of the list that the hall published last. Asked from any event loop.
 */
final class Door implements Admission {

    private static final AttributeKey<Place> PLACE = AttributeKey.valueOf(Door.class, "PLACE");

    /** Fired at a channel whose place is needed. */
    static final Object MAKE_ROOM = new Object();

    private final EdgeLimits limits;
    private final NodeCounters counters;
    private final Map<Object, Integer> perOrigin = new ConcurrentHashMap<>();
    /**
     * In order of arrival, given back or not; nobody stays longer than a handshake may take. Touched by the accepting
     * thread alone.
     */
    private final Deque<Place> arrivals = new ArrayDeque<>();

    private volatile AdmissionList list = AdmissionList.EMPTY;

    Door(EdgeLimits limits, NodeCounters counters) {
        this.limits = limits;
        this.counters = counters;
    }

    /**
     * A place for one pending handshake. Given back when the neighbor is up and when the channel is closed; the
     * second time counts for nothing. Forgets its channel then, since it may stay in the queue of arrivals for a
     * while.
     */
    final class Place implements ChannelFutureListener {

        private final Object origin;
        private final AtomicReference<@Nullable Channel> taker;

        private Place(Object origin, Channel taker) {
            this.origin = origin;
            this.taker = new AtomicReference<>(taker);
        }

        @Override
        public void operationComplete(ChannelFuture closed) {
            giveBack();
        }

        private void giveBack() {
            if (taker.getAndSet(null) != null) {
                counters.pending.decrementAndGet();
                perOrigin.computeIfPresent(origin, (same, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    /**
     * The limit that keeps this newcomer out, if there is one. Asked by the accepting thread alone, right before
     * {@link #enter}.
     */
    Optional<Refusal> full(InetAddress newcomer) {
        if (perOrigin.getOrDefault(origin(newcomer), 0) >= limits.pendingPerOrigin()) {
            return Optional.of(Reason.TOO_MANY_CONNECTIONS.because(
                    limits.pendingPerOrigin() + " handshakes of this origin are pending, the limit"));
        }
        // Room is made for newcomers, see enter(); this is for the case that it is not made as fast as they come.
        if (counters.pending.get() >= limits.pendingHandshakes() * 2L) {
            return Optional.of(Reason.TOO_MANY_CONNECTIONS.because("far too many handshakes are pending"));
        }
        return Optional.empty();
    }

    /**
     * Takes a place for this channel until it is closed, or until {@link #leave}. When all are taken, the one that
     * has waited for longest is asked to go: an honest peer needs its place for milliseconds, so a crowd only pushes
     * itself out.
     */
    void enter(Channel channel, InetAddress newcomer) {
        Channel oldest = oldestArrival();
        if (oldest != null && counters.pending.get() >= limits.pendingHandshakes()) {
            arrivals.removeFirst();
            oldest.pipeline().fireUserEventTriggered(MAKE_ROOM);
        }
        Place place = new Place(origin(newcomer), channel);
        arrivals.addLast(place);
        counters.pending.incrementAndGet();
        perOrigin.merge(place.origin, 1, Integer::sum);
        channel.attr(PLACE).set(place);
        channel.closeFuture().addListener(place);
    }

    private @Nullable Channel oldestArrival() {
        for (Place first = arrivals.peekFirst(); first != null; first = arrivals.peekFirst()) {
            Channel taker = first.taker.get();
            if (taker != null) {
                return taker;
            }
            arrivals.removeFirst();
        }
        return null;
    }

    /** The handshake on this channel is finished; harmless for one that never had a place. */
    static void leave(Channel channel) {
        if (channel.hasAttr(PLACE)) {
            channel.attr(PLACE).get().giveBack();
        }
    }

    void list(AdmissionList published) {
        list = published;
    }

    @Override
    public Optional<KnownPeer> find(Bytes key) {
        return list.find(key);
    }

    @Override
    public Optional<Refusal> unwanted(Bytes key) {
        return list.unwanted(key);
    }

    @Override
    public List<KnownPeer> company() {
        return list.company();
    }

    @Override
    public boolean crowded() {
        return counters.pending.get() >= limits.crowdedFrom();
    }

    /**
     * One customer of a provider: with IPv6 that is a 64-bit prefix, since each of them can use all addresses below
     * it.
     */
    private static Object origin(InetAddress address) {
        return address instanceof Inet6Address
                ? ByteBuffer.wrap(address.getAddress()).getLong()
                : address;
    }
}
