package dev.peering.core.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Message;
import dev.peering.core.Reason;
import dev.peering.core.rooms.ManualRoom;
import dev.peering.core.rooms.TwoEnds;
import dev.peering.wire.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Frames after the handshake (protocol file, 1.9)")
class FramesTest {

    private static final Bytes HELLO_FRAME = Bytes.hex("00000008140a0568656c6c6f");

    private TwoEnds ends;

    @BeforeEach
    void connect() {
        ends = TwoEnds.connected(new ManualRoom());
    }

    @Test
    @DisplayName("the dialer may speak at once; EX8's bytes")
    void dialerSpeaks() {
        ends.initiator().say(ManualPeering.message(Bytes.utf8("hello")));
        assertThat(ends.initiator().takeAll()).containsExactly(HELLO_FRAME);
    }

    @Test
    @DisplayName("the acceptor holds its first frame back for 100 ms, so that a Go dialer reads the response alone")
    void heldBack() {
        ends.responder().say(ManualPeering.message(Bytes.utf8("hello")));
        ends.responder().pass(Duration.ofMillis(99));
        assertThat(ends.responder().takeAll()).isEmpty();
        ends.responder().pass(Duration.ofMillis(1));
        assertThat(ends.responder().takeAll()).containsExactly(HELLO_FRAME);
        ends.responder().say(ManualPeering.message(Bytes.utf8("hello")));
        assertThat(ends.responder().takeAll()).as("no longer held").hasSize(1);
    }

    @Test
    @DisplayName("a frame of the dialer ends the hold at once")
    void holdEndsEarly() {
        ends.responder().say(ManualPeering.message(Bytes.utf8("hello")));
        ends.responder().receive(HELLO_FRAME);
        assertThat(ends.responder().takeAll()).containsExactly(HELLO_FRAME);
    }

    @Test
    @DisplayName("what is held back is bounded, and what does not fit is reported")
    void holdIsBounded() {
        Message large = ManualPeering.message(Bytes.of(new byte[66_000]));
        for (int i = 0; i < 20; i++) {
            ends.responder().say(large);
        }
        assertThat(ends.responder().unsaid())
                .hasSize(10)
                .allSatisfy(unsaid -> assertThat(unsaid.why().reason()).isEqualTo(Reason.OVERFLOW));
    }

    @Test
    @DisplayName("66,555 bytes fit into a message, one more does not and is reported")
    void largest() {
        ends.initiator().say(ManualPeering.message(Bytes.of(new byte[66_555])));
        ends.deliverAll();
        assertThat(ends.responder().heard())
                .singleElement()
                .satisfies(message -> assertThat(message.body().length()).isEqualTo(66_555));
        ends.initiator().say(ManualPeering.message(Bytes.of(new byte[66_556])));
        ends.initiator().say(new Message(99, Bytes.EMPTY));
        assertThat(ends.initiator().unsaid())
                .hasSize(2)
                .allSatisfy(unsaid -> assertThat(unsaid.why().reason()).isEqualTo(Reason.UNSENDABLE));
        assertThat(ends.initiator().session().isTalking()).isTrue();
    }

    @Test
    @DisplayName("an empty frame, an unknown type and an unparsable body are passed over")
    void passedOver() {
        ends.responder().receive(Bytes.hex("00000000" + "0000000163" + "00000003140aff" + "00000008140a0568656c6c6f"));
        assertThat(ends.responder().heard()).containsExactly(ManualPeering.message(Bytes.utf8("hello")));
        assertThat(ends.responder().refusal()).isEmpty();
    }

    @Test
    @DisplayName("a length above 66,560 ends the connection before its body comes")
    void tooLong() {
        ends.responder().receive(Bytes.hex("00010401"));
        assertThat(ends.responder().refusal().orElseThrow().reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    @DisplayName("a frame that is not finished within 4 s ends the connection, drop by drop or not at all")
    void stalled() {
        ends.responder().receive(HELLO_FRAME.slice(0, 5));
        ends.responder().pass(Duration.ofMillis(3999));
        ends.responder().receive(HELLO_FRAME.slice(5, 6));
        assertThat(ends.responder().refusal()).isEmpty();
        ends.responder().pass(Duration.ofMillis(1));
        assertThat(ends.responder().refusal().orElseThrow().reason()).isEqualTo(Reason.STALLED);
    }

    @Test
    @DisplayName("a whole frame forgives the time spent on it; idle connections have no limit")
    void notStalled() {
        for (int i = 0; i < 10; i++) {
            ends.responder().receive(HELLO_FRAME.slice(0, 5));
            ends.responder().pass(Duration.ofSeconds(3));
            ends.responder().receive(HELLO_FRAME.slice(5, HELLO_FRAME.length()));
            ends.responder().pass(Duration.ofHours(3));
        }
        assertThat(ends.responder().refusal()).isEmpty();
        assertThat(ends.responder().heard()).hasSize(10);
    }

    @Test
    @DisplayName("3.5.2 we leave without a word")
    void leave() {
        ends.responder().close(Reason.REMOVED.because(""));
        assertThat(ends.responder().takeAll()).isEmpty();
        assertThat(ends.responder().refusal()).isPresent();
    }
}
