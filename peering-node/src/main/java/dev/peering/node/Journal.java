package dev.peering.node;

import dev.peering.core.KnownPeer;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerId;
import dev.peering.core.Refusal;
import dev.peering.core.Stranger;
import dev.peering.core.Trouble;
import dev.peering.core.VerifiedPeer;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge's own log: faults and what an operator must do something about as errors and warnings, what happens to
 * peers as debug lines, each thing once, with peer, direction, address and reason; never a secret, never a payload.
 * Operators read about their peers through a {@link NodeListener}, which has the facts instead of a text.
 *
 * <p>What can happen often is let through a few times per second and the rest is counted, so that a flood of
 * strangers is not a flood of lines.
 */
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger("dev.peering.node");

    private final String network;
    private final NodeCounters counters;
    private final Clock clock;
    private final Noise news = new Noise(50);
    private final Noise faults = new Noise(5);

    Journal(String network, NodeCounters counters, Clock clock) {
        this.network = network;
        this.counters = counters;
        this.clock = clock;
    }

    // ---- the node ----

    void listening(InetSocketAddress address) {
        LOG.debug("{}: listening on {}", network, address);
    }

    void stopped() {
        LOG.debug("{}: stopped", network);
    }

    void slowEnd(int connections) {
        LOG.warn("{}: gave up waiting for {} connections to end", network, connections);
    }

    void declined(KnownPeer peer, Refusal why) {
        LOG.warn("{}: not listed {}, {}", network, name(peer.id(), peer.alias()), why);
    }

    // ---- peers ----

    void up(Neighbor neighbor) {
        news("up", neighbor, "");
    }

    void down(Neighbor neighbor, Refusal why) {
        news("down", neighbor, why);
    }

    void warned(Neighbor neighbor, VerifiedPeer.Warning warning) {
        news("odd", neighbor, warning.detail());
    }

    void failed(KnownPeer peer, Trouble trouble) {
        news(trouble.proven() ? "no connection" : "no connection, if it was that peer", peer.id(), trouble.why());
    }

    void unwanted(KnownPeer peer, Refusal why) {
        news("left alone", peer.id(), why);
    }

    void knocked(Stranger stranger) {
        news("stranger", stranger.id(), stranger.remote());
    }

    void refused(InetSocketAddress remote, Refusal why) {
        news("refused inbound", remote, why);
    }

    private void news(String what, Object who, Object why) {
        if (LOG.isDebugEnabled()) {
            long hidden = news.hidden(clock.now().nanos());
            if (hidden != Noise.HIDE) {
                Object name = who instanceof Neighbor neighbor ? name(neighbor) : who;
                String because = why.toString().isEmpty() ? "" : ", " + why;
                LOG.debug("{}: {}, {}{}{}", network, what, name, because, and(hidden));
            }
        }
    }

    // ---- faults ----

    void acceptFailed(Throwable cause) {
        counters.faults.increment();
        long hidden = faults.hidden(clock.now().nanos());
        if (hidden != Noise.HIDE) {
            String remedy = "raise the limit on open files if this goes on";
            LOG.warn("{}: cannot accept connections, {}; {}{}", network, cause.toString(), remedy, and(hidden));
        }
    }

    void listenerFailed(NodeListener listener, Throwable thrown) {
        fault("the listener " + listener.getClass().getName() + " failed", thrown);
    }

    void fault(String where, Throwable thrown) {
        counters.faults.increment();
        long hidden = faults.hidden(clock.now().nanos());
        if (hidden != Noise.HIDE) {
            LOG.error("{}: a fault, {}{}", network, where, and(hidden), thrown);
        }
    }

    private static String name(Neighbor neighbor) {
        String direction = neighbor.direction().name().toLowerCase(Locale.ROOT);
        return name(neighbor.id(), neighbor.peer().alias()) + " " + direction + " " + neighbor.remote();
    }

    private static String name(PeerId id, String alias) {
        return alias.isEmpty() ? id.toString() : alias + " (" + id + ")";
    }

    private static String and(long hidden) {
        return hidden == 0 ? "" : " (" + hidden + " lines like this were not shown)";
    }
}
