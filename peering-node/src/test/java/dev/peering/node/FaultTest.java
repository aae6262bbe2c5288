package dev.peering.node;

import static dev.peering.node.Party.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.peering.core.Message;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerId;
import dev.peering.core.Progress;
import dev.peering.core.Reason;
import dev.peering.core.VerifiedPeer;
import dev.peering.core.manual.ManualPeering;
import dev.peering.wire.Bytes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(LeakWatch.class)
@Timeout(60)
@DisplayName("Faults of ours or of a listener")
class FaultTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.peering.node");

    @BeforeAll
    static void faultsOnPurposeAreNoNews() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void others() {
        LOG.setLevel(null);
    }

    @Test
    @DisplayName("a fault in a session closes that connection as INTERNAL; the loop and the node go on")
    void session() {
        AtomicBoolean broken = new AtomicBoolean(true);
        survives(broken, (sound, in, now) -> {
            if (broken.get()) {
                throw new IllegalStateException("a fault on purpose");
            }
            return sound.received(in, now);
        });
    }

    @Test
    @DisplayName("a fault in the hall closes the connection that waits for its answer; the hall goes on")
    void hall() {
        AtomicBoolean broken = new AtomicBoolean(true);
        survives(broken, (sound, in, now) -> {
            Progress progress = sound.received(in, now);
            return broken.get() && progress instanceof Progress.Verified verified
                    ? new Progress.Verified(verified.send(), new VerifiedPeer(new Nobody()), verified.next())
                    : progress;
        });
    }

    private static void survives(AtomicBoolean broken, OddProtocol.Reading reading) {
        try (Party party = new Party(2)) {
            Witness high = new Witness();
            PeeringNode acceptor =
                    party.start(PeeringNode.builder(now -> new OddProtocol(party.protocol(1, now), reading))
                            .runtime(party.runtime())
                            .listen(Party.LOOPBACK, 0)
                            .peers(party.peer(0))
                            .on(high));
            party.start(party.node(0).peers(party.peer(1, acceptor)));
            eventually("it is refused", () -> high.hasRefused(Reason.INTERNAL));
            eventually("it is counted", () -> acceptor.counters().faults() > 0);
            assertThat(high.ups).isEmpty();
            broken.set(false);
            eventually("all is well afterwards", () -> high.ups.size() == 1);
        }
    }

    @Test
    @DisplayName("what a listener throws is counted, and neither the connection nor the next listener suffers")
    void listener() {
        NodeListener clumsy = new NodeListener() {
            @Override
            public void up(Neighbor neighbor) {
                throw new IllegalStateException("up");
            }

            @Override
            public void message(Neighbor neighbor, Message message) {
                throw new AssertionError("message");
            }
        };
        try (Party party = new Party(2)) {
            Witness high = new Witness();
            Witness low = new Witness();
            PeeringNode acceptor = party.start(
                    party.listener(1).peers(party.peer(0)).on(clumsy).on(high));
            PeeringNode dialer =
                    party.start(party.node(0).peers(party.peer(1, acceptor)).on(low));
            eventually("up", () -> low.ups.size() == 1);
            dialer.send(party.id(1), ManualPeering.message(Bytes.utf8("a"))).join();
            dialer.send(party.id(1), ManualPeering.message(Bytes.utf8("b"))).join();
            eventually("both arrive", () -> high.messages.size() == 2);
            assertThat(high.story).containsExactly("up", "message", "message");
            assertThat(acceptor.counters().faults()).isEqualTo(3);
        }
    }

    /** An identity that the hall stumbles over. */
    private static final class Nobody implements PeerId {

        @Override
        public Bytes bytes() {
            return Bytes.EMPTY;
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("a fault on purpose");
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }
}
