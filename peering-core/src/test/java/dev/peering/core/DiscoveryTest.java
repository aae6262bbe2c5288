package dev.peering.core;

import static dev.peering.core.LoneHall.all;
import static dev.peering.core.LoneHall.only;
import static dev.peering.core.LoneHall.peer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.PeerStatus.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Peers that a neighbor told of: how many of them are dialed, where not, and how long one is sought. */
@DisplayName("9 Discovery")
class DiscoveryTest {

    private final LoneHall hall = LoneHall.open();

    @Test
    @DisplayName(
            "9 a closed hall dials nobody a neighbor told of; an open one at most three at once, five in an hour, nobody twice, itself never")
    void discovery() {
        ConnectionId teller = hall.takesIn(1);
        List<KnownPeer> told = new ArrayList<>(List.of(peer(0, "192.0.2.9:1")));
        IntStream.range(2, 12).forEach(which -> told.add(peer(which, "203.0.113." + which + ":8885")));
        List<Effect.Dial> dials = all(Effect.Dial.class, hall.found(teller, told));
        assertThat(dials).hasSize(3);
        assertThat(hall.status(2).origin()).isEqualTo(Origin.DISCOVERED);
        dials.forEach(hall::dialFailed);
        assertThat(hall.statuses()).as("one chance each").hasSize(1);
        assertThat(all(Effect.Dial.class, hall.found(teller, told)))
                .as("five in an hour")
                .hasSize(2);
        hall.pass(Duration.ofMinutes(59));
        assertThat(hall.tick()).noneMatch(Effect.Dial.class::isInstance);
        hall.pass(Duration.ofMinutes(1));
        assertThat(hall.tick()).hasAtLeastOneElementOfType(Effect.Dial.class);

        LoneHall closed = LoneHall.closed();
        closed.list(peer(1));
        assertThat(closed.found(closed.takesIn(1), told)).noneMatch(Effect.Dial.class::isInstance);
    }

    @Test
    @DisplayName("9 nobody is sent into private networks by a neighbor, unless the operator allows it")
    void privateNetworks() {
        List<KnownPeer> inside = List.of(
                peer(2, "10.0.0.1:80"), peer(3, "127.0.0.1:80"), peer(4, "[::1]:80"), peer(5, "router.example:80"));
        assertThat(hall.found(hall.takesIn(1), inside)).noneMatch(Effect.Dial.class::isInstance);
        LoneHall allowing = LoneHall.open(new Openness(1, 9, 9, true));
        assertThat(all(Effect.Dial.class, allowing.found(allowing.takesIn(1), inside)))
                .hasSize(4);
    }

    @Test
    @DisplayName(
            "8.3 a discovered peer that was met is sought again when it broke off, forgotten when it left for good, and given up after three days")
    void soughtAgain() {
        assertThat(metOnce(LoneHall.open(), Reason.SHUTDOWN.told(""))).isPresent();
        assertThat(metOnce(LoneHall.open(), Reason.BANNED.told(""))).isEmpty();
        assertThat(metOnce(LoneHall.open(), Reason.MALFORMED.because(""))).isEmpty();
        assertThat(metOnce(hall, Reason.CLOSED_BY_PEER.because(""))).isPresent();
        for (int hours = 1; hours <= 80; hours++) {
            hall.pass(Duration.ofHours(1));
            all(Effect.Dial.class, hall.tick()).forEach(hall::dialFailed);
            assertThat(hall.find(2).isPresent()).as("after %d h", hours).isEqualTo(hours < 72);
        }
    }

    @Test
    @DisplayName("8.3 a discovered peer that was met is forgotten when an attempt to reach it again is refused")
    void refusedAgain() {
        metOnce(hall, Reason.CLOSED_BY_PEER.because(""));
        hall.pass(Duration.ofSeconds(5));
        Effect.Dial again = only(Effect.Dial.class, hall.tick());
        hall.lost(again.connection(), Reason.NOT_ACCEPTING.told(""));
        assertThat(hall.find(2)).isEmpty();
    }

    /** Node 2 is told of, dialed, met, and gone for this reason; its status afterwards. */
    private static Optional<PeerStatus> metOnce(LoneHall at, Refusal why) {
        List<Effect> effects = at.found(at.takesIn(1), List.of(peer(2, "203.0.113.2:8885")));
        Effect.Dial dial = only(Effect.Dial.class, effects);
        at.proven(dial, 2);
        at.lost(dial.connection(), why);
        return at.find(2);
    }
}
