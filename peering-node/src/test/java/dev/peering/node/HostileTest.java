package dev.peering.node;

import static dev.peering.node.Party.eventually;
import static dev.peering.node.Party.socket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.Progress;
import dev.peering.core.Reason;
import dev.peering.core.manual.ManualPeering;
import dev.peering.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
@Timeout(60)
@DisplayName("What strangers and bad neighbors send")
class HostileTest {

    @Test
    @DisplayName("garbage is refused without a byte of answer, and costs the hall nothing")
    void garbage() throws IOException {
        try (Party party = new Party(2)) {
            Witness witness = new Witness();
            PeeringNode node = party.start(party.listener(1).on(witness));
            try (RawPeer stranger = new RawPeer(socket(node))) {
                stranger.say("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                assertThat(stranger.hear()).isEqualTo(-1);
            }
            eventually("the refusal is told", () -> witness.hasRefused(Reason.MALFORMED));
            eventually("its place is free", () -> node.counters().pendingHandshakes() == 0);
            assertThat(node.counters().endings()).containsEntry(Reason.MALFORMED, 1L);
            assertThat(node.counters().bytesOut()).isZero();
        }
    }

    @Test
    @DisplayName("a connection that says nothing is closed at the time limit of the handshake")
    void silent() throws IOException {
        try (Party party = new Party(2)) {
            Witness witness = new Witness();
            PeeringNode node = party.start(party.hasty(1).on(witness));
            long begin = System.nanoTime();
            try (RawPeer stranger = new RawPeer(socket(node))) {
                assertThat(stranger.hear()).isEqualTo(-1);
            }
            long waited = System.nanoTime() - begin;
            assertThat(waited)
                    .isGreaterThanOrEqualTo(node.protocol().handshakeTimeout().toNanos());
            eventually("the refusal is told", () -> witness.hasRefused(Reason.TIMEOUT));
        }
    }

    @Test
    @DisplayName("half a packet, then the end: refused as closed by the peer")
    void half() throws IOException {
        try (Party party = new Party(2)) {
            Witness witness = new Witness();
            PeeringNode node = party.start(party.listener(1).on(witness));
            try (RawPeer stranger = new RawPeer(socket(node))) {
                stranger.say(new byte[] {0x12, 0x40});
            }
            eventually("the refusal is told", () -> witness.hasRefused(Reason.CLOSED_BY_PEER));
        }
    }

    @Test
    @DisplayName("of one origin only so many handshakes may be pending; the next is closed at once")
    void tooManyOfOneOrigin() throws IOException {
        int most = 3;
        try (Party party = new Party(2)) {
            Witness witness = new Witness();
            PeeringNode node =
                    party.start(party.listener(1).on(witness).limits(EdgeLimits.DEFAULT.withPending(100, most, 100)));
            List<RawPeer> crowd = crowd(most, node);
            try (RawPeer oneTooMany = new RawPeer(socket(node))) {
                assertThat(oneTooMany.hear()).isEqualTo(-1);
            }
            eventually("the refusal is told", () -> witness.hasRefused(Reason.TOO_MANY_CONNECTIONS));
            assertThat(witness.refusals.get(0).detail()).contains("origin");
            assertThat(node.counters().pendingHandshakes()).isEqualTo(most);
            for (RawPeer one : crowd) {
                one.close();
            }
            eventually("all places are free", () -> node.counters().pendingHandshakes() == 0);
            crowd(1, node).get(0).close();
        }
    }

    @Test
    @DisplayName("when all places are taken, whoever has waited for longest makes room for the next")
    void tooMany() throws IOException {
        int most = 4;
        try (Party party = new Party(2)) {
            Witness witness = new Witness();
            PeeringNode node =
                    party.start(party.listener(1).on(witness).limits(EdgeLimits.DEFAULT.withPending(most, 100, 100)));
            List<RawPeer> crowd = crowd(most, node);
            try (RawPeer another = new RawPeer(socket(node))) {
                assertThat(crowd.get(0).hear()).isEqualTo(-1);
                eventually("the refusal is told", () -> witness.hasRefused(Reason.TOO_MANY_CONNECTIONS));
                assertThat(witness.refusals).hasSize(1);
                assertThat(witness.refusals.get(0).detail()).contains("longest");
                eventually("its place is free", () -> node.counters().pendingHandshakes() == most);
                another.say(new byte[] {0x12});
            }
            for (RawPeer one : crowd) {
                one.close();
            }
        }
    }

    private static List<RawPeer> crowd(int size, PeeringNode node) throws IOException {
        List<RawPeer> crowd = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            long read = node.counters().bytesIn() + 1;
            RawPeer one = new RawPeer(socket(node));
            one.say(new byte[] {0x12});
            crowd.add(one);
            // It is pending from the start, but only what was read has a session that can be refused.
            eventually("its first byte is read", () -> node.counters().bytesIn() == read);
        }
        return crowd;
    }

