package dev.peering.core.simulation;

import dev.peering.core.Admission;
import dev.peering.core.AdmissionList;
import dev.peering.core.ConnectionId;
import dev.peering.core.Direction;
import dev.peering.core.Effect;
import dev.peering.core.Endpoints;
import dev.peering.core.Event;
import dev.peering.core.KnownPeer;
import dev.peering.core.Moment;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerId;
import dev.peering.core.Peering;
import dev.peering.core.PeeringLimits;
import dev.peering.core.Protocol;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.Session;
import dev.peering.core.SessionEffect;
import dev.peering.wire.Bytes;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One simulated node: the real hall and the real sessions, with this as their edge. It can be killed and started again. */
final class SimNode implements Admission {

    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final Village village;
    private final int index;
    private final Rooms rooms;
    private final InetSocketAddress socket;
    private final PeerAddress address;
    private final Map<PeerId, KnownPeer> list = new LinkedHashMap<>();
    private final Map<ConnectionId, Wire> wires = new LinkedHashMap<>();
    private Protocol protocol;
    private Peering peering;
    private AdmissionList admission = AdmissionList.EMPTY;
    private Duration clockOffset = Duration.ZERO;
    private long accepted;
    private long hallWakesAt = Long.MAX_VALUE;
    private int life;
    private boolean running;

    SimNode(Village village, int index, Rooms rooms) {
        this.village = village;
        this.index = index;
        this.rooms = rooms;
        this.socket = new InetSocketAddress(village.host(index), Village.PORT);
        this.address = PeerAddress.of(socket);
        this.protocol = rooms.protocol(index, now());
        this.peering = hall();
    }

    int index() {
        return index;
    }

    PeerId id() {
        return protocol.self();
    }

    PeerAddress address() {
        return address;
    }

    boolean isRunning() {
        return running;
    }

    boolean lists(PeerId id) {
        return list.containsKey(id);
    }

    Collection<Neighbor> neighbors() {
        return running ? peering.neighbors() : List.of();
    }

    Collection<Wire> wires() {
        return List.copyOf(wires.values());
    }

    Optional<Wire> wire(ConnectionId id) {
        return Optional.ofNullable(wires.get(id));
    }

    void list(KnownPeer peer) {
        list.put(peer.id(), peer);
        if (running) {
            tell(new Event.PeersAdded(List.of(peer)));
        }
    }

    void unlist(PeerId id) {
        list.remove(id);
        if (running) {
            tell(new Event.PeerRemoved(id));
        }
    }

    /** Starts with what survives a restart: the key and the list. */
    void start() {
        running = true;
        life++;
        protocol = rooms.protocol(index, now());
        peering = hall();
        admission = AdmissionList.EMPTY;
        hallWakesAt = Long.MAX_VALUE;
        tell(new Event.PeersAdded(List.copyOf(list.values())));
    }

    /** Dies; a clean death lets the other ends know, a power cut does not. */
    void kill(boolean clean) {
        running = false;
        for (Wire wire : wires()) {
            if (clean) {
                wire.close();
            } else {
                wire.vanish();
            }
        }
        wires.clear();
    }

    void setClock(Duration offset) {
        clockOffset = offset;
    }

    void say(Wire wire, Bytes body) {
        carryOut(wire, wire.session().say(rooms.message(body), now()));
    }

    Moment now() {
        long nanos = village.world().now();
        return new Moment(EPOCH.plusNanos(nanos).plus(clockOffset), nanos);
    }

    void received(Wire wire) {
        if (wire.session().wantsBytes()) {
            carryOut(wire, wire.session().received(wire.in(), now()));
        }
    }

    void lost(Wire wire, Refusal why) {
        carryOut(wire, wire.session().lost(why));
    }

    Session inbound(InetSocketAddress from) {
        return Session.inbound(protocol, new Endpoints(socket(), from), this, now());
    }

    ConnectionId nextInbound() {
        return new ConnectionId(Direction.INBOUND, ++accepted);
    }

    InetSocketAddress socket() {
        return socket;
    }

    @Override
    public Optional<KnownPeer> find(Bytes key) {
        return admission.find(key);
    }

    @Override
    public Optional<Refusal> unwanted(Bytes key) {
        return admission.unwanted(key);
    }

