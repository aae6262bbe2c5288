package dev.peering.core.rooms;

import dev.peering.core.Admission;
import dev.peering.core.Endpoints;
import dev.peering.core.KnownPeer;
import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.News;
import dev.peering.core.PeerAddress;
import dev.peering.core.Protocol;
import dev.peering.core.Refusal;
import dev.peering.core.Session;
import dev.peering.core.SessionEffect;
import dev.peering.core.VerifiedPeer;
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

/** Two sessions joined by hand-carried bytes: what one end writes lies in {@link End#outbox} until a test delivers it, whole, cut or bent. */
public final class TwoEnds {

    /** The time at which the worked examples were stamped. */
    public static final Instant T0 = Instant.ofEpochSecond(1_636_000_000);

    public static final InetSocketAddress DIALER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
    public static final InetSocketAddress LISTENER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 14_666);

    private final End initiator;
    private final End responder;

    private TwoEnds(Room room, Moment now, boolean listed) {
        Protocol dialing = room.node(0, now);
        Protocol waiting = room.node(1, now);
        KnownPeer dialed = new KnownPeer(waiting.self(), PeerAddress.of(LISTENER));
        KnownPeer awaited = new KnownPeer(dialing.self());
        initiator = new End(now, Session.outbound(dialing, dialed, new Endpoints(DIALER, LISTENER), only(dialed), now));
        responder = new End(
                now, Session.inbound(waiting, new Endpoints(LISTENER, DIALER), listed ? only(awaited) : nobody(), now));
    }

    /** A listed peer dials; both sessions are started, nothing is delivered. */
    public static TwoEnds dial(Room room) {
        return new TwoEnds(room, new Moment(T0, 0), true).start();
    }

    /** The same, but the dialer is not on the responder's list. */
    public static TwoEnds dialByStranger(Room room) {
        return new TwoEnds(room, new Moment(T0, 0), false).start();
    }

    /** Sessions that were carried through the handshake. */
    public static TwoEnds connected(Room room) {
        TwoEnds ends = dial(room);
        ends.deliverAll();
        return ends;
    }

    public End initiator() {
        return initiator;
    }

    public End responder() {
        return responder;
    }

    /** Carries bytes both ways until nobody has anything to say; a pause within the handshake is waited for, a second at most. */
    public void deliverAll() {
        do {
            while (!initiator.outbox.isEmpty() || !responder.outbox.isEmpty()) {
                initiator.takeAll().forEach(responder::receive);
                responder.takeAll().forEach(initiator::receive);
            }
        } while (waitForHandshake());
    }

    /** Lets a pause within the handshake pass, if it is one; true when somebody has something to say then. */
    public boolean waitForHandshake() {
        if (bothTalk() || initiator.refusal.isPresent() || responder.refusal.isPresent()) {
            return false;
        }
        long next = Math.min(initiator.untilDeadline(), responder.untilDeadline());
        if (next > Duration.ofSeconds(1).toNanos()) {
            return false;
        }
        pass(Duration.ofNanos(next));
        return !initiator.outbox.isEmpty() || !responder.outbox.isEmpty();
    }

    /** Lets time pass at both ends, ticking them. */
    public void pass(Duration time) {
        initiator.pass(time);
        responder.pass(time);
    }

    public boolean bothTalk() {
        return initiator.session.isTalking() && responder.session.isTalking();
    }

    private TwoEnds start() {
        initiator.run(initiator.session.start(initiator.now));
        responder.run(responder.session.start(responder.now));
        return this;
    }

    /** Admits one key. */
    public static Admission only(KnownPeer peer) {
        return Admission.only(peer);
    }

    /** Admits nobody. */
    public static Admission nobody() {
        return new Admission() {
            @Override
            public Optional<KnownPeer> find(Bytes key) {
                return Optional.empty();
            }

            @Override
            public boolean crowded() {
                return false;
            }
        };
    }

    /** One end: a session with its clock, what it wrote, heard and refused. The hall is played by always saying yes. */
    public static final class End {

        private final Session session;
        private final ByteBuf in = Unpooled.buffer();
        private final List<Bytes> outbox = new ArrayList<>();
        private final List<Bytes> everWritten = new ArrayList<>();
        private final List<Message> heard = new ArrayList<>();
        private final List<News> news = new ArrayList<>();
        private final List<SessionEffect.Unsaid> unsaid = new ArrayList<>();
        private Optional<VerifiedPeer> proven = Optional.empty();
        private Optional<Refusal> refusal = Optional.empty();
        private Moment now;

        public End(Moment now, Session session) {
            this.now = now;
            this.session = session;
        }

        public Session session() {
            return session;
        }

        public List<Bytes> everWritten() {
            return everWritten;
        }

        public List<Message> heard() {
            return heard;
        }

        public List<News> news() {
            return news;
        }

        public List<SessionEffect.Unsaid> unsaid() {
            return unsaid;
        }

        public Optional<VerifiedPeer> proven() {
            return proven;
        }

        public Optional<Refusal> refusal() {
            return refusal;
        }

        public int bytesWaiting() {
            return in.readableBytes();
        }

        /** Takes what this end wrote and nobody delivered yet. */
        public List<Bytes> takeAll() {
            List<Bytes> taken = List.copyOf(outbox);
            outbox.clear();
            return taken;
        }

        public void receive(Bytes bytes) {
            bytes.writeTo(in);
            run(session.received(in, now));
            in.discardReadBytes();
        }

        public void say(Message message) {
            run(session.say(message, now));
        }

        public void announce() {
            run(session.announce(now));
        }

        public void close(Refusal why) {
            run(session.close(why, now));
        }

        public void pass(Duration time) {
            now = now.plus(time);
            run(session.tick(now));
        }

        private long untilDeadline() {
            long deadline = session.deadline();
            return deadline == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, deadline - now.nanos());
        }

        /** Moves the wall clock alone. */
        public void setClockAhead(Duration time) {
            now = new Moment(now.wall().plus(time), now.nanos());
        }

        /** Carries out what a session wants done. */
        public void takeFrom(List<SessionEffect> effects) {
            run(effects);
        }

        private void run(List<SessionEffect> effects) {
            for (SessionEffect effect : effects) {
                if (effect instanceof SessionEffect.Send send) {
                    outbox.add(send.bytes());
                    everWritten.add(send.bytes());
                } else if (effect instanceof SessionEffect.Prove prove) {
                    proven = Optional.of(prove.peer());
                    run(session.admitted(in, now));
                } else if (effect instanceof SessionEffect.Hear hear) {
                    heard.add(hear.message());
                } else if (effect instanceof SessionEffect.Tell tell) {
                    news.add(tell.news());
                } else if (effect instanceof SessionEffect.Unsaid back) {
                    unsaid.add(back);
                } else if (effect instanceof SessionEffect.End end) {
                    refusal = Optional.of(end.why());
                }
            }
        }
    }
}
