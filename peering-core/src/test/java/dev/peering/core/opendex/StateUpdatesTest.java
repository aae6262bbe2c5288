package dev.peering.core.opendex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peering.core.Message;
import dev.peering.core.Reason;
import dev.peering.crypto.EphemeralKey;
import dev.peering.wire.opendex.NodeAddress;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.NodeStateUpdate;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.PacketCodec;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.Pong;
import dev.peering.wire.opendex.SessionInit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What we say we are, while it changes; the other end by hand. */
@DisplayName("11 Our own node state")
class StateUpdatesTest {

    private static final NodeState FULL = new NodeState(
            List.of(new NodeAddress("192.0.2.1", 8885)),
            List.of("LTC/BTC"),
            "indra1",
            Map.of("BTC", "02aa"),
            Map.of("BTC", List.of("02aa@h1:9735")),
            Map.of("BTC", "bitcoin-mainnet"));

    private volatile NodeState state = NodeState.EMPTY;

    @Test
    @DisplayName("an introduction carries the newest state, all of it")
    void introduction() {
        state = FULL;
        ByHand dialing = ByHand.dialing(this::state);
        assertThat(dialing.introduce().claim().nodeState()).isEqualTo(FULL);
        state = pair("XMR/BTC");
        SessionInit theirs = (SessionInit) ByHand.dialed(this::state).heardFirst();
        assertThat(theirs.claim().nodeState()).isEqualTo(pair("XMR/BTC"));
    }

    @Test
    @DisplayName("a change is told to an open session, in full and once")
    void told() {
        ByHand them = opened(ByHand.dialing(this::state));
        them.end().announce();
        assertThat(them.heard()).as("nothing changed").isEmpty();
        state = FULL;
        them.end().announce();
        them.end().announce();
        assertThat(updates(them.heard())).containsExactly(FULL);
        them.end().pass(Duration.ofSeconds(5));
        them.end().announce();
        assertThat(them.heard()).isEmpty();
    }

    @Test
    @DisplayName("a change during the handshake is told when the session opens, and not before")
    void changedDuringHandshake() {
        ByHand dialing = ByHand.dialing(this::state);
        SessionInit theirs = dialing.introduce();
        assertThat(theirs.claim().nodeState()).isEqualTo(NodeState.EMPTY);
        state = FULL;
        dialing.end().announce();
        assertThat(dialing.end().takeAll()).isEmpty();
        dialing.acknowledge(theirs);
        Ping confirmation = (Ping) dialing.heardFirst();
        dialing.say(new Pong("pong", confirmation.id()));
        assertThat(updates(dialing.heard())).containsExactly(FULL);

        ByHand dialed = ByHand.dialed(this::state);
        state = pair("XMR/BTC");
        opened(dialed);
        assertThat(updates(dialed.heard())).containsExactly(pair("XMR/BTC"));
    }

    @Test
    @DisplayName("a hundred changes at once are two updates, a second apart, the last one for certain")
    void flood() {
        ByHand them = opened(ByHand.dialing(this::state));
        for (int i = 0; i < 100; i++) {
            state = pair("P" + i + "/BTC");
            them.end().announce();
        }
        assertThat(updates(them.heard())).containsExactly(pair("P0/BTC"));
        them.end().pass(Duration.ofMillis(999));
        assertThat(them.heard()).isEmpty();
        them.end().pass(Duration.ofMillis(1));
        assertThat(updates(them.heard())).containsExactly(pair("P99/BTC"));
    }

    @Test
    @DisplayName("a state that is again what the neighbor knows is not told")
    void thereAndBack() {
        ByHand them = opened(ByHand.dialing(this::state));
        for (String pair : List.of("A/BTC", "B/BTC", "A/BTC")) {
            state = pair(pair);
            them.end().announce();
        }
        assertThat(updates(them.heard())).containsExactly(pair("A/BTC"));
        them.end().pass(Duration.ofSeconds(2));
        assertThat(them.heard()).isEmpty();
    }

    @Test
    @DisplayName("what we would not listen to is not said: 17 addresses, or more than fits into an introduction")
    void bounds() {
        List<NodeAddress> many = IntStream.range(0, 17)
                .mapToObj(port -> new NodeAddress("192.0.2.1", port))
                .toList();
        assertThat(OpenDexPeering.sayable(NodeState.of(many.subList(0, 16), List.of())))
                .isNotNull();
        assertThatThrownBy(() -> OpenDexPeering.sayable(NodeState.of(many, List.of())))
                .hasMessageContaining("at most 16 addresses");
        NodeState largest = OpenDexPeering.sayable(pairs(3_794));
        assertThatThrownBy(() -> OpenDexPeering.sayable(pairs(3_795)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fit into an introduction");
        state = largest;
        ByHand dialing = opened(ByHand.dialing(this::state));
        assertThat(dialing.end().proven()).isPresent();
    }

    @Test
    @DisplayName("the program cannot say it beside us")
    void notTheProgramsToSay() {
        ByHand them = opened(ByHand.dialing(this::state));
        NodeStateUpdate update = new NodeStateUpdate("id", FULL);
        them.end().say(new Message(update.type().code(), PacketCodec.encode(update)));
        assertThat(them.end().unsaid())
                .singleElement()
                .satisfies(unsaid -> assertThat(unsaid.why().reason()).isEqualTo(Reason.UNSENDABLE));
    }

    private NodeState state() {
        return state;
    }

    private static NodeState pair(String pair) {
        return NodeState.of(List.of(), List.of(pair));
    }

    /** Each takes 17 bytes. */
    private static NodeState pairs(int count) {
        return NodeState.of(
                List.of(),
                IntStream.range(0, count)
                        .mapToObj(i -> String.format("PAIR-%010d", i))
                        .toList());
    }

    private static List<NodeState> updates(List<Packet> packets) {
        return packets.stream()
                .filter(NodeStateUpdate.class::isInstance)
                .map(packet -> ((NodeStateUpdate) packet).nodeState())
                .toList();
    }

    /** Either end; what it says about itself until then is left where it is. */
    private static ByHand opened(ByHand us) {
        return us.end().everWritten().isEmpty() ? openedAsDialer(us) : openedAsDialed(us);
    }

    private static ByHand openedAsDialer(ByHand us) {
        us.acknowledge(us.introduce());
        Ping confirmation = (Ping) us.heardFirst();
        us.say(new Pong("pong", confirmation.id()));
        return us;
    }

    private static ByHand openedAsDialed(ByHand us) {
        EphemeralKey key = ByHand.key(6);
        us.welcome();
        us.say(ByHand.signed(ByHand.B, ByHand.claim(ByHand.B, ByHand.A, key)));
        us.acknowledged(key);
        us.end().pass(Duration.ofMillis(250));
        Ping confirmation = (Ping) us.heardFirst();
        us.say(new Pong("pong", confirmation.id()));
        assertThat(us.end().proven()).isPresent();
        return us;
    }
}
