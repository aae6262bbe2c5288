package dev.peering.core.opendex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Message;
import dev.peering.core.Reason;
import dev.peering.core.rooms.OpenDexRoom;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.DisconnectReason;
import dev.peering.wire.opendex.Disconnecting;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.PacketCodec;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.Pong;
import dev.peering.wire.opendex.TradePacket;
import dev.peering.wire.opendex.TradePacket.GetOrders;
import dev.peering.wire.opendex.TradePacket.Orders;
import dev.peering.wire.opendex.TradePacket.SanitySwap;
import dev.peering.wire.opendex.TradePacket.SanitySwapAck;
import dev.peering.wire.opendex.TradePacket.SwapAccepted;
import dev.peering.wire.opendex.TradePacket.SwapFailed;
import dev.peering.wire.opendex.TradePacket.SwapRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Questions about orders and swaps, which the program around us asks and is asked. */
@DisplayName("3.2, 8.1 The order layer's packets")
class OrderLayerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A question of the program, and everything that answers it. */
    private static final Map<TradePacket, List<TradePacket>> QUESTIONS = Map.of(
            getOrders("q"),
            List.of(new Orders("a", "q", List.of())),
            swap("q"),
            List.of(new SwapAccepted("a", "q", "00", 1, 1), new SwapFailed("a", "q", "00", "", 3)),
            new SanitySwap("q", "BTC", "00"),
            List.of(new SanitySwapAck("a", "q")));

    private final ByHand them = ByHand.connected(OpenDexRoom.options(1));

    @Test
    @DisplayName(
            "8.1, 7 a question that is not answered within 10 s ends it: encrypted reason 1 with the question's id")
    void unanswered() {
        for (TradePacket question : QUESTIONS.keySet()) {
            ByHand silent = ByHand.connected(OpenDexRoom.options(1));
            silent.end().say(message(question));
            assertThat(silent.heard()).containsExactly(question);
            silent.end().pass(PATIENCE.minusNanos(1));
            assertThat(silent.end().refusal()).isEmpty();
            silent.end().pass(Duration.ofNanos(1));
            assertThat(silent.end().refusal().orElseThrow().reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(silent.heard()).singleElement().isInstanceOfSatisfying(Disconnecting.class, goodbye -> {
                assertThat(goodbye.known()).contains(DisconnectReason.RESPONSE_STALLING);
                assertThat(goodbye.payload()).isEqualTo("q");
            });
        }
    }

    @Test
    @DisplayName("8.1 each kind of answer ends the wait, is handed on, and counts once")
    void answered() {
        QUESTIONS.forEach((question, answers) -> answers.forEach(answer -> {
            ByHand answering = ByHand.connected(OpenDexRoom.options(1));
            answering.end().say(message(question));
            answering.say(answer);
            assertThat(answering.end().heard()).containsExactly(message(answer));
            answering.say(answer);
            assertThat(answering.end().heard()).as("a second answer").hasSize(1);
            answering.end().pass(PATIENCE);
            assertThat(answering.end().refusal()).isEmpty();
        }));
    }

    @Test
    @DisplayName("8.1 an answer of another kind, or to another id, leaves the question waiting")
    void wrongAnswer() {
        them.end().say(message(getOrders("q")));
        them.say(new SanitySwapAck("a", "q"));
        them.say(new Pong("b", "q"));
        them.say(new Orders("c", "another", List.of()));
        assertThat(them.end().heard()).isEmpty();
        them.end().pass(PATIENCE);
        assertThat(them.end().refusal().orElseThrow().reason()).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    @DisplayName("12 answers that nobody asked for are not handed on; 32 of them are passed over, the next ends it")
    void unsolicited() {
        List<Packet> unasked = List.of(
                new Orders("a", "b", List.of()),
                new SwapAccepted("a", "b", "00", 1, 1),
                new SwapFailed("a", "b", "00", "", 3),
                new SanitySwapAck("a", "b"));
        for (boolean trades : new boolean[] {true, false}) {
            ByHand talkative = ByHand.connected(OpenDexRoom.options(1).withTrades(trades));
            for (int i = 0; i < Ignored.MOST; i++) {
                talkative.say(unasked.get(i % 4));
            }
            assertThat(talkative.end().refusal()).isEmpty();
            assertThat(talkative.end().heard()).isEmpty();
            talkative.say(unasked.get(0));
            assertThat(talkative.end().refusal().orElseThrow().reason()).isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    @DisplayName("3.2 a swap failure that answers nothing is no answer: it is handed on, and no number of them ends it")
    void failedLater() {
        Packet later = new SwapFailed("a", "", "00", "", 7);
        for (int i = 0; i <= 2 * Ignored.MOST; i++) {
            them.say(later);
        }
        assertThat(them.end().heard()).hasSize(2 * Ignored.MOST + 1);
    }

    @Test
    @DisplayName(
            "256 questions may wait at once; the next is not said, and a question with the id of one that waits never is")
    void bounded() {
        them.end().say(message(getOrders("0")));
        them.end().say(message(swap("0")));
        assertThat(them.end().unsaid())
                .singleElement()
                .satisfies(unsaid -> assertThat(unsaid.why().reason()).isEqualTo(Reason.UNSENDABLE));
        for (int i = 1; i <= Requests.MOST; i++) {
            them.end().say(message(getOrders(Integer.toString(i))));
        }
        assertThat(them.end().unsaid()).last().satisfies(unsaid -> {
            assertThat(unsaid.message()).isEqualTo(message(getOrders("256")));
            assertThat(unsaid.why().reason()).isEqualTo(Reason.OVERFLOW);
        });
        assertThat(them.end().unsaid()).hasSize(2);
        assertThat(them.heard()).hasSize(Requests.MOST);
        them.end().say(OpenDexRoom.order(Bytes.of((byte) 1)));
        assertThat(them.heard()).as("what is no question goes out").hasSize(1);
        them.say(new Orders("a", "7", List.of()));
        them.end().say(message(getOrders("256")));
        assertThat(them.heard()).containsExactly(getOrders("256"));
    }

    @Test
    @DisplayName("8.1 questions that wait do not keep Pings from being sent")
    void pingsGoOn() {
        for (int i = 0; i < Requests.MOST; i++) {
            them.end().say(message(getOrders(Integer.toString(i))));
        }
        them.heard();
        for (int i = 0; i < Requests.MOST; i++) {
            them.say(new Orders("a" + i, Integer.toString(i), List.of()));
        }
        them.end().pass(Duration.ofSeconds(30));
        assertThat(them.heard()).singleElement().isInstanceOf(Ping.class);
    }

    @Test
    @DisplayName("3.2 a program that does not trade declines: no orders, no swap, and silence to the rest")
    void declines() {
        ByHand asking = ByHand.connected(OpenDexRoom.options(1).withTrades(false));
        asking.say(getOrders("o"));
        asking.say(swap("s"));
        asking.say(new SanitySwap("t", "BTC", "00"));
        List<Packet> answers = asking.heard();
        assertThat(answers).hasSize(2);
        assertThat(answers.get(0)).isInstanceOfSatisfying(Orders.class, orders -> {
            assertThat(orders.requestId()).isEqualTo("o");
            assertThat(orders.offers()).isEmpty();
        });
        assertThat(answers.get(1)).isInstanceOfSatisfying(SwapFailed.class, failed -> {
            assertThat(failed.requestId()).isEqualTo("s");
            assertThat(failed.failureReason()).isEqualTo(SwapFailed.SWAP_CLIENT_NOT_SETUP);
        });
        assertThat(asking.end().heard()).isEmpty();
        assertThat(asking.end().refusal()).isEmpty();
    }

    private static GetOrders getOrders(String id) {
        return new GetOrders(id, List.of("LTC/BTC"));
    }

    private static SwapRequest swap(String id) {
        return new SwapRequest(id, 1, "LTC/BTC", "order", "00", 1);
    }

    private static Message message(TradePacket packet) {
        return new Message(packet.type().code(), PacketCodec.encode(packet));
    }
}
