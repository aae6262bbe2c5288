package dev.peering.node;

import static dev.peering.node.Party.eventually;
import static dev.peering.node.Party.socket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peering.core.Neighbor;
import dev.peering.core.PeerRecord;
import dev.peering.core.Reason;
import dev.peering.core.manual.ManualPeering;
import dev.peering.core.opendex.OpenDexOptions;
import dev.peering.core.opendex.OpenDexOptions.Randomness;
import dev.peering.crypto.Identity;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
@Timeout(60)
@DisplayName("Start and stop")
class LifeTest {

    private final OwnThreads threads = new OwnThreads();

    @Test
    @DisplayName("a port in use is named with host, port and remedy, and leaves nothing running")
    void portInUse() {
        try (Party party = new Party(2)) {
            PeeringNode first = party.start(party.listener(1));
            int port = socket(first).getPort();
            PeeringNode second = PeeringNode.manual(party.identity(0))
                    .listen(Party.LOOPBACK, port)
                    .build();
            assertThatThrownBy(second::start)
                    .isInstanceOf(StartException.class)
                    .hasMessageContainingAll(Party.LOOPBACK, Integer.toString(port), "choose another port");
            assertThat(second.listenAddress()).isEmpty();
            assertThatThrownBy(second::start).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @DisplayName("a host to listen on that is no address of this machine, or no address at all, is named with a remedy")
    void wrongHost() {
        try (Party party = new Party(1)) {
            assertThatThrownBy(() -> party.start(party.node(0).listen("192.0.2.1", 0)))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("192.0.2.1")
                    .hasMessageContaining("this machine");
            assertThatThrownBy(() -> party.start(party.node(0).listen("no-such-host.invalid", 0)))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("no-such-host.invalid")
                    .hasMessageNotContaining("null")
                    .hasMessageContaining("IP address");
        }
    }

    @Test
    @DisplayName("a node that only dials has no listen address; before the start and after the end everything is empty")
    void emptiness() {
        try (Party party = new Party(2)) {
            PeeringNode node =
                    party.node(0).peers(party.peer(1, Ports.unused())).build();
            assertThat(node.self()).isEqualTo(party.id(0));
            assertThat(node.peers()).isEmpty();
            assertThat(node.add(party.peer(1))).isCompletedExceptionally();
            node.start();
            assertThat(node.listenAddress()).isEmpty();
            assertThat(node.peers()).hasSize(1);
            node.close();
            assertThat(node.peers()).isEmpty();
            assertThat(node.strangers()).isEmpty();
            assertThat(node.neighbors()).isEmpty();
            assertThat(node.send(party.id(1), ManualPeering.message(Bytes.EMPTY)))
                    .isCompletedExceptionally();
        }
    }

    @Test
    @DisplayName(
            "closing says nothing and tells both sides' listeners; closing again, or never having started, is fine")
    void close() {
        try (Pair pair = new Pair()) {
            pair.dialer.close();
            assertThat(pair.low.hasDown(Reason.SHUTDOWN)).isTrue();
            eventually("the other side knows", () -> pair.high.hasDown(Reason.CLOSED_BY_PEER));
            pair.dialer.close();
            assertThatThrownBy(pair.dialer::start).isInstanceOf(IllegalStateException.class);

            PeeringNode never = pair.party.node(0).build();
            never.close();
            assertThatThrownBy(never::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed before");
            PeeringNode alone = PeeringNode.manual(pair.party.identity(0)).build();
            alone.close();
            assertThatThrownBy(alone::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed before");
        }
    }

    @Test
    @DisplayName("a listener may close the node that it listens to")
    void closedByListener() {
        try (Party party = new Party(2)) {
            CompletableFuture<PeeringNode> self = new CompletableFuture<>();
            Witness low = new Witness();
            PeeringNode acceptor = party.start(party.listener(1).peers(party.peer(0)));
            PeeringNode dialer = PeeringNode.builder(now -> party.protocol(0, now))
                    .peers(party.peer(1, acceptor))
                    .on(low)
                    .on(new NodeListener() {
                        @Override
                        public void up(Neighbor neighbor) {
                            self.join().close();
                        }
                    })
                    .build();
            self.complete(dialer);
            dialer.start();
            eventually("it went down by itself", () -> low.hasDown(Reason.SHUTDOWN));
            assertThat(dialer.stop()).succeedsWithin(Party.PATIENCE);
        }
    }

    @Test
    @DisplayName("pending handshakes end with the node, and so does the listener: the port is free at once")
    void pendingOnes() throws Exception {
        try (Party party = new Party(2)) {
            Witness witness = new Witness();
            PeeringNode node = party.start(party.listener(1).on(witness));
            int port = socket(node).getPort();
            try (RawPeer stranger = new RawPeer(socket(node))) {
                stranger.say(new byte[] {0x12});
                // It is pending from the start, but only what was read has a session that can be refused.
                eventually("its first byte is read", () -> node.counters().bytesIn() == 1);
                assertThat(node.counters().pendingHandshakes()).isEqualTo(1);
                node.close();
                assertThat(stranger.hear()).isEqualTo(-1);
            }
            assertThat(witness.hasRefused(Reason.SHUTDOWN)).isTrue();
            assertThat(node.counters().pendingHandshakes()).isZero();
            PeeringNode next = party.start(party.node(1).listen(Party.LOOPBACK, port));
            assertThat(socket(next).getPort()).isEqualTo(port);
        }
    }

    @Test
    @DisplayName("several nodes share the threads of one runtime; closing the runtime closes them")
    void sharedRuntime() {
        PeeringRuntime runtime = PeeringRuntime.builder().loops(1).build();
        try (Pair pair = new Pair(new Party(2, runtime))) {
            runtime.close();
            assertThat(pair.low.downs).hasSize(1);
            assertThat(pair.acceptor.listenAddress()).isEmpty();
        }
    }

    @Test
    @DisplayName("no thread is left behind, however often nodes come and go")
    void threads() {
        for (int i = 0; i < 3; i++) {
            try (Party party = new Party(2);
                    PeeringNode acceptor = PeeringNode.builder(now -> party.protocol(1, now))
                            .listen(Party.LOOPBACK, 0)
                            .peers(party.peer(0))
                            .build()
                            .start();
                    PeeringNode dialer = PeeringNode.builder(now -> party.protocol(0, now))
                            .peer(
                                    party.id(1).toString(),
                                    Party.address(acceptor).toString())
                            .build()
                            .start()) {
                eventually("up", () -> !dialer.neighbors().isEmpty());
                assertThat(threads.running()).isNotEmpty();
            }
        }
        eventually("all threads have ended", () -> threads.running().isEmpty());
    }

    @Test
    @DisplayName("what is asked of a closed node fails, it does not hang")
    void askedTooLate() {
        try (Party party = new Party(1)) {
            PeeringNode node = party.start(party.node(0));
            node.close();
            CompletableFuture<Boolean> answer = node.kick(party.id(0));
            assertThat(answer).failsWithin(Party.PATIENCE);
        }
    }

    @Test
    @DisplayName(
            "a closed identity is told when the node is described, and when it starts, in both networks; nothing is left then")
    void closedIdentity() throws Exception {
        Identity key = Identity.create(new SecureRandom());
        Secp256k1Identity dexKey = Secp256k1Identity.create(new SecureRandom());
        PeeringNode manual = PeeringNode.manual(key).listen(Party.LOOPBACK, 0).build();
        PeeringNode dex = openDex(dexKey).listen(Party.LOOPBACK, 0).build();
        key.close();
        dexKey.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> PeeringNode.manual(key))
                .withMessageContaining("is closed");
        assertThatIllegalStateException().isThrownBy(() -> openDex(dexKey)).withMessageContaining("is closed");
        for (PeeringNode node : List.of(manual, dex)) {
            assertThatIllegalStateException().isThrownBy(node::start).withMessageContaining("is closed");
            assertThat(node.listenAddress()).isEmpty();
            assertThat(node.stop()).isCompleted();
        }
        eventually("all threads have ended", () -> threads.running().isEmpty());
    }

    private static NodeBuilder openDex(Secp256k1Identity identity) {
        OpenDexOptions options = OpenDexOptions.of(OpenDexNetwork.REGTEST, Randomness.from(new SecureRandom()));
        return PeeringNode.openDex(identity, options, new OpenDexState(NodeState.EMPTY));
    }

    @Test
    @DisplayName(
            "a report of what the network does not have, or of a ban, fails, is no fault of ours, and lifts no ban")
    void oddReports() {
        try (Party party = new Party(2)) {
            PeeringNode node = party.start(party.node(0));
            node.ban(party.id(1)).join();
            for (int deed : new int[] {0, 1, 99, -5}) {
                assertThat(node.report(party.id(1), deed))
                        .failsWithin(Party.PATIENCE)
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(IllegalArgumentException.class);
            }
            assertThat(node.records()).singleElement().matches(PeerRecord::banned);
            assertThat(node.counters().faults()).isZero();
        }
    }
}
