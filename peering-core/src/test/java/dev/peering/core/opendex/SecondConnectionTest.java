package dev.peering.core.opendex;

import static dev.peering.core.opendex.ByHand.A;
import static dev.peering.core.opendex.ByHand.B;
import static dev.peering.core.opendex.ByHand.claim;
import static dev.peering.core.opendex.ByHand.key;
import static dev.peering.core.opendex.ByHand.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Admission;
import dev.peering.core.KnownPeer;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.DisconnectReason;
import dev.peering.wire.opendex.Disconnecting;
import dev.peering.wire.opendex.SessionAck;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Somebody who is connected already dials again. Seen with an xud whose connection broke: it was refused twice, 16 ms and 1 ms before the end of that
 * connection was known here, and it never came again.
 */
@DisplayName("8.3 a second connection while the first seems to be up")
class SecondConnectionTest {

    private Optional<Refusal> opinion = Optional.of(Reason.ALREADY_CONNECTED.because("up"));
    private final ByHand us = ByHand.dialing(new Admission() {
        @Override
        public Optional<KnownPeer> find(Bytes key) {
            return Optional.empty();
        }

        @Override
        public Optional<Refusal> unwanted(Bytes key) {
            return opinion;
        }

        @Override
        public boolean crowded() {
            return false;
        }
    });

    @Test
    @DisplayName("is answered as soon as the first is known to have ended")
    void ended() {
        us.say(signed(A, claim(A, B, key(3))));
        us.end().pass(Duration.ofMillis(100));
        assertThat(us.end().everWritten()).isEmpty();
        opinion = Optional.empty();
        us.end().pass(Duration.ofMillis(100));
        assertThat(us.heardFirst()).isInstanceOf(SessionAck.class);
    }

    @Test
    @DisplayName("is refused when the first does not end within a second: reason 8, and nothing was acknowledged")
    void stays() {
        us.say(signed(A, claim(A, B, key(3))));
        us.end().pass(Responder.PATIENCE.minusMillis(1));
        assertThat(us.end().refusal()).isEmpty();
        us.end().pass(Duration.ofMillis(100));
        us.assertRefused(Reason.ALREADY_CONNECTED, DisconnectReason.ALREADY_CONNECTED);
    }

    @Test
    @DisplayName("is refused at once when it is banned meanwhile: reason 7")
    void banned() {
        us.say(signed(A, claim(A, B, key(3))));
        opinion = Optional.of(Reason.BANNED.because("banned here"));
        us.end().pass(Duration.ofMillis(100));
        us.assertRefused(Reason.BANNED, DisconnectReason.BANNED);
    }

    @Test
    @DisplayName("may say nothing new while it waits, and may leave")
    void waits() {
        us.say(signed(A, claim(A, B, key(3))));
        us.say(signed(A, claim(A, B, key(4))));
        assertThat(us.end().refusal()).isEmpty();
        us.say(new Disconnecting("bye", DisconnectReason.SHUTDOWN));
        assertThat(us.end().refusal().orElseThrow().byPeer()).isTrue();
        assertThat(us.end().everWritten()).isEmpty();
    }

    @Test
    @DisplayName("with a wrong signature does not wait")
    void forged() {
        us.say(signed(B, claim(A, B, key(3))));
        us.assertRefused(Reason.BAD_SIGNATURE, DisconnectReason.AUTH_FAILURE_INVALID_SIGNATURE);
    }
}
