package dev.peering.core.opendex;

import static dev.peering.core.opendex.ByHand.A;
import static dev.peering.core.opendex.ByHand.B;
import static dev.peering.core.opendex.ByHand.claim;
import static dev.peering.core.opendex.ByHand.key;
import static dev.peering.core.opendex.ByHand.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.Reason;
import dev.peering.wire.opendex.DisconnectReason;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionClaim;
import dev.peering.wire.opendex.SessionInit;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way a recipient refuses an introduction, with what the other end is told. */
@DisplayName("5.1 and 5.2 What a recipient checks, in this order")
class RecipientChecksTest {

    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    @Test
    @DisplayName("an introduction to somebody else, or to us in capitals, is refused: reason 11")
    void target() {
        for (String target : List.of(A.key().toString(), B.key().toString().toUpperCase(Locale.ROOT))) {
            ByHand us = ByHand.dialing();
            us.say(signed(A, spelled(key(3).publicText(), A.key().toString(), target)));
            us.assertRefused(Reason.WRONG_TARGET, DisconnectReason.AUTH_FAILURE_INVALID_TARGET);
        }
    }

    @Test
    @DisplayName(
            "a signature of somebody else, of another length, of no hex, or in the upper half is refused: reason 12")
    void signature() {
        SessionInit good = signed(A, claim(A, B, key(3)));
        BigInteger s = new BigInteger(good.signature().substring(64), 16);
        String highS = good.signature().substring(0, 64) + String.format("%064x", ORDER.subtract(s));
        for (String bad : List.of(
                signed(B, good.claim()).signature(),
                good.signature().substring(2),
                good.signature() + "00",
                "zz" + good.signature().substring(2),
                good.signature().toUpperCase(Locale.ROOT) + "x",
                highS)) {
            ByHand us = ByHand.dialing();
            us.say(new SessionInit("id", bad, good.claim()));
            us.assertRefused(Reason.BAD_SIGNATURE, DisconnectReason.AUTH_FAILURE_INVALID_SIGNATURE);
        }
    }

    @Test
    @DisplayName("a node key in capitals is not another identity, uncompressed it is none: reason 12, a ban holds")
    void spelling() {
        for (String spelling : List.of(
                A.key().toString().toUpperCase(Locale.ROOT), "0" + A.key().toString(), key(1).publicText())) {
            ByHand us = ByHand.dialing();
            us.say(signed(A, spelled(key(3).publicText(), spelling, B.key().toString())));
            us.assertRefused(Reason.BAD_SIGNATURE, DisconnectReason.AUTH_FAILURE_INVALID_SIGNATURE);
        }
    }

    @Test
    @DisplayName("our own key: reason 5")
    void self() {
        ByHand us = ByHand.dialing();
        us.say(signed(B, claim(B, B, key(3))));
        us.assertRefused(Reason.SELF, DisconnectReason.CONNECTED_TO_SELF);
    }

    @ParameterizedTest
    @CsvSource({"BANNED, BANNED", "UNKNOWN_PEER, NOT_ACCEPTING_CONNECTIONS", "NOT_ACCEPTING, NOT_ACCEPTING_CONNECTIONS"
    })
    @DisplayName("whom the hall does not want hears why, before anything is acknowledged")
    void unwanted(Reason reason, DisconnectReason code) {
        ByHand us = ByHand.dialing(ByHand.unwelcoming(reason.because("")));
        us.say(signed(A, claim(A, B, key(3))));
        us.assertRefused(reason, code);
    }

    @Test
    @DisplayName("a node that stops takes nobody in: reason 6, not 9")
    void stopping() {
        ByHand us = ByHand.dialing(ByHand.unwelcoming(Reason.SHUTDOWN.because("stopping")));
        us.say(signed(A, claim(A, B, key(3))));
        us.assertRefused(Reason.NOT_ACCEPTING, DisconnectReason.NOT_ACCEPTING_CONNECTIONS);
    }

    @Test
    @DisplayName("the version is looked at before the hall is, the signature before both")
    void order() {
        SessionClaim noVersion = claim(A, B, key(3), "none");
        ByHand us = ByHand.dialing(ByHand.unwelcoming(Reason.BANNED.because("")));
        us.say(signed(A, noVersion));
        us.assertRefused(Reason.MALFORMED_VERSION, DisconnectReason.MALFORMED_VERSION);
        us = ByHand.dialing(ByHand.unwelcoming(Reason.BANNED.because("")));
        us.say(signed(B, noVersion));
        us.assertRefused(Reason.BAD_SIGNATURE, DisconnectReason.AUTH_FAILURE_INVALID_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"04", "zz", "00", "02ff", "040000"})
    @DisplayName("an ephemeral key that is no point: reason 13, nothing is acknowledged")
    void ephemeralKey(String text) {
        ByHand us = ByHand.dialing();
        us.say(signed(A, spelled(text, A.key().toString(), B.key().toString())));
        us.assertRefused(Reason.BAD_KEY, DisconnectReason.WIRE_PROTOCOL_ERROR);
    }

    @Test
    @DisplayName("13.3 who plays back the SessionInit of an initiator gets no further than its own silence")
    void replayToRecipient() {
        SessionInit recorded = signed(A, claim(A, B, key(3)));
        ByHand attacker = ByHand.dialing();
        attacker.say(recorded);
        assertThat(attacker.end().takeAll()).hasSize(2);
        // Without key 3 the id of the second message cannot be read, so it can only be guessed.
        attacker.say(new SessionAck("ack", "00000022-0000-4000-8000-000000000006", key(4).publicText()));
        attacker.end().pass(Duration.ofSeconds(10));
        assertThat(attacker.end().proven()).isEmpty();
        assertThat(attacker.end().refusal().orElseThrow().reason()).isEqualTo(Reason.TIMEOUT);
    }

    /** An introduction whose keys are written like this. */
    private static SessionClaim spelled(String ephemeralKey, String nodeKey, String peerKey) {
        return new SessionClaim(ephemeralKey, nodeKey, NodeState.EMPTY, peerKey, "1.2.5");
    }
}
