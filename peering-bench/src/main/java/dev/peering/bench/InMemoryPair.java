package dev.peering.bench;

import dev.peering.bench.Dialogue.Side;
import dev.peering.bench.Dialogue.Turn;
import dev.peering.core.Admission;
import dev.peering.core.AdmissionList;
import dev.peering.core.ConnectionId;
import dev.peering.core.Direction;
import dev.peering.core.Effect;
import dev.peering.core.Endpoints;
import dev.peering.core.Event;
import dev.peering.core.KnownPeer;
import dev.peering.core.Moment;
import dev.peering.core.PeerAddress;
import dev.peering.core.Peering;
import dev.peering.core.PeeringLimits;
import dev.peering.core.Protocol;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.Session;
import dev.peering.core.SessionEffect;
import dev.peering.core.manual.ManualOptions;
import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.wire.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Two whole nodes without an edge: each with its hall and its session, joined by carrying bytes and effects by hand, on a clock
 * that is moved by hand. One {@link #handshake} is everything from a due dial to both ends being neighbors, and the loss of the
 * connection, so that the next one starts where this one did.
 */
final class InMemoryPair {

    private static final Refusal CUT = Reason.CONNECTION_LOST.because("");

    /** Longer than the reconnect interval with its jitter, so that the next dial is due. */
    private static final Duration BETWEEN_DIALS = Duration.ofSeconds(7);

    private static final Moment START = new Moment(Instant.ofEpochSecond(1_636_000_000), 0);

    private final End dialer;
    private final End acceptor;
    private Consumer<Turn> said = turn -> {};
    private Moment now = START;
    private long connections;

    /**
     * A pair that knows each other.
     *
     * @param ed25519 who does the arithmetic
     * @param dialing the lower key
     * @param waiting the higher key
     */
    InMemoryPair(Ed25519 ed25519, Identity dialing, Identity waiting) {
        this(
                new ManualPeering(dialing, ed25519, ManualOptions.startingAt(START)),
                new ManualPeering(waiting, ed25519, ManualOptions.startingAt(START)));
    }

    /**
     * A pair of any network that knows each other.
     *
     * @param dialing who dials
     * @param waiting who knows no address of the other
     */
    InMemoryPair(Protocol dialing, Protocol waiting) {
        InetSocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
        InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), 14_666);
        dialer = new End(dialing, new Endpoints(from, to));
        acceptor = new End(waiting, new Endpoints(to, from));
        dialer.list(new KnownPeer(acceptor.protocol.self(), PeerAddress.of(to)));
        acceptor.list(new KnownPeer(dialer.protocol.self()));
    }

    /** One handshake between them, and its end. */
    void handshake() {
        connect();
        dialer.lose();
        acceptor.lose();
    }

    /** What the two say to each other in a handshake and when the dialer leaves. They are of no further use then. */
    Dialogue dialogue() {
        List<Turn> turns = new ArrayList<>();
        said = turns::add;
        connect();
        dialer.note(dialer.session().close(Reason.DROPPED.because(""), now));
        return new Dialogue(turns);
    }

    private void connect() {
        now = now.plus(BETWEEN_DIALS);
        Effect.Dial dial = dialer.dueDial();
        dialer.connected(dial.connection(), Session.outbound(dialer.protocol, dial.peer(), dialer.ends, dialer, now));
        ConnectionId accepted = new ConnectionId(Direction.INBOUND, ++connections);
        acceptor.connected(accepted, Session.inbound(acceptor.protocol, acceptor.ends, acceptor, now));
        acceptor.session().start(now);
        dialer.run(dialer.session().start(now));
        Expect.yes(dialer.session().isTalking() && acceptor.session().isTalking(), "both ends are neighbors");
    }

    /** One node. */
    private final class End implements Admission {

        private final Protocol protocol;
        private final Endpoints ends;
        private final Peering hall;
        private AdmissionList list = AdmissionList.EMPTY;
        private Optional<Connection> current = Optional.empty();

        private End(Protocol protocol, Endpoints ends) {
            this.protocol = protocol;
            this.ends = ends;
            this.hall = new Peering(protocol, PeeringLimits.DEFAULT, new SplittableRandom(1));
        }

        @Override
        public Optional<KnownPeer> find(Bytes key) {
            return list.find(key);
        }

        @Override
        public boolean crowded() {
            return false;
        }

        private void list(KnownPeer peer) {
            for (Effect effect : hall.on(new Event.PeersAdded(List.of(peer)), now)) {
                if (effect instanceof Effect.Publish publish) {
                    list = publish.admission();
                }
            }
            Expect.yes(list.size() == 1, "the peer is listed");
        }

        private Effect.Dial dueDial() {
            for (Effect effect : hall.on(new Event.Ticked(), now)) {
                if (effect instanceof Effect.Dial dial) {
                    return dial;
                }
            }
            throw new IllegalStateException("no dial is due");
        }

        private void connected(ConnectionId id, Session session) {
            current = Optional.of(new Connection(id, session, Unpooled.buffer(Samples.RESPONSE_PACKET_LENGTH)));
        }

        private Session session() {
            return current.orElseThrow().session();
        }

        private void run(List<SessionEffect> effects) {
            note(effects);
            for (SessionEffect effect : effects) {
                if (effect instanceof SessionEffect.Send send) {
                    other().receive(send.bytes());
                } else if (effect instanceof SessionEffect.Prove prove) {
                    ConnectionId id = current.orElseThrow().id();
                    decided(hall.on(new Event.Proven(id, ends.remote(), prove.peer()), now));
                } else {
                    throw new IllegalStateException("not part of a good handshake: " + effect);
                }
            }
        }

        /** All of it before any is answered: messages of one step travel together. */
        private void note(List<SessionEffect> effects) {
            for (SessionEffect effect : effects) {
                if (effect instanceof SessionEffect.Send send) {
                    said.accept(new Turn(
                            this == dialer ? Side.DIALER : Side.ACCEPTOR,
                            send.bytes().length()));
                }
            }
        }

        private void decided(List<Effect> effects) {
            for (Effect effect : effects) {
                Expect.yes(!(effect instanceof Effect.Close), "the hall admits a listed peer");
                if (effect instanceof Effect.Admit) {
                    Connection connection = current.orElseThrow();
                    run(connection.session().admitted(connection.in(), now));
                }
            }
        }

        private void receive(Bytes bytes) {
            Connection connection = current.orElseThrow();
            bytes.writeTo(connection.in());
            run(connection.session().received(connection.in(), now));
        }

        private void lose() {
            Connection gone = current.orElseThrow();
            gone.session().lost(CUT);
            hall.on(new Event.Lost(gone.id(), ends.remote(), CUT, Optional.empty()), now);
        }

        private End other() {
            return this == dialer ? acceptor : dialer;
        }
    }

    private record Connection(ConnectionId id, Session session, ByteBuf in) {}
}
