package dev.peering.node;

import dev.peering.core.KnownPeer;
import dev.peering.core.Neighbor;
import dev.peering.core.Refusal;
import dev.peering.core.Stranger;
import dev.peering.core.Trouble;
import dev.peering.core.VerifiedPeer;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The log of one node: each thing once, with peer, direction, address and reason; never a secret, never a payload. What strangers or unreachable peers can
 * cause is let through a few times per second, the rest is counted.
 */
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger("dev.peering.node");

    private static final int LINES_PER_SECOND = 5;

    private final String network;
    private final NodeCounters counters;
    private final Clock clock;
    private final Noise ups = new Noise(LINES_PER_SECOND);
    private final Noise troubles = new Noise(LINES_PER_SECOND);
    private final Noise knocks = new Noise(LINES_PER_SECOND);
    private final Noise refusals = new Noise(LINES_PER_SECOND);
    private final Noise warnings = new Noise(LINES_PER_SECOND);
    private final Noise faults = new Noise(LINES_PER_SECOND);

    Journal(String network, NodeCounters counters, Clock clock) {
        this.network = network;
        this.counters = counters;
        this.clock = clock;
    }

    void listening(InetSocketAddress address) {
        LOG.info("{}: listening on {}", network, address);
    }

    void stopped() {
        LOG.info("{}: stopped", network);
    }

    void up(Neighbor neighbor) {
        quietly(ups, Level.INFO, hidden -> LOG.info("{}: up {}{}", network, name(neighbor), hidden));
    }

    void down(Neighbor neighbor, Refusal why) {
        quietly(ups, Level.INFO, hidden -> LOG.info("{}: down {}, {}{}", network, name(neighbor), why, hidden));
    }

    void warned(Neighbor neighbor, VerifiedPeer.Warning warning) {
        quietly(
                warnings,
                Level.WARN,
                hidden -> LOG.warn("{}: {}: {}{}", network, name(neighbor), warning.detail(), hidden));
    }

    void failed(KnownPeer peer, Trouble trouble) {
        String sure = trouble.proven() ? "" : " (if it was that peer, which is not proven)";
        quietly(
                troubles,
                Level.INFO,
                hidden -> LOG.info(
                        "{}: no connection with {}, {}{}{}", network, name(peer), trouble.why(), sure, hidden));
    }

    void knocked(Stranger stranger) {
        quietly(
                knocks,
                Level.INFO,
                hidden -> LOG.info(
                        "{}: stranger {} from {}, knock {}{}",
                        network,
                        stranger.id(),
                        stranger.remote(),
                        stranger.knocks(),
                        hidden));
    }

    void declined(KnownPeer peer, Refusal why) {
        LOG.warn("{}: not listed {}, {}", network, name(peer), why);
    }

    void refused(InetSocketAddress remote, Refusal why) {
        quietly(
                refusals,
                Level.DEBUG,
                hidden -> LOG.debug("{}: refused inbound {}, {}{}", network, remote, why, hidden));
    }

    void acceptFailed(Throwable cause) {
        counters.faults.increment();
        quietly(
                faults,
                Level.WARN,
                hidden -> LOG.warn(
                        "{}: cannot accept connections for a moment, {}; raise the limit on open files if this goes on{}",
                        network,
                        cause.toString(),
                        hidden));
    }

    void slowEnd(int connections) {
        LOG.warn("{}: gave up waiting for {} connections to end", network, connections);
    }

    void fault(String where, Throwable thrown) {
        counters.faults.increment();
        quietly(
                faults,
                Level.ERROR,
                hidden -> LOG.error("{}: a fault of this program, {}{}", network, where, hidden, thrown));
    }

    void listenerFailed(NodeListener listener, Throwable thrown) {
        counters.faults.increment();
        quietly(
                faults,
                Level.ERROR,
                hidden -> LOG.error(
                        "{}: a listener failed, {}{}",
                        network,
                        listener.getClass().getName(),
                        hidden,
                        thrown));
    }

    private static String name(Neighbor neighbor) {
        return name(neighbor.peer()) + " " + neighbor.direction().name().toLowerCase(java.util.Locale.ROOT) + " "
                + neighbor.remote();
    }

    private static String name(KnownPeer peer) {
        return peer.alias().isEmpty() ? peer.id().toString() : peer.alias() + " (" + peer.id() + ")";
    }

    private void quietly(Noise noise, Level level, Consumer<String> line) {
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        long hidden = noise.hidden(clock.now().nanos());
        if (hidden != Noise.HIDE) {
            line.accept(hidden == 0 ? "" : " (" + hidden + " lines like this were not shown)");
        }
    }
}
