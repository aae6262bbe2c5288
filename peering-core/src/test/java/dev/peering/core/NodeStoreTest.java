package dev.peering.core;

import static dev.peering.core.LoneHall.id;
import static dev.peering.core.LoneHall.only;
import static dev.peering.core.LoneHall.peer;
import static dev.peering.core.LoneHall.remembered;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where peers were reached and how hard it was, written down and made use of after a restart. */
@DisplayName("10 Node store")
class NodeStoreTest {

    private final LoneHall hall = LoneHall.open();

    @Test
    @DisplayName(
            "10 where a peer was reached is noted, and sought first after a restart; who could not be reached for long comes later or never")
    void sought() {
        List<Effect> told = hall.found(hall.takesIn(1), List.of(peer(2, "203.0.113.2:8885")));
        PeerProfile profile = new PeerProfile(
                List.of(PeerAddress.parse("203.0.113.9:1"), PeerAddress.parse("203.0.113.2:8885")), Map.of());
        PeerRecord record = remembered(hall.proven(only(Effect.Dial.class, told), new VerifiedPeer(id(2), profile)));
        assertThat(record.lastAddress()).contains(PeerAddress.parse("203.0.113.2:8885"));
        assertThat(record.addresses())
                .extracting(PeerRecord.Place::lastConnected)
                .containsExactly(Optional.empty(), Optional.of(hall.now().wall()));
        LoneHall next = hall.restarted();
        List<Effect> effects = next.soonAfter(new Event.Began(
                List.of(),
                List.of(
                        record,
                        new PeerRecord(id(3), record.addresses(), Optional.empty(), 300, List.of(), 0, false),
                        new PeerRecord(id(4), record.addresses(), Optional.empty(), 1_500, List.of(), 0, false))));
        assertThat(only(Effect.Dial.class, effects).address()).isEqualTo(PeerAddress.parse("203.0.113.2:8885"));
        next.pass(Duration.ofMinutes(10));
        assertThat(only(Effect.Dial.class, next.tick()).peer().id()).isEqualTo(id(3));
        assertThat(next.find(4)).isEmpty();
    }

    @Test
    @DisplayName("10 a peer whose host answers is not hard to reach any more, whatever came of the handshake")
    void reachedAgain() {
        PeerRecord hard = hardToReach(3, 300, false);
        Effect.Dial dial = only(Effect.Dial.class, hall.soonAfter(new Event.Began(List.of(), List.of(hard))));
        assertThat(remembered(hall.dialFailed(dial)).failures()).isEqualTo(301);
        hall.pass(Duration.ofSeconds(5));
        Effect.Dial again = only(Effect.Dial.class, hall.tick());
        List<Effect> answered = hall.lost(again.connection(), Reason.TIMEOUT.because(""));
        assertThat(remembered(answered).failures()).isZero();
    }

    @Test
    @DisplayName("10 peers that were hard to reach wait for those that were not, but not for banned ones")
    void bannedAreNotWaitedFor() {
        List<PeerRecord> records = List.of(hardToReach(3, 300, false), hardToReach(4, 0, true));
        assertThat(only(Effect.Dial.class, hall.soonAfter(new Event.Began(List.of(), records)))
                        .peer()
                        .id())
                .isEqualTo(id(3));
    }

    private static PeerRecord hardToReach(int which, int failures, boolean banned) {
        PeerRecord.Place place = new PeerRecord.Place(PeerAddress.parse("203.0.113.3:8885"), Optional.empty());
        return new PeerRecord(id(which), List.of(place), Optional.empty(), failures, List.of(), 0, banned);
    }
}
