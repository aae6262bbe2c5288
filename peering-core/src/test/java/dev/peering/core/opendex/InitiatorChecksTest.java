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
import dev.peering.wire.opendex.NodeStateUpdate;
import dev.peering.wire.opendex.Ping;
import dev.peering.wire.opendex.Pong;
import dev.peering.wire.opendex.SessionAck;
import dev.peering.wire.opendex.SessionInit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an initiator refuses or passes over, and what an attacker gets out of it. */
@DisplayName("5.1 What an initiator checks")
class InitiatorChecksTest {

    @Test
    @DisplayName("somebody else at this address: plain reason 3")
    void unexpected() {
        ByHand us = ByHand.dialed();
        us.welcome();
        us.say(signed(A, claim(A, A, key(6))));
        us.assertRefused(Reason.UNEXPECTED_IDENTITY, DisconnectReason.UNEXPECTED_IDENTITY);
    }

    @Test
    @DisplayName("a SessionInit in front of the SessionAck, which the original takes, is passed over")
    void initFirst() {
        ByHand us = ByHand.dialed();
        us.heard();
        us.say(signed(B, claim(B, A, key(6))));
        us.end().pass(Duration.ofSeconds(10));
        assertThat(us.end().proven()).isEmpty();
    }

    @Test
    @DisplayName("a bad key in the SessionAck: plain reason 13")
    void badAck() {
        ByHand us = ByHand.dialed();
        SessionInit theirs = (SessionInit) us.heard().get(0);
        us.say(new SessionAck("ack", theirs.id(), "04" + "00".repeat(64)));
        us.assertRefused(Reason.BAD_KEY, DisconnectReason.WIRE_PROTOCOL_ERROR);
    }

    @Test
    @DisplayName("5.5 nothing is said behind the SessionAck for a quarter of a second; a lost Ping is sent once more")
    void quiet() {
        ByHand us = ByHand.dialed();
        us.welcome();
        us.say(signed(B, claim(B, A, key(6))));
        us.acknowledged(key(6));
        us.end().pass(Duration.ofMillis(249));
        assertThat(us.heard()).isEmpty();
        us.end().pass(Duration.ofMillis(1));
        assertThat(us.heard()).singleElement().isInstanceOf(Ping.class);
        us.end().pass(Duration.ofSeconds(3));
        Ping second = (Ping) us.heardFirst();
        assertThat(us.end().proven()).isEmpty();
        us.say(new Pong("pong", second.id()));
        assertThat(us.end().proven()).isPresent();
    }

    @Test
    @DisplayName(
            "the peer's first packet lets us speak at once; what it said before the Pong is heard after it, its Ping is answered at once")
    void early() {
        ByHand us = ByHand.dialed();
        us.welcome();
        us.say(signed(B, claim(B, A, key(6))));
        us.acknowledged(key(6));
        us.say(new NodeStateUpdate("early", NodeState.of(List.of(), List.of("LTC/BTC"))));
        Ping confirmation = (Ping) us.heardFirst();
        us.say(new Ping("theirs"));
        assertThat(us.heard()).singleElement().isInstanceOf(Pong.class);
        assertThat(us.end().news()).isEmpty();
        us.say(new Pong("pong", confirmation.id()));
        assertThat(us.end().proven()).isPresent();
        assertThat(us.end().news()).hasSize(1);
    }

    @Test
    @DisplayName("13.3 who plays back an old SessionInit is never a neighbor, and nothing it says is heard")
    void replay() {
        // B signed this once, for A, with a key that the attacker does not have.
        SessionInit recorded = signed(B, claim(B, A, key(6)));
        ByHand attacker = ByHand.dialed();
        attacker.welcome();
        attacker.say(recorded);
        attacker.end().takeAll();
        attacker.say(new NodeStateUpdate("forged", NodeState.of(List.of(), List.of("LTC/BTC"))));
        for (int guess = 0; guess < 20; guess++) {
            attacker.say(new Pong("pong", "guess " + guess));
        }
        attacker.end().pass(Duration.ofSeconds(5));
        attacker.end().pass(Duration.ofSeconds(5));
        assertThat(attacker.end().proven()).isEmpty();
        assertThat(attacker.end().news()).isEmpty();
        assertThat(attacker.end().refusal().orElseThrow().reason()).isEqualTo(Reason.TIMEOUT);
    }
}
