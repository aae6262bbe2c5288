package dev.peering.core;

import static dev.peering.core.LoneHall.id;
import static dev.peering.core.LoneHall.only;
import static dev.peering.core.LoneHall.peer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.PeerStatus.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who is not on the operator's list and comes by itself, and what sessions hear of who is there. */
@DisplayName("8 Guests and company")
class GuestsTest {

    private final LoneHall hall = LoneHall.open();

    @Test
    @DisplayName(
            "a closed hall lets nobody in who is not listed; an open one as many as it has places for guests, and forgets them when they go")
    void guests() {
        assertThat(LoneHall.closed().refuses(1)).isEqualTo(Reason.UNKNOWN_PEER);
        ConnectionId first = hall.takesIn(1);
        hall.takesIn(2);
        assertThat(hall.refuses(3)).isEqualTo(Reason.TOO_MANY_CONNECTIONS);
        assertThat(hall.status(1).origin()).isEqualTo(Origin.GUEST);
        hall.lost(first, Reason.CLOSED_BY_PEER.because(""));
        assertThat(hall.find(1)).isEmpty();
        hall.takesIn(3);
    }

    @Test
    @DisplayName("sessions hear that the hall is open even when nobody is listed")
    void announced() {
        hall.list();
        assertThat(hall.published().unwanted(id(1).bytes())).isEmpty();
    }

    @Test
    @DisplayName("a guest that is listed becomes a listed peer and is dialed when it goes")
    void guestListed() {
        ConnectionId connection = hall.takesIn(1);
        hall.list(peer(1, "192.0.2.1:8885"));
        hall.lost(connection, Reason.CLOSED_BY_PEER.because(""));
        assertThat(hall.status(1).origin()).isEqualTo(Origin.LISTED);
        hall.pass(Duration.ofMinutes(1));
        assertThat(hall.tick()).hasAtLeastOneElementOfType(Effect.Dial.class);
    }

    @Test
    @DisplayName("8.2 who is connected and can be dialed is told to sessions, and who is connected is known to them")
    void company() {
        PeerProfile profile = new PeerProfile(List.of(PeerAddress.parse("203.0.113.2:8885")), Map.of());
        ConnectionId connection = LoneHall.admitted(hall.comes(new VerifiedPeer(id(1), profile)));
        hall.takesIn(2);
        assertThat(hall.published().company())
                .singleElement()
                .satisfies(peer -> assertThat(peer.id()).isEqualTo(id(1)));
        assertThat(hall.published().unwanted(id(2).bytes()).orElseThrow().reason())
                .isEqualTo(Reason.ALREADY_CONNECTED);
        List<Effect> learned = hall.tell(new Event.Told(connection, new News.Changed(PeerProfile.EMPTY)));
        assertThat(only(Effect.Learned.class, learned).profile()).isEqualTo(PeerProfile.EMPTY);
        assertThat(hall.published().company()).isEmpty();
        hall.tell(new Event.Stopped());
        assertThat(hall.published().unwanted(id(5).bytes()).orElseThrow().reason())
                .isEqualTo(Reason.SHUTDOWN);
    }
}
