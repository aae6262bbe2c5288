package dev.peering.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.PeerStatus.Origin;
import dev.peering.core.rooms.ManualRoom;
import dev.peering.core.rooms.OpenDexRoom;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The hall beyond the operator's list: bans, guests, peers that were told of, records, and connections that cross. */
@DisplayName("9 Discovery, 10 node store and reputation, 8.4 crossing connections")
class OpenHallTest {

    private static final InetSocketAddress REMOTE = new InetSocketAddress("198.51.100.7", 40_000);
    private static final Openness OPEN = new Openness(2, 3, 5, false);

    private Moment now = new Moment(Instant.parse("2026-01-01T00:00:00Z"), 1_000_000_000_000L);
    private final RandomGenerator steady = () -> Long.MIN_VALUE;
    private final List<Protocol> nodes = IntStream.range(0, 12)
            .mapToObj(which -> new OpenDexRoom().node(which, now))
            .toList();
    private final Protocol us = nodes.get(0);
    private final Peering hall = new Peering(us, PeeringLimits.DEFAULT.withOpenness(OPEN), steady);
    private final Peering closed = new Peering(us, PeeringLimits.DEFAULT, steady);
    private AdmissionList published = AdmissionList.EMPTY;
    private long inbound;

    @Test
    @DisplayName(
            "a ban closes the connection, refuses the next one at both checkpoints, and ends dialing; lifted, it is dialed again")
    void ban() {
        Effect.Dial dial =
                only(Effect.Dial.class, soonAfter(hall, new Event.PeersAdded(List.of(peer(1, "192.0.2.1:8885")))));
        tell(hall, new Event.Proven(dial.connection(), REMOTE, new VerifiedPeer(id(1))));
        List<Effect> effects = tell(hall, new Event.Banned(id(1)));
        assertThat(only(Effect.Close.class, effects).why().reason()).isEqualTo(Reason.BANNED);
        assertThat(only(Effect.Remember.class, effects).record().banned()).isTrue();
        assertThat(published.unwanted(id(1).bytes()).orElseThrow().reason()).isEqualTo(Reason.BANNED);
        assertThat(refusal(comes(hall, 1))).isEqualTo(Reason.BANNED);
        assertThat(hall.status(id(1), now).orElseThrow().banned()).isTrue();
        pass(Duration.ofHours(2));
        assertThat(tell(hall, new Event.Ticked())).noneMatch(Effect.Dial.class::isInstance);
        tell(hall, new Event.Unbanned(id(1)));
        pass(Duration.ofHours(2));
        assertThat(tell(hall, new Event.Ticked())).hasAtLeastOneElementOfType(Effect.Dial.class);
        assertThat(published.unwanted(id(1).bytes())).isEmpty();
    }

    @Test
    @DisplayName("a ban holds in every network, and against a dial under way")
    void banElsewhere() {
        Protocol a = new ManualRoom().node(0, now);
        Protocol b = new ManualRoom().node(1, now);
        Peering manual = new Peering(a, PeeringLimits.DEFAULT, steady);
        tell(manual, new Event.PeersAdded(List.of(new KnownPeer(b.self(), PeerAddress.parse("192.0.2.1:14666")))));
        pass(Duration.ofSeconds(1));
        Effect.Dial dial = only(Effect.Dial.class, tell(manual, new Event.Ticked()));
        List<Effect> effects = tell(manual, new Event.Banned(b.self()));
        assertThat(only(Effect.Close.class, effects).connection()).isEqualTo(dial.connection());
        assertThat(tell(manual, new Event.Lost(dial.connection(), REMOTE, Reason.BANNED.because(""), Optional.empty())))
                .noneMatch(Effect.Dial.class::isInstance);
        tell(manual, new Event.Unbanned(b.self()));
        pass(Duration.ofMinutes(1));
        assertThat(tell(manual, new Event.Ticked())).hasAtLeastOneElementOfType(Effect.Dial.class);
    }

    @Test
    @DisplayName("10 ten wire errors are no ban, the eleventh is")
    void elevenErrors() {
        for (int i = 1; i <= 11; i++) {
            ConnectionId connection = connection(admitted(comes(hall, 1)));
            List<Effect> effects = lost(hall, connection, Reason.MALFORMED.because("checksum"));
            assertThat(only(Effect.Remember.class, effects).record().score()).isEqualTo(-5.0 * i);
            assertThat(only(Effect.Remember.class, effects).record().banned()).isEqualTo(i == 11);
        }
        assertThat(refusal(comes(hall, 1))).isEqualTo(Reason.BANNED);
    }

