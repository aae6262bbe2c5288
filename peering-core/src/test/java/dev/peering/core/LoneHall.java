package dev.peering.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.core.rooms.OpenDexRoom;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A hall by itself, of OpenDEX node 0 unless said otherwise: who comes, who goes, what is told, how late it is. */
final class LoneHall {

    static final Moment START = new Moment(Instant.parse("2026-01-01T00:00:00Z"), 1_000_000_000_000L);

    private static final InetSocketAddress REMOTE = new InetSocketAddress("198.51.100.7", 40_000);

    private final Protocol us;
    private final PeeringLimits limits;
    private final Peering peering;
    private Moment now;
    private AdmissionList published = AdmissionList.EMPTY;
    private long inbound;

    private LoneHall(Protocol us, PeeringLimits limits, Moment now) {
        this.us = us;
        this.limits = limits;
        this.now = now;
        // Jitter in the middle: every wait is exactly the interval.
        this.peering = new Peering(us, limits, () -> Long.MIN_VALUE);
    }

    /** Takes in listed peers only. */
    static LoneHall closed() {
        return closed(node(0));
    }

    /** The same, of this node. */
    static LoneHall closed(Protocol us) {
        return new LoneHall(us, PeeringLimits.DEFAULT, START);
    }

    /** Has places for two guests, dials three discovered peers at once and five in an hour, none in private networks. */
    static LoneHall open() {
        return open(new Openness(2, 3, 5, false));
    }

    static LoneHall open(Openness openness) {
        return new LoneHall(node(0), PeeringLimits.DEFAULT.withOpenness(openness), START);
    }

    /** The same node after a restart: it knows nobody, and it is as late as it was. */
    LoneHall restarted() {
        return new LoneHall(us, limits, now);
    }

    static Protocol node(int which) {
        return new OpenDexRoom().node(which, START);
    }

    static PeerId id(int which) {
        return OpenDexPeering.id(OpenDexRoom.identity(which).key());
    }

    static KnownPeer peer(int which, String... addresses) {
        return new KnownPeer(
                id(which), Stream.of(addresses).map(PeerAddress::parse).toArray(PeerAddress[]::new));
    }

    Moment now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    long deadline() {
        return peering.deadline();
    }

    List<PeerRecord> records() {
        return peering.records();
    }

    List<PeerStatus> statuses() {
        return peering.status(now);
    }

    Optional<PeerStatus> find(int which) {
        return peering.status(id(which), now);
    }

    PeerStatus status(int which) {
        return find(which).orElseThrow();
    }

    /** What sessions know of the hall's wishes. */
    AdmissionList published() {
        return published;
    }

    List<Effect> tell(Event event) {
        List<Effect> effects = peering.on(event, now);
        all(Effect.Publish.class, effects).forEach(publish -> published = publish.admission());
        return effects;
    }

    List<Effect> tick() {
        return tell(new Event.Ticked());
    }

    /** What it does at that and within the time over which first dials are spread. */
    List<Effect> soonAfter(Event event) {
        List<Effect> effects = new ArrayList<>(tell(event));
        pass(Duration.ofMillis(250));
        effects.addAll(tick());
        return effects;
    }

    List<Effect> list(KnownPeer... peers) {
        return tell(new Event.PeersAdded(List.of(peers)));
    }

    /** Lists node 1 with an address, and so dials it. */
    Effect.Dial dialListed() {
        return only(Effect.Dial.class, soonAfter(new Event.PeersAdded(List.of(peer(1, "192.0.2.1:8885")))));
    }

    /** What it does when this neighbor tells of these peers. */
    List<Effect> found(ConnectionId teller, List<KnownPeer> peers) {
        return soonAfter(new Event.Told(teller, new News.Found(peers)));
    }

    List<Effect> dialFailed(Effect.Dial dial) {
        return tell(new Event.DialFailed(dial.connection(), Reason.CONNECT_FAILED.because("")));
    }

    List<Effect> proven(Effect.Dial dial, VerifiedPeer who) {
        return tell(new Event.Proven(dial.connection(), REMOTE, who));
    }

    List<Effect> proven(Effect.Dial dial, int which) {
        return proven(dial, new VerifiedPeer(id(which)));
    }

    List<Effect> comes(VerifiedPeer who) {
        return tell(new Event.Proven(inbound(), REMOTE, who));
    }

    List<Effect> comes(PeerId who) {
        return comes(new VerifiedPeer(who));
    }

    /** This node comes and is taken in. */
    ConnectionId takesIn(int which) {
        return admitted(comes(id(which)));
    }

    /** Why this node, which comes, is refused. */
    Reason refuses(int which) {
        return refusal(comes(id(which)));
    }

    /** Somebody came and was refused at the door, before the hall was asked. */
    List<Effect> turnedBack(Refusal why, Caller caller) {
        return tell(new Event.Lost(inbound(), REMOTE, why, Optional.of(caller)));
    }

    List<Effect> lost(ConnectionId connection, Refusal why) {
        return tell(new Event.Lost(connection, REMOTE, why, Optional.empty()));
    }

    private ConnectionId inbound() {
        return new ConnectionId(Direction.INBOUND, ++inbound);
    }

    static ConnectionId admitted(List<Effect> effects) {
        return only(Effect.Admit.class, effects).neighbor().connection();
    }

    static Reason refusal(List<Effect> effects) {
        return only(Effect.Close.class, effects).why().reason();
    }

    static PeerRecord remembered(List<Effect> effects) {
        return only(Effect.Remember.class, effects).record();
    }

    static <E extends Effect> List<E> all(Class<E> kind, List<Effect> effects) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static <E extends Effect> E only(Class<E> kind, List<Effect> effects) {
        List<E> found = all(kind, effects);
        assertThat(found)
                .as("exactly one %s in %s", kind.getSimpleName(), effects)
                .hasSize(1);
        return found.get(0);
    }
}
