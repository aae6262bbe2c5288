package dev.peering.node.log;

import dev.peering.core.KnownPeer;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerId;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.Stranger;
import dev.peering.core.Trouble;
import dev.peering.core.VerifiedPeer;
import dev.peering.node.NodeListener;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells the log what happens to peers: {@code event}, {@code network}, {@code peer}, {@code direction}, {@code reason}.
 *
 * <p>A peer that stays away fails every few seconds for the same reason; that is told once, and again when the reason changes. What strangers can
 * cause is throttled and the rest counted.
 */
public final class PeerLog implements NodeListener {

    private static final int MOST_STRANGERS = 20;
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int MOST_REFUSALS = 256;
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final Logger log;
    private final String network;
    private final Map<PeerId, Reason> lastFailure = new ConcurrentHashMap<>();
    private final Set<PeerId> up = ConcurrentHashMap.newKeySet();
    private final Recently refusals = new Recently(MOST_REFUSALS, SILENCE);
    private final Throttle strangers = new Throttle(MOST_STRANGERS, WINDOW, System.nanoTime());

    /**
     * The log of one network.
     *
     * @param log where to
     * @param network the network's name
     */
    public PeerLog(Logger log, String network) {
        this.log = log;
        this.network = network;
    }

    @Override
    public void up(Neighbor neighbor) {
        up.add(neighbor.id());
        lastFailure.remove(neighbor.id());
        LoggingEventBuilder line = line(log.atInfo(), "up", neighbor.peer())
                .addKeyValue("direction", direction(neighbor))
                .addKeyValue("remote", PeerAddress.of(neighbor.remote()));
        with(line, "clockOffsetSeconds", neighbor.clockOffset().map(Duration::toSeconds))
                .log("{} is up", name(neighbor.peer()));
    }

    @Override
    public void down(Neighbor neighbor, Refusal why) {
        up.remove(neighbor.id());
        because(line(log.atInfo(), "down", neighbor.peer()), why)
                .addKeyValue("direction", direction(neighbor))
                .addKeyValue(
                        "upSeconds",
                        Duration.between(neighbor.since(), Instant.now()).toSeconds())
                .log("{} is down", name(neighbor.peer()));
    }

    @Override
    public void warned(Neighbor neighbor, VerifiedPeer.Warning warning) {
        line(log.atWarn(), "warned", neighbor.peer())
                .addKeyValue("warning", warning.kind())
                .log("{} was let in, but {}", name(neighbor.peer()), warning.detail());
    }

    @Override
    public void dialing(KnownPeer peer, PeerAddress address) {
        line(log.atDebug(), "dialing", peer).addKeyValue("address", address).log("dialing {}", name(peer));
    }

    /** A peer that is up misses nothing: then it was another connection in its name, which anybody can make. */
    @Override
    public void failed(KnownPeer peer, Trouble trouble) {
        if (up.contains(peer.id())) {
            failed(line(log.atDebug(), "failedBeside", peer), trouble)
                    .log("another connection in the name of {} failed, the one that is up stays", name(peer));
            return;
        }
        Reason reason = trouble.why().reason();
        boolean news = lastFailure.put(peer.id(), reason) != reason;
        failed(line(news ? log.atWarn() : log.atDebug(), "failed", peer), trouble)
                .log("no connection with {}, it is tried again", name(peer));
    }

    /** Whether it was that peer is only told when it may have been somebody else. */
    private static LoggingEventBuilder failed(LoggingEventBuilder line, Trouble trouble) {
        LoggingEventBuilder told = because(line, trouble.why());
        return trouble.proven() ? told : told.addKeyValue("proven", false);
    }

    @Override
    public void unwanted(KnownPeer peer, Refusal why, Duration rest) {
        because(line(log.atWarn(), "unwanted", peer), why)
                .addKeyValue("nextTryHours", Math.round(rest.toMinutes() / 60.0))
                .log("{} does not want us and is left alone, unless it is kicked or listed anew", name(peer));
    }

    @Override
    public void knocked(Stranger stranger) {
        throttled(log.atInfo(), "knocked")
                .addKeyValue("peer", stranger.id())
                .addKeyValue("remote", PeerAddress.of(stranger.remote()))
                .addKeyValue("knocks", stranger.knocks())
                .log("somebody who is not on the list wants in");
    }

    /** A stranger with a proven key is told by {@link #knocked}; the rest once in a while for each origin and reason. */
    @Override
    public void refused(InetSocketAddress remote, Refusal why) {
        String what = remote.getAddress() + " " + why.reason();
        boolean news = why.reason() != Reason.UNKNOWN_PEER && refusals.isNews(what, System.nanoTime());
        because(news ? throttled(log.atInfo(), "refused") : named(log.atDebug(), "refused"), why)
                .addKeyValue("remote", PeerAddress.of(remote))
                .log("a connection was refused");
    }

    /** At DEBUG when too many came in this window. */
    private LoggingEventBuilder throttled(LoggingEventBuilder info, String event) {
        long held = strangers.ask(System.nanoTime());
        LoggingEventBuilder line = named(held < 0 ? log.atDebug() : info, event);
        return held > 0 ? line.addKeyValue("heldBackBefore", held) : line;
    }

    private LoggingEventBuilder named(LoggingEventBuilder builder, String event) {
        return builder.addKeyValue("event", event).addKeyValue("network", network);
    }

    private LoggingEventBuilder line(LoggingEventBuilder builder, String event, KnownPeer peer) {
        LoggingEventBuilder line = named(builder, event).addKeyValue("peer", peer.id());
        return peer.alias().isEmpty() ? line : line.addKeyValue("alias", peer.alias());
    }

    static LoggingEventBuilder with(LoggingEventBuilder line, String name, Optional<?> value) {
        return value.isPresent() ? line.addKeyValue(name, value.get()) : line;
    }

    private static LoggingEventBuilder because(LoggingEventBuilder line, Refusal why) {
        line = line.addKeyValue("reason", why.reason());
        return why.detail().isEmpty() ? line : line.addKeyValue("detail", why.detail());
    }

    private static String direction(Neighbor neighbor) {
        return neighbor.direction().name().toLowerCase(Locale.ROOT);
    }

    /**
     * What to call a peer in a sentence.
     *
     * @param peer whom
     * @return its alias, or the beginning of its key
     */
    public static String name(KnownPeer peer) {
        String key = peer.id().toString();
        return !peer.alias().isEmpty() ? peer.alias() : key.length() <= SHOWN ? key : key.substring(0, SHOWN) + "…";
    }

    private static final int SHOWN = 10;
}