    @Test
    @DisplayName("10 what the peer says of us, and what somebody between us could have caused, counts nothing")
    void notTheirFault() {
        for (Refusal why : List.of(
                Reason.MALFORMED.told("we were wrong"),
                Reason.UNREADABLE.because("garbage"),
                Reason.TIMEOUT.because(""))) {
            ConnectionId connection = connection(admitted(comes(hall, 1)));
            assertThat(lost(hall, connection, why)).noneMatch(Effect.Remember.class::isInstance);
        }
    }

    @Test
    @DisplayName("10 deeds are replayed oldest first: banned, then unbanned, is not banned")
    void replay() {
        tell(hall, new Event.Banned(id(1)));
        PeerRecord record = only(Effect.Remember.class, tell(hall, new Event.Unbanned(id(1))))
                .record();
        assertThat(record.score()).isZero();
        assertThat(record.deeds()).extracting(PeerRecord.Deed::code).containsExactly(0, 1);
        tell(closed, new Event.Remembered(List.of(record)));
        assertThat(closed.records()).containsExactly(record);
        tell(closed, new Event.PeersAdded(List.of(peer(1))));
        admitted(comes(closed, 1));
    }

    @Test
    @DisplayName("10 a ban lasts over a restart, also against peers the list names")
    void banRemembered() {
        PeerRecord record =
                only(Effect.Remember.class, tell(hall, new Event.Banned(id(1)))).record();
        tell(closed, new Event.PeersAdded(List.of(peer(1, "192.0.2.1:8885"))));
        tell(closed, new Event.Remembered(List.of(record)));
        pass(Duration.ofHours(1));
        assertThat(tell(closed, new Event.Ticked())).noneMatch(Effect.Dial.class::isInstance);
        assertThat(refusal(comes(closed, 1))).isEqualTo(Reason.BANNED);
    }

    @Test
    @DisplayName(
            "a closed hall lets nobody in who is not listed; an open one as many as it has places for guests, and forgets them when they go")
    void guests() {
        assertThat(refusal(comes(closed, 1))).isEqualTo(Reason.UNKNOWN_PEER);
        ConnectionId first = connection(admitted(comes(hall, 1)));
        admitted(comes(hall, 2));
        assertThat(refusal(comes(hall, 3))).isEqualTo(Reason.TOO_MANY_CONNECTIONS);
        assertThat(hall.status(id(1), now).orElseThrow().origin()).isEqualTo(Origin.GUEST);
        lost(hall, first, Reason.CLOSED_BY_PEER.because(""));
        assertThat(hall.status(id(1), now)).isEmpty();
        admitted(comes(hall, 3));
    }

    @Test
    @DisplayName("sessions hear that the hall is open even when nobody is listed")
    void announced() {
        tell(hall, new Event.PeersAdded(List.of()));
        assertThat(published.unwanted(id(1).bytes())).isEmpty();
    }

    @Test
    @DisplayName("a guest that is listed becomes a listed peer and is dialed when it goes")
    void guestListed() {
        ConnectionId connection = connection(admitted(comes(hall, 1)));
        tell(hall, new Event.PeersAdded(List.of(peer(1, "192.0.2.1:8885"))));
        lost(hall, connection, Reason.CLOSED_BY_PEER.because(""));
        assertThat(hall.status(id(1), now).orElseThrow().origin()).isEqualTo(Origin.LISTED);
        pass(Duration.ofMinutes(1));
        assertThat(tell(hall, new Event.Ticked())).hasAtLeastOneElementOfType(Effect.Dial.class);
    }

