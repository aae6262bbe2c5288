package dev.peering.node;

import dev.peering.core.KnownPeer;
import dev.peering.core.Message;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerProfile;
import dev.peering.core.PeerRecord;
import dev.peering.core.Refusal;
import dev.peering.core.Stranger;
import dev.peering.core.Trouble;
import dev.peering.core.VerifiedPeer;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Hears what happens at a node: for the program around it, for logs and for metrics. Override what matters.
 *
 * <p>Order: for one peer the calls are {@link #up}, then {@link #warned} and {@link #message}, then {@link #down},
 * then {@link #up} again; they never overlap and none is left out.
 *
 * <p>Threads: these and {@link #learned} come on the event loop of the connection, so a listener that takes its time slows down the
 * neighbors on that loop and, through TCP, whoever sends to us: that is the back-pressure. {@link #refused} comes on
 * an event loop too. {@link #dialing}, {@link #failed}, {@link #unwanted}, {@link #declined}, {@link #knocked} and {@link #remember} come on the one thread that decides who
 * may come in, and must return at once. On neither may one wait for a future of this node, which needs the same
 * threads. What a listener throws is logged and changes nothing.
 */
public interface NodeListener {

    /**
     * A peer became a neighbor.
     *
     * @param neighbor who, on which connection
     */
    default void up(Neighbor neighbor) {}

    /**
     * A neighbor is gone; if it is still listed it will be sought again.
     *
     * @param neighbor who, as it was
     * @param why the reason
     */
    default void down(Neighbor neighbor, Refusal why) {}

    /**
     * A neighbor said something.
     *
     * @param neighbor who
     * @param message what
     */
    default void message(Neighbor neighbor, Message message) {}

    /**
     * A neighbor was let in although something is odd.
     *
     * @param neighbor who
     * @param warning what
     */
    default void warned(Neighbor neighbor, VerifiedPeer.Warning warning) {}

    /**
     * A neighbor said something new about itself.
     *
     * @param neighbor who
     * @param profile all it says now
     */
    default void learned(Neighbor neighbor, PeerProfile profile) {}

    /**
     * Something about a peer is to be kept over a restart, in place of what was kept about it before. Comes on the one thread that decides.
     *
     * @param record what
     */
    default void remember(PeerRecord record) {}

    /**
     * A dial is about to start.
     *
     * @param peer whom
     * @param address where, name or number
     */
    default void dialing(KnownPeer peer, PeerAddress address) {}

    /**
     * An attempt to reach a listed peer, or its attempt to reach us, came to nothing.
     *
     * @param peer who
     * @param trouble what went wrong
     */
    default void failed(KnownPeer peer, Trouble trouble) {}

    /**
     * A listed peer said that it does not want us. It is left alone until the rest is over, it is {@linkplain PeeringNode#kick kicked} or listed
     * anew, or it comes by itself. Comes on the one thread that decides, so perhaps before {@link #down} of the same end.
     *
     * @param peer who
     * @param why what it said
     * @param rest until it is dialed once more
     */
    default void unwanted(KnownPeer peer, Refusal why, Duration rest) {}

    /**
     * A peer was not put on the list, at the start or by {@link PeeringNode#add}: it is ourselves, it has no address where one is needed, or too
     * many. Nothing else changed.
     *
     * @param peer who
     * @param why what is wrong with it
     */
    default void declined(KnownPeer peer, Refusal why) {}

    /**
     * Somebody proved a key that nobody listed.
     *
     * @param stranger who, and how often by now
     */
    default void knocked(Stranger stranger) {}

    /**
     * A connection that somebody opened was closed before it came to anything; comes for every one of them, also in a
     * flood.
     *
     * @param remote where it came from
     * @param why the reason
     */
    default void refused(InetSocketAddress remote, Refusal why) {}
}
