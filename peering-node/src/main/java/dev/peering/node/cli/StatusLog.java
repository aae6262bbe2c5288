package dev.peering.node.cli;

import dev.peering.core.PeerStatus;
import dev.peering.node.PeeringNode;
import dev.peering.node.log.PeerLog;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs how it stands with every listed peer, one line each, as {@code log.statusInterval} asks. */
final class StatusLog {

    private StatusLog() {}

    static void tell(Logger log, PeeringNode node) {
        List<PeerStatus> peers = node.peers();
        long up = peers.stream().filter(peer -> peer.neighbor().isPresent()).count();
        log.atInfo()
                .addKeyValue("event", "status")
                .addKeyValue("listed", peers.size())
                .addKeyValue("up", up)
                .log("{} of {} peers are up", up, peers.size());
        for (PeerStatus peer : peers) {
            LoggingEventBuilder line = log.atInfo()
                    .addKeyValue("event", "peerStatus")
                    .addKeyValue("peer", peer.peer().id())
                    .addKeyValue("direction", peer.direction().name().toLowerCase(Locale.ROOT))
                    .addKeyValue("state", peer.state().name().toLowerCase(Locale.ROOT))
                    .addKeyValue("attempts", peer.attempts())
                    .addKeyValue("failures", peer.failures());
            peer.neighbor().ifPresent(neighbor -> line.addKeyValue("since", neighbor.since()));
            peer.nextTry().ifPresent(wait -> line.addKeyValue("nextTryMillis", wait.toMillis()));
            peer.lastTrouble()
                    .ifPresent(trouble ->
                            line.addKeyValue("lastError", trouble.why().reason()));
            line.log("  {}", PeerLog.name(peer.peer()));
        }
    }
}