    @Test
    @DisplayName(
            "9 a closed hall dials nobody a neighbor told of; an open one at most three at once, five in an hour, nobody twice, itself never")
    void discovery() {
        ConnectionId teller = connection(admitted(comes(hall, 1)));
        List<KnownPeer> told = new ArrayList<>(List.of(peer(0, "192.0.2.9:1")));
        IntStream.range(2, 12).forEach(which -> told.add(peer(which, "203.0.113." + which + ":8885")));
        List<Effect.Dial> dials = all(Effect.Dial.class, soonAfter(hall, new Event.Told(teller, new News.Found(told))));
        assertThat(dials).hasSize(3);
        assertThat(hall.status(id(2), now).orElseThrow().origin()).isEqualTo(Origin.DISCOVERED);
        for (Effect.Dial dial : dials) {
            tell(hall, new Event.DialFailed(dial.connection(), Reason.CONNECT_FAILED.because("")));
        }
        assertThat(hall.status(now)).as("one chance each").hasSize(1);
        List<Effect.Dial> more = all(Effect.Dial.class, soonAfter(hall, new Event.Told(teller, new News.Found(told))));
        assertThat(more).as("five in an hour").hasSize(2);
        pass(Duration.ofMinutes(59));
        assertThat(tell(hall, new Event.Ticked())).noneMatch(Effect.Dial.class::isInstance);
        pass(Duration.ofMinutes(1));
        assertThat(tell(hall, new Event.Ticked())).hasAtLeastOneElementOfType(Effect.Dial.class);

        tell(closed, new Event.PeersAdded(List.of(peer(1))));
        ConnectionId listed = connection(admitted(comes(closed, 1)));
        assertThat(soonAfter(closed, new Event.Told(listed, new News.Found(told))))
                .noneMatch(Effect.Dial.class::isInstance);
    }

    @Test
    @DisplayName("9 nobody is sent into private networks by a neighbor, unless the operator allows it")
    void privateNetworks() {
        ConnectionId teller = connection(admitted(comes(hall, 1)));
        List<KnownPeer> inside = List.of(
                peer(2, "10.0.0.1:80"), peer(3, "127.0.0.1:80"), peer(4, "[::1]:80"), peer(5, "router.example:80"));
        assertThat(soonAfter(hall, new Event.Told(teller, new News.Found(inside))))
                .noneMatch(Effect.Dial.class::isInstance);
        Peering allowing = new Peering(us, PeeringLimits.DEFAULT.withOpenness(new Openness(1, 9, 9, true)), steady);
        ConnectionId same = connection(admitted(comes(allowing, 1)));
        assertThat(all(Effect.Dial.class, soonAfter(allowing, new Event.Told(same, new News.Found(inside)))))
                .hasSize(4);
    }

    @Test
    @DisplayName(
            "8.3 a discovered peer that was met is sought again when it broke off, forgotten when it left for good, and given up after three days")
    void soughtAgain() {
        assertThat(seenOnce(Reason.CLOSED_BY_PEER.because(""))).isPresent();
        assertThat(seenOnce(Reason.SHUTDOWN.told(""))).isPresent();
        assertThat(seenOnce(Reason.BANNED.told(""))).isEmpty();
        assertThat(seenOnce(Reason.MALFORMED.because(""))).isEmpty();
        seenOnce(Reason.CLOSED_BY_PEER.because(""));
        for (int hours = 0; hours < 80; hours++) {
            pass(Duration.ofHours(1));
            for (Effect.Dial dial : all(Effect.Dial.class, tell(hall, new Event.Ticked()))) {
                tell(hall, new Event.DialFailed(dial.connection(), Reason.CONNECT_FAILED.because("")));
            }
            assertThat(hall.status(id(2), now).isPresent())
                    .as("after %d h", hours)
                    .isEqualTo(hours < 71);
        }
    }

    @Test
    @DisplayName(
            "10 where a peer was reached is noted, and sought first after a restart; who could not be reached for long comes later or never")
    void remembered() {
        ConnectionId teller = connection(admitted(comes(hall, 1)));
        Effect.Dial dial = only(
                Effect.Dial.class,
                soonAfter(hall, new Event.Told(teller, new News.Found(List.of(peer(2, "203.0.113.2:8885"))))));
        PeerProfile profile = new PeerProfile(
                List.of(PeerAddress.parse("203.0.113.9:1"), PeerAddress.parse("203.0.113.2:8885")), java.util.Map.of());
        PeerRecord record = only(
                        Effect.Remember.class,
                        tell(hall, new Event.Proven(dial.connection(), REMOTE, new VerifiedPeer(id(2), profile))))
                .record();
        assertThat(record.lastAddress()).contains(PeerAddress.parse("203.0.113.2:8885"));
        assertThat(record.addresses())
                .extracting(PeerRecord.Place::lastConnected)
                .containsExactly(Optional.empty(), Optional.of(now.wall()));
        Peering next = new Peering(us, PeeringLimits.DEFAULT.withOpenness(OPEN), steady);
        List<Effect> effects = soonAfter(
                next,
                new Event.Remembered(List.of(
                        record,
                        new PeerRecord(id(3), record.addresses(), Optional.empty(), 300, List.of(), 0, false),
                        new PeerRecord(id(4), record.addresses(), Optional.empty(), 1_500, List.of(), 0, false))));
        assertThat(only(Effect.Dial.class, effects).address()).isEqualTo(PeerAddress.parse("203.0.113.2:8885"));
        pass(Duration.ofMinutes(10));
        assertThat(only(Effect.Dial.class, tell(next, new Event.Ticked()))
                        .peer()
                        .id())
                .isEqualTo(id(3));
        assertThat(next.status(id(4), now)).isEmpty();
    }

