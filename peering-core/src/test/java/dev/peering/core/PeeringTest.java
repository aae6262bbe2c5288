package dev.peering.core;

import static dev.peering.core.LoneHall.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.rooms.ManualRoom;
import dev.peering.wire.Bytes;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The hall by itself, as rounds: who appears, who fails, which dials must start now, how late is it. */
@DisplayName("3.5.2 Known peers, connections and their re-establishing")
class PeeringTest {

    private static final PeerAddress ADDRESS = PeerAddress.parse("192.0.2.7:14666");
    private static final PeerAddress SECOND = PeerAddress.parse("192.0.2.8:14666");
    private static final InetSocketAddress REMOTE = new InetSocketAddress("192.0.2.7", 40_000);

    private Moment now = new Moment(Instant.parse("2026-01-01T00:00:00.5Z"), 1_000_000_000_000L);
    private final Protocol a = new ManualRoom().node(0, now);
    private final Protocol b = new ManualRoom().node(1, now);

    /** Jitter in the middle: every wait is exactly the interval. */
    private final RandomGenerator steady = () -> Long.MIN_VALUE;

    private final Peering dialer = new Peering(a, PeeringLimits.DEFAULT, steady);
    private final Peering waiter = new Peering(b, PeeringLimits.DEFAULT, steady);
    private final KnownPeer peerB = new KnownPeer(b.self(), ADDRESS, SECOND);
    private final KnownPeer peerA = new KnownPeer(a.self());

    @Test
    @DisplayName("3.5.2/1 the lower key dials, the higher key waits")
    void lowerKeyDials() {
        assertThat(dialAfterAdding()).extracting(Effect.Dial::peer).isEqualTo(peerB);
        tell(waiter, added(peerA));
        assertThat(waiter.deadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(status(waiter, peerA).state()).isEqualTo(PeerStatus.State.AWAITING);
    }

    @Test
    @DisplayName("the own key is refused when added")
    void ownKey() {
        List<Effect> effects = tell(dialer, added(new KnownPeer(a.self(), ADDRESS)));
        assertThat(effects)
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Declined.class,
                        declined -> assertThat(declined.why().reason()).isEqualTo(Reason.SELF));
        assertThat(dialer.status(now)).isEmpty();
    }

    @Test
    @DisplayName("a peer that we dial needs an address, one that dials us does not")
    void addressNeeded() {
        assertThat(tell(dialer, added(new KnownPeer(b.self())))).hasAtLeastOneElementOfType(Effect.Declined.class);
        assertThat(tell(waiter, added(peerA))).noneMatch(Effect.Declined.class::isInstance);
    }

    @Test
    @DisplayName("3.5.2/3 a failed dial is tried again after the interval, at the next address, for ever")
    void failedDial() {
        Effect.Dial dial = dialAfterAdding();
        for (int i = 1; i <= 100; i++) {
            tell(dialer, new Event.DialFailed(dial.connection(), Reason.CONNECT_FAILED.because("")));
            assertThat(status(dialer, peerB).nextTry()).contains(Duration.ofSeconds(5));
            pass(Duration.ofSeconds(5));
            dial = only(Effect.Dial.class, tell(dialer, new Event.Ticked()));
            assertThat(dial.address()).isEqualTo(i % 2 == 0 ? ADDRESS : SECOND);
        }
        assertThat(status(dialer, peerB).attempts()).isEqualTo(101);
    }

    @Test
    @DisplayName("a refused handshake is a failure like a failed dial")
    void refusedHandshake() {
        Effect.Dial dial = dialAfterAdding();
        tell(dialer, lost(dial.connection(), Reason.CLOSED_BY_PEER));
        assertThat(status(dialer, peerB).failures()).isEqualTo(1);
        assertThat(status(dialer, peerB).lastTrouble().orElseThrow().why().reason())
                .isEqualTo(Reason.CLOSED_BY_PEER);
    }

    @Test
    @DisplayName("an early tick changes nothing")
    void earlyTick() {
        tell(dialer, added(peerB));
        assertThat(tell(dialer, new Event.Ticked())).isEmpty();
        assertThat(dialer.deadline()).isGreaterThan(now.nanos());
    }

