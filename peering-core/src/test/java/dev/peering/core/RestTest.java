package dev.peering.core;

import static dev.peering.core.LoneHall.id;
import static dev.peering.core.LoneHall.only;
import static dev.peering.core.LoneHall.peer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.rooms.ManualRoom;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a listed peer that went away for good is sought: one that banned us after a long rest, any other with growing waits. */
@DisplayName("8.3 Listed peers that do not want us")
class RestTest {

    private static final Refusal BANNED = Reason.BANNED.told("BANNED");

    private final LoneHall hall = LoneHall.open();

    @Test
    @DisplayName(
            "8.3 a listed peer that banned us is left alone for a day, whether it says so in a session or in a handshake, and says no again")
    void bannedByThem() {
        Effect.Dial dial = hall.dialListed();
        hall.proven(dial, 1);
        hall.pass(Duration.ofDays(3));
        Effect.Unwanted unwanted = only(Effect.Unwanted.class, hall.lost(dial.connection(), BANNED));
        assertThat(unwanted.why()).isEqualTo(BANNED);
        assertThat(unwanted.rest()).isEqualTo(Duration.ofDays(1));
        for (int days = 0; days < 3; days++) {
            assertThat(hall.status(1).state()).isEqualTo(PeerStatus.State.RESTING);
            assertThat(hall.status(1).lastTrouble().orElseThrow().why()).isEqualTo(BANNED);
            hall.pass(Duration.ofDays(1).minusNanos(1));
            assertThat(hall.tick()).noneMatch(Effect.Dial.class::isInstance);
            hall.pass(Duration.ofNanos(1));
            Effect.Dial again = only(Effect.Dial.class, hall.tick());
            only(Effect.Unwanted.class, hall.lost(again.connection(), BANNED));
        }
    }

    @Test
    @DisplayName("8.3 its rest ends when the operator kicks it or lists it anew, and when it comes by itself")
    void restEnds() {
        hall.lost(hall.dialListed().connection(), BANNED);
        Effect.Dial kicked = only(Effect.Dial.class, hall.tell(new Event.Kicked(id(1))));
        hall.lost(kicked.connection(), BANNED);
        Effect.Dial moved = only(Effect.Dial.class, hall.list(peer(1, "192.0.2.2:8885")));
        assertThat(moved.address()).isEqualTo(PeerAddress.parse("192.0.2.2:8885"));
        hall.lost(moved.connection(), BANNED);
        ConnectionId theirs = hall.takesIn(1);
        assertThat(hall.status(1).state()).isEqualTo(PeerStatus.State.UP);
        hall.lost(theirs, Reason.CLOSED_BY_PEER.because(""));
        assertThat(hall.status(1).state()).isEqualTo(PeerStatus.State.WAITING);
    }

    @Test
    @DisplayName(
            "8.3 a peer that rests and is banned here is not dialed either; nor is one that does not want us and has no address")
    void restAndBan() {
        hall.lost(hall.dialListed().connection(), BANNED);
        hall.tell(new Event.Banned(id(1)));
        assertThat(hall.status(1).state()).isEqualTo(PeerStatus.State.AWAITING);
        hall.list(peer(2));
        assertThat(hall.lost(hall.takesIn(2), BANNED)).noneMatch(Effect.Unwanted.class::isInstance);
        assertThat(hall.status(2).state()).isEqualTo(PeerStatus.State.AWAITING);
    }

    @Test
    @DisplayName(
            "8.3, 15 a listed peer that left for good is sought with growing waits, also when it had stayed for a minute")
    void sentAway() {
        Effect.Dial dial = hall.dialListed();
        for (int seconds : new int[] {5, 10, 20, 40}) {
            hall.proven(dial, 1);
            hall.pass(Duration.ofMinutes(1));
            hall.lost(dial.connection(), Reason.MALFORMED.told("WIRE_PROTOCOL_ERROR"));
            assertThat(hall.status(1).nextTry()).contains(Duration.ofSeconds(seconds));
            hall.pass(Duration.ofSeconds(seconds));
            dial = only(Effect.Dial.class, hall.tick());
        }
        hall.proven(dial, 1);
        hall.pass(Duration.ofHours(1));
        hall.lost(dial.connection(), Reason.MALFORMED.told("WIRE_PROTOCOL_ERROR"));
        assertThat(hall.status(1).nextTry()).as("it had lasted").contains(Duration.ofSeconds(5));
        assertThat(hall.status(1).failures()).isZero();
    }

    @Test
    @DisplayName("3.5.2 a manual peer never rests, whatever the reason")
    void manualNeverRests() {
        Protocol manual = new ManualRoom().node(0, LoneHall.START);
        for (Reason reason : Reason.values()) {
            assertThat(manual.outlook(reason.because(""))).isEqualTo(Outlook.SEEK);
            assertThat(manual.outlook(reason.told(""))).isEqualTo(Outlook.SEEK);
        }
    }
}