    /** One of two nodes in the order of their keys. */
    private Protocol ofTwo(int place) {
        return nodes.subList(0, 2).stream()
                .sorted(Comparator.comparing(node -> node.self().bytes()))
                .toList()
                .get(place);
    }

    @Test
    @DisplayName("8.4 of two crossing connections the higher key keeps its first")
    void higherKeepsFirst() {
        Protocol lower = ofTwo(0);
        Protocol higher = ofTwo(1);
        Peering hallOfHigher = new Peering(higher, PeeringLimits.DEFAULT, steady);
        tell(hallOfHigher, new Event.PeersAdded(List.of(new KnownPeer(lower.self()))));
        admitted(comes(hallOfHigher, lower.self()));
        List<Effect> second = comes(hallOfHigher, lower.self());
        assertThat(refusal(second)).isEqualTo(Reason.ALREADY_CONNECTED);
        assertThat(second).as("the first is asked for a sign of life").hasAtLeastOneElementOfType(Effect.Probe.class);
    }

    @Test
    @DisplayName("13.5 who was refused at checkpoint 1 for being connected makes the first show a sign of life")
    void refusedBefore() {
        admitted(comes(hall, 1));
        Refusal why = Reason.ALREADY_CONNECTED.because("a connection of this peer is up");
        assertThat(refusedAtTheDoor(why, true)).hasAtLeastOneElementOfType(Effect.Probe.class);
        assertThat(refusedAtTheDoor(why, false))
                .as("somebody else may have written that")
                .isEmpty();
        assertThat(refusedAtTheDoor(Reason.MALFORMED_VERSION.because(""), true))
                .noneMatch(Effect.Probe.class::isInstance);
    }

    private List<Effect> refusedAtTheDoor(Refusal why, boolean proven) {
        ConnectionId connection = new ConnectionId(Direction.INBOUND, ++inbound);
        return tell(hall, new Event.Lost(connection, REMOTE, why, Optional.of(new Caller(id(1), proven)))).stream()
                .filter(effect -> !(effect instanceof Effect.Failed))
                .toList();
    }

    @Test
    @DisplayName("8.4 the lower key lets the second wait: it takes over when the first ends, and is refused after 5 s")
    void lowerWaits() {
        Protocol lower = ofTwo(0);
        Protocol higher = ofTwo(1);
        Peering hallOfLower = new Peering(lower, PeeringLimits.DEFAULT, steady);
        tell(hallOfLower, new Event.PeersAdded(List.of(new KnownPeer(higher.self()))));
        ConnectionId first = connection(admitted(comes(hallOfLower, higher.self())));
        assertThat(comes(hallOfLower, higher.self()))
                .noneMatch(Effect.Admit.class::isInstance)
                .noneMatch(Effect.Close.class::isInstance);
        assertThat(refusal(comes(hallOfLower, higher.self()))).as("a third one").isEqualTo(Reason.ALREADY_CONNECTED);
        List<Effect> taken = lost(hallOfLower, first, Reason.CLOSED_BY_PEER.because(""));
        assertThat(taken).hasAtLeastOneElementOfType(Effect.Down.class);
        admitted(taken);

        comes(hallOfLower, higher.self());
        assertThat(hallOfLower.deadline()).isEqualTo(now.in(Duration.ofSeconds(5)));
        pass(Duration.ofSeconds(5));
        assertThat(refusal(tell(hallOfLower, new Event.Ticked()))).isEqualTo(Reason.ALREADY_CONNECTED);
    }

