package dev.peering.node.log;

import dev.peering.core.PeerStatus;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs how it stands with every listed peer, one line each, as {@code log.statusInterval} asks. */
public final class StatusLog {

    private StatusLog() {}

    /**
     * Tells it once.
     *
     * @param log where to
     * @param network the network's name
     * @param peers every listed peer
     */
    public static void tell(Logger log, String network, List<PeerStatus> peers) {
        long up = peers.stream().filter(peer -> peer.neighbor().isPresent()).count();
        log.atInfo()
                .addKeyValue("event", "status")
                .addKeyValue("network", network)
                .addKeyValue("listed", peers.size())
                .addKeyValue("up", up)
                .log("{} of {} peers are up", up, peers.size());
        peers.forEach(peer -> tell(log, network, peer));
    }

    private static void tell(Logger log, String network, PeerStatus peer) {
        LoggingEventBuilder line = log.atInfo()
                .addKeyValue("event", "peerStatus")
                .addKeyValue("network", network)
                .addKeyValue("peer", peer.peer().id())
                .addKeyValue("direction", peer.direction().name().toLowerCase(Locale.ROOT))
                .addKeyValue("state", peer.state().name().toLowerCase(Locale.ROOT))
                .addKeyValue("attempts", peer.attempts())
                .addKeyValue("failures", peer.failures());
        line = PeerLog.with(line, "since", peer.neighbor().map(neighbor -> neighbor.since()));
        line = PeerLog.with(line, "nextTryMillis", peer.nextTry().map(wait -> wait.toMillis()));
        line = PeerLog.with(
                line,
                "lastError",
                peer.lastTrouble().map(trouble -> trouble.why().reason()));
        line.log("  {}", PeerLog.name(peer.peer()));
    }
}
