package dev.peering.node;

import static dev.peering.node.Party.eventually;
import static dev.peering.node.Party.socket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Moment;
import dev.peering.core.Neighbor;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
@Timeout(60)
@DisplayName("The order in which listeners hear of one peer")
class OrderTest {

    @Test
    @DisplayName(
            "when newer connections of a peer take over, each old one is told to be down before the new one is told to be up")
    void replaced() throws Exception {
        int connections = 12;
        Witness witness = new Witness();
        // Takes its time, so that the newer connection, on the other loop, would overtake it if it could.
        NodeListener slow = new NodeListener() {
            @Override
            public void down(Neighbor neighbor, Refusal why) {
                pause();
            }
        };
        List<RawPeer> peers = new ArrayList<>();
        try (Party party = new Party(2)) {
            PeeringNode node =
                    party.start(party.listener(1).peers(party.peer(0)).on(slow).on(witness));
            Moment start = Clock.SYSTEM.now();
            for (int i = 0; i < connections; i++) {
                // Each request is stamped a second later, so that none is a repetition.
                Moment now = start.plus(java.time.Duration.ofSeconds(i));
                RawPeer peer = new RawPeer(socket(node));
                peers.add(peer);
                assertThat(peer.handshake(party.protocol(0, now), party.peer(1, node), now))
                        .isTrue();
            }
            eventually("the last one is up", () -> witness.ups.size() == connections);
            for (int i = 0; i < witness.story.size(); i++) {
                assertThat(witness.story.get(i)).isEqualTo(i % 2 == 0 ? "up" : "down");
            }
            assertThat(witness.downs).allSatisfy(why -> assertThat(why.reason()).isEqualTo(Reason.REPLACED));
            assertThat(node.neighbors()).hasSize(1);
            for (RawPeer peer : peers) {
                peer.close();
            }
        }
        assertThat(witness.story).hasSize(2 * connections);
    }

    private static void pause() {
        try {
            // Nobody opens it: a pause that is not a sleep in disguise of a condition, only a slow listener.
            boolean opened = new CountDownLatch(1).await(30, TimeUnit.MILLISECONDS);
            assertThat(opened).isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