    @Override
    public List<KnownPeer> company() {
        return admission.company();
    }

    @Override
    public boolean crowded() {
        return false;
    }

    private Peering hall() {
        return new Peering(protocol, PeeringLimits.DEFAULT, village.world().random());
    }

    private void tell(Event event) {
        List<Effect> effects = peering.on(event, now());
        for (Effect effect : effects) {
            carryOut(effect);
        }
        wakeHall();
    }

    private void wakeHall() {
        long deadline = peering.deadline();
        if (!running || deadline >= hallWakesAt) {
            return;
        }
        hallWakesAt = deadline;
        int sameLife = life;
        village.world().at(deadline, () -> {
            if (running && life == sameLife && hallWakesAt == deadline) {
                hallWakesAt = Long.MAX_VALUE;
                tell(new Event.Ticked());
            }
        });
    }

    private void carryOut(Effect effect) {
        village.note(this, effect);
        if (effect instanceof Effect.Dial dial) {
            dial(dial);
        } else if (effect instanceof Effect.Admit admit) {
            wire(admit.neighbor().connection())
                    .ifPresent(wire -> carryOut(wire, wire.session().admitted(wire.in(), now())));
        } else if (effect instanceof Effect.Close close) {
            wire(close.connection())
                    .ifPresent(wire -> carryOut(wire, wire.session().close(close.why(), now())));
        } else if (effect instanceof Effect.Publish publish) {
            admission = publish.admission();
        } else if (effect instanceof Effect.Probe probe) {
            wire(probe.connection())
                    .ifPresent(wire -> carryOut(wire, wire.session().probe(now())));
        }
        // The rest is news for people: Down, Failed, Knocked, Warned, Declined, Learned; nothing is remembered here.
    }

    private void dial(Effect.Dial dial) {
        int sameLife = life;
        village.dial(this, dial.address(), CONNECT_TIMEOUT, outcome -> {
            boolean stillUs = running && life == sameLife;
            if (outcome.isEmpty()) {
                if (stillUs) {
                    tell(new Event.DialFailed(dial.connection(), Reason.CONNECT_FAILED.because("nobody there")));
                }
                return;
            }
            Endpoints ends = new Endpoints(socket(), outcome.get().socket());
            Session session = Session.outbound(protocol, dial.peer(), ends, this, now());
            Wire wire = village.join(this, dial.connection(), session, outcome.get());
            if (stillUs) {
                open(wire);
            } else {
                wire.vanish();
            }
        });
    }

    /** A connection is there, dialed or accepted. */
    void open(Wire wire) {
        wires.put(wire.id(), wire);
        carryOut(wire, wire.session().start(now()));
    }

    private void carryOut(Wire wire, List<SessionEffect> effects) {
        List<Event> forTheHall = new ArrayList<>(0);
        for (SessionEffect effect : effects) {
            if (effect instanceof SessionEffect.Send send) {
                wire.send(send.bytes());
            } else if (effect instanceof SessionEffect.Prove prove) {
                forTheHall.add(new Event.Proven(wire.id(), remote(wire), prove.peer()));
            } else if (effect instanceof SessionEffect.Hear hear) {
                village.heard(this, wire, hear.message());
            } else if (effect instanceof SessionEffect.Tell tell) {
                forTheHall.add(new Event.Told(wire.id(), tell.news()));
            } else if (effect instanceof SessionEffect.End end) {
                wires.remove(wire.id());
                wire.close();
                forTheHall.add(new Event.Lost(wire.id(), remote(wire), end.why(), end.caller()));
            } else if (!(effect instanceof SessionEffect.Unsaid)) {
                throw new AssertionError(effect);
            }
        }
        wakeSession(wire);
        forTheHall.forEach(this::tell);
    }

    private InetSocketAddress remote(Wire wire) {
        return wire.other().owner().socket();
    }

    private void wakeSession(Wire wire) {
        long deadline = wire.session().deadline();
        if (deadline != Long.MAX_VALUE && wire.wakeAt(deadline)) {
            village.world().at(deadline, () -> {
                if (wire.isOpen() && wire.session().deadline() == deadline) {
                    carryOut(wire, wire.session().tick(now()));
                }
            });
        }
    }
}
