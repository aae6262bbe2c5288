package dev.peering.core;

import static dev.peering.core.LoneHall.id;
import static dev.peering.core.LoneHall.only;
import static dev.peering.core.LoneHall.peer;
import static dev.peering.core.LoneHall.remembered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peering.core.rooms.ManualRoom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bans by the operator, bans by what a peer did, and that they last. */
@DisplayName("10 Bans and reputation")
class BansTest {

    private final LoneHall hall = LoneHall.open();
    private final LoneHall closed = LoneHall.closed();

    @Test
    @DisplayName(
            "a ban closes the connection, refuses the next one at both checkpoints, and ends dialing; lifted, it is dialed again")
    void ban() {
        hall.proven(hall.dialListed(), 1);
        List<Effect> effects = hall.tell(new Event.Banned(id(1)));
        assertThat(LoneHall.refusal(effects)).isEqualTo(Reason.BANNED);
        assertThat(remembered(effects).banned()).isTrue();
        assertThat(hall.published().unwanted(id(1).bytes()).orElseThrow().reason())
                .isEqualTo(Reason.BANNED);
        assertThat(hall.refuses(1)).isEqualTo(Reason.BANNED);
        assertThat(hall.status(1).banned()).isTrue();
        hall.pass(Duration.ofHours(2));
        assertThat(hall.tick()).noneMatch(Effect.Dial.class::isInstance);
        hall.tell(new Event.Unbanned(id(1)));
        hall.pass(Duration.ofHours(2));
        assertThat(hall.tick()).hasAtLeastOneElementOfType(Effect.Dial.class);
        assertThat(hall.published().unwanted(id(1).bytes())).isEmpty();
    }

    @Test
    @DisplayName("a ban holds in every network, and against a dial under way")
    void banElsewhere() {
        LoneHall manual = LoneHall.closed(new ManualRoom().node(0, LoneHall.START));
        PeerId other = new ManualRoom().node(1, LoneHall.START).self();
        manual.list(new KnownPeer(other, PeerAddress.parse("192.0.2.1:14666")));
        manual.pass(Duration.ofSeconds(1));
        Effect.Dial dial = only(Effect.Dial.class, manual.tick());
        List<Effect> effects = manual.tell(new Event.Banned(other));
        assertThat(only(Effect.Close.class, effects).connection()).isEqualTo(dial.connection());
        assertThat(manual.lost(dial.connection(), Reason.BANNED.because(""))).noneMatch(Effect.Dial.class::isInstance);
        manual.tell(new Event.Unbanned(other));
        manual.pass(Duration.ofMinutes(1));
        assertThat(manual.tick()).hasAtLeastOneElementOfType(Effect.Dial.class);
    }

    @Test
    @DisplayName("10 ten wire errors are no ban, the eleventh is")
    void elevenErrors() {
        for (int i = 1; i <= 11; i++) {
            List<Effect> effects = hall.lost(hall.takesIn(1), Reason.MALFORMED.because("checksum"));
            assertThat(remembered(effects).score()).isEqualTo(-5.0 * i);
            assertThat(remembered(effects).banned()).isEqualTo(i == 11);
        }
        assertThat(hall.refuses(1)).isEqualTo(Reason.BANNED);
    }

    @Test
    @DisplayName("10 what the peer says of us, and what somebody between us could have caused, counts nothing")
    void notTheirFault() {
        for (Refusal why : List.of(
                Reason.MALFORMED.told("we were wrong"),
                Reason.UNREADABLE.because("garbage"),
                Reason.TIMEOUT.because(""))) {
            assertThat(hall.lost(hall.takesIn(1), why)).noneMatch(Effect.Remember.class::isInstance);
        }
    }

    @Test
    @DisplayName("10 deeds are replayed oldest first: banned, then unbanned, is not banned")
    void replay() {
        hall.tell(new Event.Banned(id(1)));
        PeerRecord record = remembered(hall.tell(new Event.Unbanned(id(1))));
        assertThat(record.score()).isZero();
        assertThat(record.deeds()).extracting(PeerRecord.Deed::code).containsExactly(0, 1);
        closed.tell(new Event.Began(List.of(), List.of(record)));
        assertThat(closed.records()).containsExactly(record);
        closed.list(peer(1));
        closed.takesIn(1);
    }

    @Test
    @DisplayName("10 a ban lasts over a restart, also against peers the list names")
    void banRemembered() {
        PeerRecord record = remembered(hall.tell(new Event.Banned(id(1))));
        assertThat(closed.soonAfter(new Event.Began(List.of(peer(1, "192.0.2.1:8885")), List.of(record))))
                .noneMatch(Effect.Dial.class::isInstance);
        closed.pass(Duration.ofHours(1));
        assertThat(closed.tick()).noneMatch(Effect.Dial.class::isInstance);
        assertThat(closed.refuses(1)).isEqualTo(Reason.BANNED);
    }

    @Test
    @DisplayName(
            "a report counts by the network's weights; what the network does not have is refused and changes nothing")
    void reports() {
        assertThat(remembered(hall.tell(new Event.Reported(id(1), 6))).score()).isEqualTo(-10);
        hall.tell(new Event.Banned(id(2)));
        List<PeerRecord> before = hall.records();
        for (int deed : new int[] {0, 1, -1, 11, Integer.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .as("code %d", deed)
                    .isThrownBy(() -> hall.tell(new Event.Reported(id(2), deed)))
                    .withMessageContaining(Integer.toString(deed));
        }
        assertThat(hall.records()).isEqualTo(before);
    }

    @Test
    @DisplayName("where only the operator bans nothing can be reported, and no report lifts a ban")
    void nothingToReport() {
        LoneHall manual = LoneHall.closed(new ManualRoom().node(0, LoneHall.START));
        PeerId other = new ManualRoom().node(1, LoneHall.START).self();
        manual.tell(new Event.Banned(other));
        for (int deed : new int[] {0, 1, 2, 99, -5}) {
            assertThatIllegalArgumentException()
                    .as("code %d", deed)
                    .isThrownBy(() -> manual.tell(new Event.Reported(other, deed)));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Reputation.OPERATOR_ONLY.after(0, 99));
        assertThat(manual.records()).singleElement().matches(PeerRecord::banned);
    }
}