    @Test
    @DisplayName("failures are forgotten only after the connection stayed up for a while")
    void stableAfter() {
        Effect.Dial dial = dialAfterAdding();
        tell(dialer, new Event.DialFailed(dial.connection(), Reason.CONNECT_FAILED.because("")));
        pass(Duration.ofSeconds(5));
        ConnectionId brief =
                only(Effect.Dial.class, tell(dialer, new Event.Ticked())).connection();
        tell(dialer, proven(brief, b));
        pass(Duration.ofSeconds(1));
        tell(dialer, lost(brief, Reason.CONNECTION_LOST));
        assertThat(status(dialer, peerB).failures()).isEqualTo(2);

        pass(Duration.ofSeconds(5));
        ConnectionId lasting =
                only(Effect.Dial.class, tell(dialer, new Event.Ticked())).connection();
        tell(dialer, proven(lasting, b));
        pass(Duration.ofSeconds(31));
        tell(dialer, lost(lasting, Reason.CONNECTION_LOST));
        assertThat(status(dialer, peerB).failures()).isZero();
    }

    @Test
    @DisplayName("a kick dials at once, but not within the second of the attempt before")
    void kick() {
        Effect.Dial dial = dialAfterAdding();
        tell(dialer, new Event.DialFailed(dial.connection(), Reason.CONNECT_FAILED.because("")));
        long nanosLeftInSecond = Duration.ofMillis(500).toNanos();
        assertThat(tell(dialer, new Event.Kicked(peerB.id()))).isEmpty();
        assertThat(status(dialer, peerB).nextTry()).contains(Duration.ofNanos(nanosLeftInSecond));
        pass(Duration.ofNanos(nanosLeftInSecond));
        only(Effect.Dial.class, tell(dialer, new Event.Ticked()));

        tell(dialer, new Event.DialFailed(new ConnectionId(Direction.OUTBOUND, 2), Reason.CONNECT_FAILED.because("")));
        pass(Duration.ofSeconds(1));
        only(Effect.Dial.class, tell(dialer, new Event.Kicked(peerB.id())));
    }

    @Test
    @DisplayName("a proven, listed peer is admitted and is a neighbor until it is lost")
    void upAndDown() {
        tell(waiter, added(peerA));
        ConnectionId inbound = inbound(1);
        Effect.Admit admit = only(Effect.Admit.class, tell(waiter, proven(inbound, a)));
        assertThat(waiter.neighbors()).containsExactly(admit.neighbor());
        assertThat(status(waiter, peerA).state()).isEqualTo(PeerStatus.State.UP);

        Effect.Down down = only(Effect.Down.class, tell(waiter, lost(inbound, Reason.CLOSED_BY_PEER)));
        assertThat(down.neighbor()).isEqualTo(admit.neighbor());
        assertThat(waiter.neighbors()).isEmpty();
        assertThat(status(waiter, peerA).state()).isEqualTo(PeerStatus.State.AWAITING);
    }

    @Test
    @DisplayName("a proven stranger is closed and put on the list of pending strangers")
    void stranger() {
        List<Effect> effects = tell(waiter, proven(inbound(1), a));
        assertThat(only(Effect.Close.class, effects).why().reason()).isEqualTo(Reason.UNKNOWN_PEER);
        assertThat(waiter.strangers())
                .singleElement()
                .satisfies(stranger -> assertThat(stranger.id()).isEqualTo(a.self()));
        tell(waiter, new Event.StrangerIgnored(a.self()));
        tell(waiter, proven(inbound(2), a));
        assertThat(waiter.strangers()).isEmpty();
    }

    @Test
    @DisplayName("a newer connection of the same peer takes over; there is never more than one")
    void newestWins() {
        tell(waiter, added(peerA));
        tell(waiter, proven(inbound(1), a));
        List<Effect> effects = tell(waiter, proven(inbound(2), a));
        assertThat(effects)
                .extracting(effect -> effect.getClass().getSimpleName())
                .containsExactly("Close", "Down", "Admit");
        assertThat(only(Effect.Close.class, effects).connection()).isEqualTo(inbound(1));
        assertThat(waiter.neighbors())
                .singleElement()
                .satisfies(neighbor -> assertThat(neighbor.connection()).isEqualTo(inbound(2)));
        assertThat(tell(waiter, lost(inbound(1), Reason.REPLACED)))
                .as("the old one's end changes nothing")
                .isEmpty();
        assertThat(waiter.neighbors()).hasSize(1);
    }