    @Test
    @DisplayName("a neighbor that announces too long a frame goes down as malformed; the peer stays listed")
    void tooLongFrame() throws IOException {
        try (Party party = new Party(2)) {
            Witness witness = new Witness();
            PeeringNode node =
                    party.start(party.listener(1).peers(party.peer(0)).on(witness));
            try (RawPeer peer = new RawPeer(socket(node))) {
                Moment now = Clock.SYSTEM.now();
                assertThat(peer.handshake(party.protocol(0, now), party.peer(1, node), now))
                        .isTrue();
                eventually("up", () -> witness.ups.size() == 1);
                peer.say(ByteBuffer.allocate(4).putInt(66_561).array());
                assertThat(peer.hear()).isEqualTo(-1);
            }
            eventually("down", () -> witness.hasDown(Reason.MALFORMED));
            assertThat(node.peer(party.id(0))).isPresent();
        }
    }

    @Test
    @DisplayName(
            "bytes that pile up without ever becoming a message end the connection, whatever the protocol thinks of them")
    void pile() throws IOException {
        OddProtocol.Reading never = (sound, in, now) -> Progress.WAIT;
        try (Party party = new Party(2)) {
            Witness witness = new Witness();
            PeeringNode node = party.start(PeeringNode.builder(now -> new OddProtocol(party.protocol(1, now), never))
                    .runtime(party.runtime())
                    .listen(Party.LOOPBACK, 0)
                    .on(witness));
            try (RawPeer stranger = new RawPeer(socket(node))) {
                stranger.say(new byte[EdgeLimits.DEFAULT.unreadBytes() + 1]);
                assertThat(stranger.hear()).isEqualTo(-1);
            }
            eventually("the refusal is told", () -> witness.hasRefused(Reason.TOO_LARGE));
        }
    }

    @Test
    @DisplayName(
            "a neighbor that stops reading is still removed within moments, and every sender hears what became of its message")
    void deafNeighbor() throws IOException {
        try (Party party = new Party(2)) {
            Witness witness = new Witness();
            PeeringNode node =
                    party.start(party.listener(1).peers(party.peer(0)).on(witness));
            Moment now = Clock.SYSTEM.now();
            try (RawPeer deaf = new RawPeer(socket(node))) {
                assertThat(deaf.handshake(party.protocol(0, now), party.peer(1, node), now))
                        .isTrue();
                eventually("up", () -> witness.ups.size() == 1);
                List<CompletableFuture<Void>> sent = new ArrayList<>();
                Message large = ManualPeering.message(Bytes.of(new byte[60_000]));
                long[] progress = {0, System.nanoTime()};
                eventually("nothing has been taken for a while", () -> {
                    sent.add(node.send(party.id(0), large));
                    long written = node.counters().messagesOut();
                    if (written != progress[0]) {
                        progress[0] = written;
                        progress[1] = System.nanoTime();
                    }
                    return written > 0 && System.nanoTime() - progress[1] > 500_000_000L;
                });
                assertThat(node.remove(party.id(0)).join()).isTrue();
                eventually("down", () -> witness.hasDown(Reason.REMOVED));
                eventually("every fate is known", () -> sent.stream().allMatch(CompletableFuture::isDone));
                assertThat(sent.stream().filter(CompletableFuture::isCompletedExceptionally))
                        .hasSizeGreaterThan(1);
                assertThat(node.counters().messagesOut() + node.counters().messagesUnsent())
                        .isEqualTo(sent.size());
            }
        }
    }

    @Test
    @DisplayName("a recorded handshake is not accepted a second time, and the neighbor that made it stays")
    void replayed() throws IOException {
        try (Party party = new Party(2)) {
            Witness witness = new Witness();
            PeeringNode node =
                    party.start(party.listener(1).peers(party.peer(0)).on(witness));
            Moment now = Clock.SYSTEM.now();
            try (RawPeer peer = new RawPeer(socket(node));
                    RawPeer thief = new RawPeer(socket(node))) {
                assertThat(peer.handshake(party.protocol(0, now), party.peer(1, node), now))
                        .isTrue();
                assertThat(thief.handshake(party.protocol(0, now), party.peer(1, node), now))
                        .isFalse();
                eventually("the refusal is told", () -> witness.hasRefused(Reason.REPLAYED));
                assertThat(witness.story).containsExactly("up");
            }
        }
    }
}
