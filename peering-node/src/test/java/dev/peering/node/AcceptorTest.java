package dev.peering.node;

import static dev.peering.node.Party.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.peering.core.PeeringLimits;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(LeakWatch.class)
@Timeout(60)
@DisplayName("Accepting connections")
class AcceptorTest {

    @Test
    @DisplayName(
            "when no file descriptor is left, accepting rests for a moment instead of spinning, and goes on by itself")
    void rest() {
        Logger log = (Logger) LoggerFactory.getLogger("dev.peering.node");
        try (Party party = new Party(1)) {
            log.setLevel(Level.OFF);
            NodeCounters counters = new NodeCounters();
            NodePlan plan = new NodePlan(
                    now -> party.protocol(0, now),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    PeeringLimits.DEFAULT,
                    EdgeLimits.DEFAULT,
                    Optional.of(party.runtime()),
                    Optional.empty());
            Edge edge = new Edge(plan, party.runtime(), party.protocol(0, Clock.SYSTEM.now()), counters);
            Channel listener = new Acceptor(edge).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Acceptor.open(listener);
            // On its loop, so that the rest cannot be over before it was seen.
            boolean rests = listener.eventLoop()
                    .submit(() -> {
                        listener.pipeline().fireExceptionCaught(new IOException("Too many open files"));
                        return !listener.config().isAutoRead();
                    })
                    .syncUninterruptibly()
                    .getNow();
            assertThat(rests).isTrue();
            assertThat(counters.faults()).isEqualTo(1);
            eventually("it goes on", () -> listener.config().isAutoRead());
            listener.close().syncUninterruptibly();
        } finally {
            log.setLevel(null);
        }
    }
}
