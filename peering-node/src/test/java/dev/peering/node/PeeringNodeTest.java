package dev.peering.node;

import static dev.peering.node.Party.address;
import static dev.peering.node.Party.eventually;
import static dev.peering.node.Party.socket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peering.core.Direction;
import dev.peering.core.Message;
import dev.peering.core.PeerStatus;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.manual.ManualPeering;
import dev.peering.wire.Bytes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
@Timeout(60)
@DisplayName("A node on loopback")
class PeeringNodeTest {

    private static final int LARGEST = 66_555;

    @Test
    @DisplayName("two nodes that list each other connect: the lower key dials, the higher accepts")
    void connect() {
        try (Pair pair = new Pair()) {
            assertThat(pair.low.ups.get(0).direction()).isEqualTo(Direction.OUTBOUND);
            assertThat(pair.high.ups.get(0).direction()).isEqualTo(Direction.INBOUND);
            assertThat(pair.high.ups.get(0).id()).isEqualTo(pair.dialer.self());
            assertThat(pair.low.ups.get(0).remote()).isEqualTo(socket(pair.acceptor));
            assertThat(pair.dialer.neighbors()).hasSize(1);
            assertThat(pair.acceptor.peer(pair.party.id(0)).orElseThrow().state())
                    .isEqualTo(PeerStatus.State.UP);
        }
    }

    @Test
    @DisplayName("messages of both types cross both ways, the largest too, each once and in order")
    void messages() throws Exception {
        try (Pair pair = new Pair()) {
            Bytes largest = Bytes.of(new byte[LARGEST]);
            List<Message> said = List.of(
                    ManualPeering.message(Bytes.utf8("hello")),
                    ManualPeering.request(Bytes.utf8("which")),
                    ManualPeering.message(largest),
                    ManualPeering.message(Bytes.EMPTY),
                    ManualPeering.request(largest));
            for (Message message : said) {
                pair.dialer.send(pair.party.id(1), message).get(10, TimeUnit.SECONDS);
                pair.acceptor.send(pair.party.id(0), message).get(10, TimeUnit.SECONDS);
            }
            eventually("all has arrived", () -> pair.low.messages.size() == 5 && pair.high.messages.size() == 5);
            assertThat(pair.low.messages).isEqualTo(said);
            assertThat(pair.high.messages).isEqualTo(said);
        }
    }

    @Test
    @DisplayName("a message that no frame can carry fails as UNSENDABLE, one to nobody as NOT_CONNECTED")
    void unsent() {
        try (Pair pair = new Pair()) {
            Message tooLong = ManualPeering.message(Bytes.of(new byte[LARGEST + 1]));
            assertThat(pair.dialer.send(pair.party.id(1), tooLong))
                    .failsWithin(Party.PATIENCE)
                    .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                    .withCauseInstanceOf(NotSentException.class)
                    .withMessageContaining(Reason.UNSENDABLE.name());
            assertThat(pair.dialer.send(pair.dialer.self(), ManualPeering.message(Bytes.EMPTY)))
                    .failsWithin(Party.PATIENCE)
                    .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                    .withMessageContaining(Reason.NOT_CONNECTED.name());
        }
    }

    @Test
    @DisplayName("a connection that is cut comes back by itself, and the story is up, down, up")
    void cut() {
        try (Pair pair = new Pair()) {
            assertThat(pair.acceptor.drop(pair.party.id(0)).join()).isTrue();
            eventually("both are up again", () -> pair.low.ups.size() == 2 && pair.high.ups.size() == 2);
            assertThat(pair.low.story).containsExactly("up", "down", "up");
            assertThat(pair.high.story).containsExactly("up", "down", "up");
            assertThat(pair.high.hasDown(Reason.DROPPED)).isTrue();
            assertThat(pair.low.hasDown(Reason.CLOSED_BY_PEER)).isTrue();
        }
    }

    @Test
    @DisplayName(
            "a peer removed by one side is closed there; the other side keeps trying and gets in when it is listed again")
    void removal() {
        try (Pair pair = new Pair()) {
            assertThat(pair.acceptor.remove(pair.party.id(0)).join()).isTrue();
            eventually("the other side tries in vain", () -> pair.low.troubles.size() >= 2);
            eventually("it is a stranger now", () -> !pair.acceptor.strangers().isEmpty());
            eventually("it is told", () -> pair.high.story.equals(List.of("up", "down")));
            assertThat(pair.high.hasDown(Reason.REMOVED)).isTrue();
            assertThat(pair.acceptor.neighbors()).isEmpty();
            assertThat(pair.acceptor.remove(pair.party.id(0)).join()).isFalse();

            assertThat(pair.acceptor.add(pair.party.peer(0)).join()).isEmpty();
            eventually("it is back", () -> pair.high.ups.size() == 2 && pair.low.ups.size() == 2);
            assertThat(pair.acceptor.strangers()).isEmpty();
        }
    }