    @Test
    @DisplayName("8.2 who is connected and can be dialed is told to sessions, and who is connected is known to them")
    void company() {
        ConnectionId connection = new ConnectionId(Direction.INBOUND, ++inbound);
        PeerProfile profile = new PeerProfile(List.of(PeerAddress.parse("203.0.113.2:8885")), java.util.Map.of());
        tell(hall, new Event.Proven(connection, REMOTE, new VerifiedPeer(id(1), profile)));
        admitted(comes(hall, 2));
        assertThat(published.company())
                .singleElement()
                .satisfies(peer -> assertThat(peer.id()).isEqualTo(id(1)));
        assertThat(published.unwanted(id(2).bytes()).orElseThrow().reason()).isEqualTo(Reason.ALREADY_CONNECTED);
        List<Effect> learned = tell(hall, new Event.Told(connection, new News.Changed(PeerProfile.EMPTY)));
        assertThat(only(Effect.Learned.class, learned).profile()).isEqualTo(PeerProfile.EMPTY);
        assertThat(published.company()).isEmpty();
        tell(hall, new Event.Stopped());
        assertThat(published.unwanted(id(5).bytes()).orElseThrow().reason()).isEqualTo(Reason.SHUTDOWN);
    }

    /** Node 2, told of, dialed, met, and gone for this reason; its status afterwards. */
    private Optional<PeerStatus> seenOnce(Refusal why) {
        Peering fresh = new Peering(us, PeeringLimits.DEFAULT.withOpenness(new Openness(2, 3, 10_000, false)), steady);
        return seenOnce(why.reason() == Reason.CLOSED_BY_PEER ? hall : fresh, why);
    }

    private Optional<PeerStatus> seenOnce(Peering at, Refusal why) {
        if (at.status(id(2), now).isEmpty()) {
            ConnectionId teller = at.neighbors().isEmpty()
                    ? connection(admitted(comes(at, 1)))
                    : at.neighbors().iterator().next().connection();
            Effect.Dial dial = only(
                    Effect.Dial.class,
                    soonAfter(at, new Event.Told(teller, new News.Found(List.of(peer(2, "203.0.113.2:8885"))))));
            tell(at, new Event.Proven(dial.connection(), REMOTE, new VerifiedPeer(id(2))));
            lost(at, dial.connection(), why);
        }
        return at.status(id(2), now);
    }

    private PeerId id(int which) {
        return nodes.get(which).self();
    }

    private KnownPeer peer(int which, String... addresses) {
        return new KnownPeer(
                id(which),
                java.util.Arrays.stream(addresses).map(PeerAddress::parse).toArray(PeerAddress[]::new));
    }

    private List<Effect> comes(Peering at, int which) {
        return comes(at, id(which));
    }

    private List<Effect> comes(Peering at, PeerId who) {
        ConnectionId connection = new ConnectionId(Direction.INBOUND, ++inbound);
        return tell(at, new Event.Proven(connection, REMOTE, new VerifiedPeer(who)));
    }

    private static List<Effect> admitted(List<Effect> effects) {
        assertThat(effects).hasAtLeastOneElementOfType(Effect.Admit.class);
        return effects;
    }

    private static ConnectionId connection(List<Effect> effects) {
        return only(Effect.Admit.class, effects).neighbor().connection();
    }

    private static Reason refusal(List<Effect> effects) {
        return only(Effect.Close.class, effects).why().reason();
    }

    private List<Effect> lost(Peering at, ConnectionId connection, Refusal why) {
        return tell(at, new Event.Lost(connection, REMOTE, why, Optional.empty()));
    }

    private List<Effect> tell(Peering at, Event event) {
        List<Effect> effects = at.on(event, now);
        all(Effect.Publish.class, effects).forEach(publish -> published = publish.admission());
        return effects;
    }

    /** The same, and what happens within the time over which first dials are spread. */
    private List<Effect> soonAfter(Peering at, Event event) {
        List<Effect> effects = new ArrayList<>(tell(at, event));
        pass(Duration.ofMillis(250));
        effects.addAll(tell(at, new Event.Ticked()));
        return effects;
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static <E extends Effect> List<E> all(Class<E> kind, List<Effect> effects) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static <E extends Effect> E only(Class<E> kind, List<Effect> effects) {
        List<E> found = all(kind, effects);
        assertThat(found)
                .as("exactly one %s in %s", kind.getSimpleName(), effects)
                .hasSize(1);
        return found.get(0);
    }
}
