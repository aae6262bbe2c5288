package dev.peering.node.log;

import dev.peering.core.PeerStatus;
import dev.peering.core.PeerStatus.Origin;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs how it stands with every known peer, one line each, as {@code log.statusInterval} asks. */
public final class StatusLog {

    private StatusLog() {}

    /**
     * Tells it once.
     *
     * @param log where to
     * @param network the network's name
     * @param peers every known peer: listed, discovered or a guest
     */
    public static void tell(Logger log, String network, List<PeerStatus> peers) {
        List<PeerStatus> listed =
                peers.stream().filter(peer -> peer.origin() == Origin.LISTED).toList();
        long up = listed.stream().filter(StatusLog::isUp).count();
        LoggingEventBuilder line = log.atInfo()
                .addKeyValue("event", "status")
                .addKeyValue("network", network)
                .addKeyValue("listed", listed.size())
                .addKeyValue("up", up);
        if (peers.size() > listed.size()) {
            line = line.addKeyValue("others", peers.size() - listed.size())
                    .addKeyValue(
                            "othersUp", peers.stream().filter(StatusLog::isUp).count() - up);
        }
        line.log("{} of {} listed peers are up", up, listed.size());
        peers.forEach(peer -> tell(log, network, peer));
    }

    private static boolean isUp(PeerStatus peer) {
        return peer.neighbor().isPresent();
    }

    private static void tell(Logger log, String network, PeerStatus peer) {
        LoggingEventBuilder line = log.atInfo()
                .addKeyValue("event", "peerStatus")
                .addKeyValue("network", network)
                .addKeyValue("peer", peer.peer().id())
                .addKeyValue("origin", peer.origin().name().toLowerCase(Locale.ROOT))
                .addKeyValue("direction", peer.direction().name().toLowerCase(Locale.ROOT))
                .addKeyValue("state", peer.state().name().toLowerCase(Locale.ROOT))
                .addKeyValue("attempts", peer.attempts())
                .addKeyValue("failures", peer.failures());
        line = PeerLog.with(line, "since", peer.neighbor().map(neighbor -> neighbor.since()));
        line = PeerLog.with(line, "nextTryMillis", peer.nextTry().map(wait -> wait.toMillis()));
        line = PeerLog.with(
                line,
                "lastError",
                peer.lastTrouble()
                        .filter(old -> !isUp(peer))
                        .map(trouble -> trouble.why().reason()));
        line.log("  {}", PeerLog.name(peer.peer()));
    }
}