    @Test
    @DisplayName("a new address of a peer is used for the next dial")
    void addressChange() {
        try (Party party = new Party(2)) {
            Witness low = new Witness();
            PeeringNode acceptor = party.start(party.listener(1).peers(party.peer(0)));
            PeeringNode dialer = party.start(
                    party.node(0).peers(party.peer(1, Ports.unused())).on(low));
            eventually("nobody is there", () -> low.hasTrouble(Reason.CONNECT_FAILED));
            assertThat(dialer.add(party.peer(1, acceptor)).join()).isEmpty();
            eventually("it is found at its new address", () -> low.ups.size() == 1);
        }
    }

    @Test
    @DisplayName("an unknown peer is refused without an answer and shown as a stranger, until it is ignored")
    void stranger() {
        try (Party party = new Party(2)) {
            Witness high = new Witness();
            Witness low = new Witness();
            PeeringNode acceptor = party.start(party.listener(1).on(high));
            party.start(party.node(0).peers(party.peer(1, acceptor)).on(low));
            eventually("it has knocked", () -> !acceptor.strangers().isEmpty());
            assertThat(acceptor.strangers().get(0).id()).isEqualTo(party.id(0));
            eventually("the refusal is told", () -> high.hasRefused(Reason.UNKNOWN_PEER));
            eventually("the other end saw it close", () -> low.hasTrouble(Reason.CLOSED_BY_PEER));
            acceptor.ignore(party.id(0)).join();
            assertThat(acceptor.strangers()).isEmpty();
        }
    }

    @Test
    @DisplayName("somebody else at the address of a peer is not taken for it")
    void wrongKey() {
        try (Party party = new Party(3)) {
            Witness low = new Witness();
            PeeringNode other = party.start(party.listener(2).peers(party.peer(0)));
            party.start(party.node(0).peers(party.peer(1, other)).on(low));
            eventually("it is noticed", () -> low.hasTrouble(Reason.UNEXPECTED_IDENTITY));
            assertThat(low.ups).isEmpty();
        }
    }

    @Test
    @DisplayName("a peer with a wrong address first and a right one second is reached")
    void secondAddress() {
        try (Party party = new Party(2)) {
            Witness low = new Witness();
            PeeringNode acceptor = party.start(party.listener(1).peers(party.peer(0)));
            party.start(party.node(0)
                    .peers(party.peer(1, Ports.unused(), address(acceptor)))
                    .on(low));
            eventually("it is reached", () -> low.ups.size() == 1);
        }
    }

    @Test
    @DisplayName("our own key and a peer that we would have to dial without an address are declined, with the reason")
    void declined() {
        try (Party party = new Party(2)) {
            Witness witness = new Witness();
            PeeringNode node = party.start(party.node(0).peers(party.peer(0)).on(witness));
            assertThat(witness.declined).extracting(Refusal::reason).containsExactly(Reason.SELF);
            assertThat(node.add(party.peer(0), party.peer(1)).join())
                    .extracting(declined -> declined.why().reason())
                    .containsExactly(Reason.SELF, Reason.NO_ADDRESS);
            assertThat(witness.declined)
                    .extracting(Refusal::reason)
                    .containsExactly(Reason.SELF, Reason.SELF, Reason.NO_ADDRESS);
            assertThatThrownBy(() -> node.add("not a key"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("key");
        }
    }

    @Test
    @DisplayName("a node that was restarted, with the same key and port, is found again")
    void restart() {
        try (Pair pair = new Pair()) {
            Party party = pair.party;
            int port = socket(pair.acceptor).getPort();
            pair.acceptor.close();
            eventually("down", () -> pair.low.downs.size() == 1);
            party.start(party.node(1).listen(Party.LOOPBACK, port).peers(party.peer(0)));
            eventually("up again", () -> pair.low.ups.size() == 2);
        }
    }

    @Test
    @DisplayName("twenty nodes that all list each other are all connected, each pair once")
    void mesh() {
        int size = 20;
        try (Party party = new Party(size)) {
            List<PeeringNode> nodes = IntStream.range(0, size)
                    .mapToObj(place -> party.start(party.listener(place)))
                    .toList();
            for (int me = 0; me < size; me++) {
                for (int other = 0; other < size; other++) {
                    if (me != other) {
                        assertThat(nodes.get(me)
                                        .add(party.peer(other, nodes.get(other)))
                                        .join())
                                .isEmpty();
                    }
                }
            }
            eventually(
                    "all pairs are up",
                    () -> nodes.stream().allMatch(node -> node.neighbors().size() == size - 1));
            eventually(
                    "all pairs are counted",
                    () -> nodes.stream().allMatch(node -> node.counters().neighbors() == size - 1));
            assertThat(nodes)
                    .allSatisfy(node -> assertThat(node.counters().faults()).isZero());
        }
    }
}