    @Test
    @DisplayName("a handshake that was answered before is refused, also after its session ended")
    void replay() {
        tell(waiter, added(peerA));
        tell(waiter, proven(inbound(1), a, token("r1", 100)));
        assertThat(only(Effect.Close.class, tell(waiter, proven(inbound(2), a, token("r1", 100))))
                        .why()
                        .reason())
                .isEqualTo(Reason.REPLAYED);
        assertThat(waiter.neighbors())
                .as("the replay did not hurt the real one")
                .hasSize(1);
        tell(waiter, lost(inbound(1), Reason.CLOSED_BY_PEER));
        assertThat(tell(waiter, proven(inbound(3), a, token("r1", 100))))
                .hasAtLeastOneElementOfType(Effect.Close.class);
        only(Effect.Admit.class, tell(waiter, proven(inbound(4), a, token("r2", 101))));
    }

    @Test
    @DisplayName("3.5.2/5 a removed peer is closed without a word and not dialed again")
    void removal() {
        Effect.Dial dial = dialAfterAdding();
        tell(dialer, proven(dial.connection(), b));
        List<Effect> effects = tell(dialer, new Event.PeerRemoved(peerB.id()));
        assertThat(only(Effect.Close.class, effects).connection()).isEqualTo(dial.connection());
        assertThat(only(Effect.Publish.class, effects).admission().find(b.self().bytes()))
                .isEmpty();
        assertThat(dialer.deadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(dialer.neighbors()).isEmpty();
        assertThat(tell(dialer, new Event.PeerRemoved(peerB.id())))
                .as("removing twice is fine")
                .isEmpty();
    }

    @Test
    @DisplayName("a peer removed while its dial is under way does not come up")
    void removalDuringDial() {
        Effect.Dial dial = dialAfterAdding();
        assertThat(only(Effect.Close.class, tell(dialer, new Event.PeerRemoved(peerB.id())))
                        .connection())
                .isEqualTo(dial.connection());
        tell(dialer, added(peerB));
        assertThat(only(Effect.Close.class, tell(dialer, proven(dial.connection(), b)))
                        .why()
                        .reason())
                .isEqualTo(Reason.REMOVED);
        assertThat(dialer.neighbors()).isEmpty();
    }

    @Test
    @DisplayName("listing a known peer again changes its addresses and leaves the connection alone")
    void changeOfAddress() {
        Effect.Dial dial = dialAfterAdding();
        tell(dialer, proven(dial.connection(), b));
        KnownPeer moved = new KnownPeer(b.self(), List.of(SECOND), "moved");
        assertThat(tell(dialer, added(moved))).hasOnlyElementsOfType(Effect.Publish.class);
        assertThat(dialer.neighbors()).hasSize(1);
        tell(dialer, lost(dial.connection(), Reason.CONNECTION_LOST));
        pass(Duration.ofSeconds(5));
        assertThat(only(Effect.Dial.class, tell(dialer, new Event.Ticked())).address())
                .isEqualTo(SECOND);
    }

    @Test
    @DisplayName("a dropped neighbor goes down and is dialed again")
    void drop() {
        Effect.Dial dial = dialAfterAdding();
        tell(dialer, proven(dial.connection(), b));
        List<Effect> effects = tell(dialer, new Event.Dropped(b.self(), Reason.DROPPED.because("cut")));
        assertThat(effects).hasOnlyElementsOfTypes(Effect.Close.class, Effect.Down.class);
        assertThat(status(dialer, peerB).state()).isEqualTo(PeerStatus.State.WAITING);
    }

    @Test
    @DisplayName("only so many dials are under way at once; the others wait their turn")
    void pendingDials() {
        Peering narrow = new Peering(a, new PeeringLimits(10, 10, 1, 10, 10), steady);
        Protocol other = new ManualRoom().node(1, now);
        KnownPeer third = firstDialedByA();
        tell(narrow, new Event.PeersAdded(List.of(new KnownPeer(other.self(), ADDRESS), third)));
        pass(Duration.ofSeconds(1));
        Effect.Dial first = only(Effect.Dial.class, tell(narrow, new Event.Ticked()));
        assertThat(narrow.deadline()).as("no tick helps now").isEqualTo(Long.MAX_VALUE);
        List<Effect> next = tell(narrow, new Event.DialFailed(first.connection(), Reason.CONNECT_FAILED.because("")));
        assertThat(only(Effect.Dial.class, next).peer()).isEqualTo(third);
    }

    @Test
    @DisplayName("the list and the neighborhood have room for so many and no more")
    void limits() {
        Peering tiny = new Peering(b, new PeeringLimits(1, 1, 1, 1, 1), steady);
        tell(tiny, added(peerA));
        List<Effect> effects = tell(tiny, added(new KnownPeer(firstDialedByA().id())));
        assertThat(only(Effect.Declined.class, effects).why().reason()).isEqualTo(Reason.TOO_MANY_CONNECTIONS);
    }

    @Test
    @DisplayName("an unproven claim to be a listed peer is a hint in the status, nothing more")
    void unprovenHint() {
        tell(waiter, added(peerA));
        Refusal stale = Reason.STALE_TIMESTAMP.because("25 s");
        tell(waiter, new Event.Lost(inbound(1), REMOTE, stale, Optional.of(new Caller(a.self(), false))));
        assertThat(status(waiter, peerA).lastTrouble()).contains(new Trouble(now.wall(), stale, false));
        tell(waiter, new Event.Lost(inbound(2), REMOTE, stale, Optional.of(new Caller(b.self(), false))));
        assertThat(waiter.strangers())
                .as("nobody becomes a stranger by a claim")
                .isEmpty();
    }

    @Test
    @DisplayName("a stopped hall closes everything and dials nobody")
    void stop() {
        Effect.Dial dial = dialAfterAdding();
        tell(dialer, proven(dial.connection(), b));
        assertThat(only(Effect.Close.class, tell(dialer, new Event.Stopped()))
                        .why()
                        .reason())
                .isEqualTo(Reason.SHUTDOWN);
        assertThat(dialer.deadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(tell(dialer, added(new KnownPeer(b.self(), SECOND)))).hasOnlyElementsOfType(Effect.Declined.class);
    }

    private Effect.Dial dialAfterAdding() {
        tell(dialer, added(peerB));
        pass(Duration.ofSeconds(1));
        return only(Effect.Dial.class, tell(dialer, new Event.Ticked()));
    }

    private KnownPeer firstDialedByA() {
        for (int which = 2; ; which++) {
            PeerId id = new ManualRoom().node(which, now).self();
            if (a.dials(new KnownPeer(id))) {
                return new KnownPeer(id, ADDRESS);
            }
        }
    }

    private List<Effect> tell(Peering peering, Event event) {
        return peering.on(event, now);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private PeerStatus status(Peering peering, KnownPeer peer) {
        return peering.status(peer.id(), now).orElseThrow();
    }

    private static Event added(KnownPeer peer) {
        return new Event.PeersAdded(List.of(peer));
    }

    private static ConnectionId inbound(long number) {
        return new ConnectionId(Direction.INBOUND, number);
    }

    private static Event proven(ConnectionId connection, Protocol who) {
        return new Event.Proven(connection, REMOTE, new VerifiedPeer(who.self()));
    }

    private static Event proven(ConnectionId connection, Protocol who, OnceToken token) {
        return new Event.Proven(
                connection,
                REMOTE,
                new VerifiedPeer(who.self(), Optional.of(token), Optional.empty(), PeerProfile.EMPTY, List.of()));
    }

    private static OnceToken token(String digest, long stamp) {
        return new OnceToken(Bytes.utf8(digest), stamp, Duration.ofSeconds(40));
    }

    private static Event lost(ConnectionId connection, Reason reason) {
        return new Event.Lost(connection, REMOTE, reason.because(""), Optional.empty());
    }
}
