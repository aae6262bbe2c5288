package dev.peering.core.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Reason;
import dev.peering.core.rooms.TwoEnds.End;
import dev.peering.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every network's handshake must do with bytes that come in pieces, bent, late, twice or from the wrong one. */
@DisplayName("Contract of every room")
class ProtocolContractTest {

    static Stream<Room> rooms() {
        return Room.all().stream();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    @DisplayName("two listed peers prove themselves to each other and talk")
    void connects(Room room) {
        TwoEnds ends = TwoEnds.connected(room);
        assertThat(ends.bothTalk()).isTrue();
        assertThat(ends.initiator().proven()).isPresent();
        assertThat(ends.responder().proven()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    @DisplayName("every message may be split at every byte")
    void everySplitPoint(Room room) {
        forEachHandshakeMessage(room, (index, length) -> {
            for (int cut = 1; cut < length; cut++) {
                TwoEnds ends = TwoEnds.dial(room);
                int at = cut;
                carry(ends, index, bytes -> List.of(bytes.slice(0, at), bytes.slice(at, bytes.length())));
                assertThat(ends.bothTalk())
                        .as("message %d cut at %d", index, cut)
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("rooms")
    @DisplayName("every message may come one byte at a time")
    void byteByByte(Room room) {
        forEachHandshakeMessage(room, (index, length) -> {
            TwoEnds ends = TwoEnds.dial(room);
            carry(
                    ends,
                    index,
                    bytes -> Stream.iterate(0, i -> i < bytes.length(), i -> i + 1)
                            .map(i -> bytes.slice(i, i + 1))
                            .toList());
            assertThat(ends.bothTalk()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("rooms")
    @DisplayName("a message glued to the last handshake message is not lost")
    void gluedToTheHandshake(Room room) {
        TwoEnds source = TwoEnds.connected(room);
        source.responder().say(room.message(Bytes.utf8("hello")));
        source.pass(Duration.ofSeconds(1));
        Bytes frame = source.responder().takeAll().get(0);

        TwoEnds ends = TwoEnds.dial(room);
        int last = handshakeMessages(room).size() - 1;
        carry(ends, last, bytes -> List.of(Bytes.concat(bytes, frame)));
        assertThat(ends.bothTalk()).isTrue();
        assertThat(ends.initiator().heard()).containsExactly(room.message(Bytes.utf8("hello")));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    @DisplayName("a truncated message is waited for until the time limit and then refused")
    void truncatedAtEachByte(Room room) {
        forEachHandshakeMessage(room, (index, length) -> {
            for (int kept = 0; kept < length; kept++) {
                TwoEnds ends = TwoEnds.dial(room);
                int most = kept;
                End receiver = carry(ends, index, bytes -> List.of(bytes.slice(0, most)));
                assertThat(receiver.refusal())
                        .as("message %d cut to %d bytes", index, kept)
                        .isEmpty();
                passMinutes(ends);
                assertThat(receiver.refusal().orElseThrow().reason()).isEqualTo(Reason.TIMEOUT);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("rooms")
    @DisplayName("one flipped bit anywhere is never accepted, and is answered by nothing but last words")
    void everySingleBitFlip(Room room) {
        forEachHandshakeMessage(room, (index, length) -> {
            for (int bit = 0; bit < length * 8 && index < room.protectedMessages(); bit++) {
                TwoEnds ends = TwoEnds.dial(room);
                int flipped = bit;
                boolean[] provenBefore = {false};
                End receiver = carry(ends, index, bytes -> List.of(flip(bytes, flipped)), provenBefore);
                passMinutes(ends);
                assertThat(ends.bothTalk())
                        .as("message %d with bit %d flipped", index, bit)
                        .isFalse();
                if (!provenBefore[0]) {
                    assertThat(receiver.proven())
                            .as("message %d with bit %d flipped", index, bit)
                            .isEmpty();
                    assertThat(receiver.refusal()).isPresent();
                }
                if (room.leavesWithoutAWord()) {
                    assertThat(receiver.takeAll()).as("nothing is answered").isEmpty();
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("rooms")
    @DisplayName("the messages in the wrong order are refused")
    void wrongOrder(Room room) {
        List<Bytes> messages = handshakeMessages(room);
        TwoEnds ends = TwoEnds.dial(room);
        ends.responder().receive(messages.get(messages.size() - 1));
        ends.pass(Duration.ofMinutes(5));
        assertThat(ends.responder().proven()).isEmpty();
        assertThat(ends.responder().refusal()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    @DisplayName("our own messages sent back to us are refused")
    void reflection(Room room) {
        TwoEnds ends = TwoEnds.dial(room);
        ends.initiator().takeAll().forEach(ends.initiator()::receive);
        ends.pass(Duration.ofMinutes(5));
        assertThat(ends.initiator().proven()).isEmpty();
        assertThat(ends.initiator().refusal()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    @DisplayName("a stranger is refused without an answer, but for last words")
    void stranger(Room room) {
        TwoEnds ends = TwoEnds.dialByStranger(room);
        ends.deliverAll();
        assertThat(ends.responder().refusal().orElseThrow().reason()).isEqualTo(Reason.UNKNOWN_PEER);
        assertThat(ends.responder().everWritten()).hasSize(room.leavesWithoutAWord() ? 0 : 1);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    @DisplayName("silence is over at the time limit, not before; early and repeated ticks change nothing")
    void timeout(Room room) {
        TwoEnds ends = TwoEnds.dial(room);
        Duration limit =
                room.node(1, new dev.peering.core.Moment(TwoEnds.T0, 0)).handshakeTimeout();
        ends.responder().pass(limit.minusNanos(1));
        ends.responder().pass(Duration.ZERO);
        assertThat(ends.responder().refusal()).isEmpty();
        ends.responder().pass(Duration.ofNanos(1));
        assertThat(ends.responder().refusal().orElseThrow().reason()).isEqualTo(Reason.TIMEOUT);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    @DisplayName("one byte now and then does not move the time limit")
    void slowBytes(Room room) {
        TwoEnds ends = TwoEnds.dial(room);
        Bytes first = ends.initiator().takeAll().get(0);
        for (int i = 0; i < first.length() - 1 && ends.responder().refusal().isEmpty(); i++) {
            ends.responder().pass(Duration.ofMillis(100));
            ends.responder().receive(first.slice(i, i + 1));
        }
        assertThat(ends.responder().refusal().orElseThrow().reason()).isEqualTo(Reason.TIMEOUT);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    @DisplayName("after a refusal nothing is read, said or answered any more")
    void silenceAfterRefusal(Room room) {
        TwoEnds ends = TwoEnds.dialByStranger(room);
        ends.deliverAll();
        End refused = ends.responder();
        refused.takeAll();
        handshakeMessages(room).forEach(refused::receive);
        refused.say(room.message(Bytes.utf8("too late")));
        refused.pass(Duration.ofMinutes(5));
        assertThat(refused.takeAll()).isEmpty();
        assertThat(refused.bytesWaiting())
                .as("bytes are dropped, not collected")
                .isZero();
        assertThat(refused.unsaid())
                .singleElement()
                .satisfies(unsaid -> assertThat(unsaid.why().reason()).isEqualTo(Reason.NOT_CONNECTED));
        assertThat(refused.session().deadline()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    @DisplayName("nothing can be said before the handshake is over")
    void sayTooEarly(Room room) {
        TwoEnds ends = TwoEnds.dial(room);
        ends.initiator().say(room.message(Bytes.utf8("too early")));
        assertThat(ends.initiator().unsaid()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    @DisplayName("messages cross both ways in order, whatever the pieces")
    void messagesCross(Room room) {
        TwoEnds ends = TwoEnds.connected(room);
        for (int i = 0; i < 20; i++) {
            ends.initiator().say(room.message(Bytes.utf8("to " + i)));
            ends.responder().say(room.message(Bytes.utf8("from " + i)));
        }
        ends.deliverAll();
        ends.pass(Duration.ofSeconds(1));
        ends.deliverAll();
        assertThat(ends.responder().heard()).hasSize(20).last().isEqualTo(room.message(Bytes.utf8("to 19")));
        assertThat(ends.initiator().heard()).hasSize(20).last().isEqualTo(room.message(Bytes.utf8("from 19")));
    }

    /** The messages of one undisturbed handshake, in order. */
    private static List<Bytes> handshakeMessages(Room room) {
        TwoEnds ends = TwoEnds.dial(room);
        List<Bytes> messages = new java.util.ArrayList<>();
        while (!ends.bothTalk()) {
            ends.initiator().takeAll().forEach(bytes -> {
                messages.add(bytes);
                ends.responder().receive(bytes);
            });
            ends.responder().takeAll().forEach(bytes -> {
                messages.add(bytes);
                ends.initiator().receive(bytes);
            });
            ends.waitForHandshake();
        }
        return messages;
    }

    private static void forEachHandshakeMessage(Room room, MessageCheck check) {
        List<Bytes> messages = handshakeMessages(room);
        for (int index = 0; index < messages.size(); index++) {
            check.accept(index, messages.get(index).length());
        }
    }

    /** Carries a handshake, doing something to message number {@code index}; stops there if that ended it. Returns the end that got it. */
    private static End carry(TwoEnds ends, int index, java.util.function.Function<Bytes, List<Bytes>> bend) {
        return carry(ends, index, bend, new boolean[1]);
    }

    /** What follows bytes that were cut off never arrives. Says whether the one that got it had proven the other before. */
    private static End carry(
            TwoEnds ends, int index, java.util.function.Function<Bytes, List<Bytes>> bend, boolean[] provenBefore) {
        int seen = 0;
        End bentAt = ends.responder();
        Optional<End> silenced = Optional.empty();
        boolean moved = true;
        while (moved) {
            moved = false;
            for (boolean forward : new boolean[] {true, false}) {
                End from = forward ? ends.initiator() : ends.responder();
                End to = forward ? ends.responder() : ends.initiator();
                for (Bytes bytes : from.takeAll()) {
                    moved = true;
                    boolean bent = seen++ == index;
                    if (bent) {
                        bentAt = to;
                        provenBefore[0] = to.proven().isPresent();
                    }
                    List<Bytes> pieces = bent ? bend.apply(bytes) : List.of(bytes);
                    if (silenced.filter(from::equals).isEmpty()) {
                        pieces.forEach(to::receive);
                    }
                    if (pieces.stream().mapToInt(Bytes::length).sum() < bytes.length()) {
                        silenced = Optional.of(from);
                    }
                }
            }
            moved |= ends.waitForHandshake();
        }
        return bentAt;
    }

    /** Long enough for every time limit, in steps, since a limit may begin where another ends. */
    private static void passMinutes(TwoEnds ends) {
        for (int i = 0; i < 5; i++) {
            ends.pass(Duration.ofMinutes(1));
        }
    }

    private static Bytes flip(Bytes bytes, int bit) {
        byte[] raw = bytes.toByteArray();
        raw[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.of(raw);
    }

    private interface MessageCheck {
        void accept(int index, int length);
    }
}
