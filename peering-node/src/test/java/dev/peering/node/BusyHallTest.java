package dev.peering.node;

import static dev.peering.node.Party.eventually;
import static dev.peering.node.Party.socket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Effect;
import dev.peering.core.Moment;
import dev.peering.core.Reason;
import dev.peering.wire.Bytes;
import dev.peering.wire.manual.Frame;
import dev.peering.wire.manual.FrameCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
@Timeout(60)
@DisplayName("While the hall is busy")
@SuppressWarnings("try") // a busy hall is held, not used
class BusyHallTest {

    private static final int FRAMES = 64;
    private static final int FRAME_LENGTH = 60_000;

    @Test
    @DisplayName("a connection that waits for its answer is not read any further; afterwards all it said arrives")
    void readingStops() throws Exception {
        try (Party party = new Party(2)) {
            Witness witness = new Witness();
            PeeringNode node =
                    party.start(party.listener(1).peers(party.peer(0)).on(witness));
            try (RawPeer peer = new RawPeer(socket(node))) {
                Thread talker = new Thread(() -> sayMuch(peer));
                try (HallThread busy = HallThread.busy(party.runtime())) {
                    Moment now = Clock.SYSTEM.now();
                    peer.say(peer.request(party.protocol(0, now), party.peer(1, node), now));
                    eventually("the request is read", () -> node.counters().bytesIn() > 0);
                    talker.start();
                    // Reading stops by itself within two reads; a second that is full of bytes shows it.
                    long until = System.nanoTime() + 1_000_000_000L;
                    eventually("a while has passed", () -> System.nanoTime() > until);
                    assertThat(node.counters().bytesIn()).isLessThanOrEqualTo(EdgeLimits.DEFAULT.unreadBytes());
                    assertThat(witness.story).isEmpty();
                }
                eventually("everything arrives", () -> witness.messages.size() == FRAMES);
                talker.join();
                assertThat(witness.downs).isEmpty();
            }
        }
    }

    private static void sayMuch(RawPeer peer) {
        ByteBuf frame = Unpooled.buffer();
        FrameCodec.write(new Frame.Message(Bytes.of(new byte[FRAME_LENGTH])), frame);
        byte[] bytes = ByteBufUtil.getBytes(frame);
        try {
            for (int i = 0; i < FRAMES; i++) {
                peer.say(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName(
            "so much news about strangers waits and no more, the rest is counted; news about neighbors is never lost")
    void strangerNews() throws Exception {
        int strangers = 12;
        int most = 5;
        try (Party party = new Party(strangers + 2)) {
            Witness witness = new Witness();
            int acceptor = strangers + 1;
            EdgeLimits limits = new EdgeLimits(100, 100, 100, 1 << 20, 1 << 20, most);
            PeeringNode node = party.start(
                    party.listener(acceptor).peers(party.peer(0)).limits(limits).on(witness));
            RawPeer neighbor = new RawPeer(socket(node));
            Moment now = Clock.SYSTEM.now();
            assertThat(neighbor.handshake(party.protocol(0, now), party.peer(acceptor, node), now))
                    .isTrue();
            eventually("up", () -> witness.ups.size() == 1);

            try (HallThread busy = HallThread.busy(party.runtime())) {
                for (int stranger = 1; stranger <= strangers; stranger++) {
                    try (RawPeer peer = new RawPeer(socket(node))) {
                        assertThat(peer.handshake(party.protocol(stranger, now), party.peer(acceptor, node), now))
                                .isFalse();
                    }
                }
                neighbor.close();
                eventually("all are refused", () -> witness.refusals.size() == strangers);
                assertThat(node.counters().unheardNews()).isEqualTo(strangers - most);
            }
            eventually("the neighbor is down", () -> witness.hasDown(Reason.CLOSED_BY_PEER));
            assertThat(node.strangers()).hasSize(most);
        }
    }

    @Test
    @DisplayName(
            "a question asked of a busy hall is answered as soon as it is free, with what was true after the last change")
    void questions() {
        try (Party party = new Party(2)) {
            PeeringNode node = party.start(party.listener(1));
            CompletableFuture<List<Effect.Declined>> added;
            try (HallThread busy = HallThread.busy(party.runtime())) {
                added = node.add(party.peer(0));
                assertThat(added).isNotDone();
            }
            assertThat(node.peers()).hasSize(1);
            assertThat(added).isCompletedWithValue(List.of());
            node.remove(party.id(0)).join();
            assertThat(node.peers()).isEmpty();
        }
    }

    @Test
    @DisplayName("however many questions have gathered, all are answered")
    void manyQuestions() {
        try (Party party = new Party(2)) {
            PeeringNode node = party.start(party.listener(1).peers(party.peer(0)));
            List<CompletableFuture<Boolean>> answers = new ArrayList<>();
            try (HallThread busy = HallThread.busy(party.runtime())) {
                for (int i = 0; i < 1_000; i++) {
                    answers.add(node.kick(party.id(0)));
                }
            }
            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer).succeedsWithin(Party.PATIENCE).isEqualTo(true));
        }
    }
}
