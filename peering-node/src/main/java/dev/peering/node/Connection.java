package dev.peering.node;

import dev.peering.core.ConnectionId;
import dev.peering.core.Direction;
import dev.peering.core.Endpoints;
import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.Neighbor;
import dev.peering.core.PeerProfile;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.Session;
import dev.peering.core.SessionEffect;
import dev.peering.core.VerifiedPeer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection with its {@link Session}: hands bytes, time and orders to the session and carries out what it
 * answers. Decides nothing.
 *
 * <p>Belongs to its event loop. The hall orders through a {@link Relay}; only {@link #send}, {@link #announce} and {@link
 * #neighbor} may be called from anywhere.
 */
final class Connection extends ChannelInboundHandlerAdapter {

    /** How long the last bytes may take to leave after the end of the session, and the other end to hang up after last words. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Edge edge;
    private final ConnectionId id;
    private final Beginning beginning;
    private final Channel channel;
    private final Alarm alarm;
    private final Inbox inbox = new Inbox();
    private final Writer writer;
    private final Relay relay;
    private @Nullable Session session;
    private @Nullable InetSocketAddress remote;
    private boolean proved;
    private boolean over;
    private boolean closed;

    private volatile @Nullable Neighbor neighbor;
    private volatile @Nullable Outbox outbox;

    Connection(Edge edge, ConnectionId id, Channel channel, Beginning beginning) {
        this.edge = edge;
        this.id = id;
        this.channel = channel;
        this.beginning = beginning;
        this.alarm = new Alarm(channel::eventLoop, edge.clock(), this::rings);
        this.writer = new Writer(channel, edge.counters());
        this.relay = new Relay(channel);
    }

    Relay relay() {
        return relay;
    }

    ConnectionId id() {
        return id;
    }

    /** Whether the hall knows of this connection: it dialed it, or somebody proved a listed key on it. */
    boolean isKnownToHall() {
        return proved || id.direction() == Direction.OUTBOUND;
    }

    // ---- from the network ----

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        remote = (InetSocketAddress) channel.remoteAddress();
        if (local == null || remote == null || !edge.enter(this)) {
            edge.hall().notOpened(this, "gone at once"); // or the node is stopping
            writer.closeNow();
            return;
        }
        Endpoints ends = new Endpoints(local, remote);
        act(now -> {
            session = beginning.session(ends, now);
            return session.start(now);
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        ByteBuf bytes = (ByteBuf) read;
        edge.counters().bytesIn.add(bytes.readableBytes());
        if (over || session == null) {
            bytes.release();
            return;
        }
        inbox.add(ctx.alloc(), bytes);
        if (session.wantsBytes()) {
            act(now -> session().received(inbox.bytes(), now));
        } else {
            // The hall decides. That takes microseconds in which an honest peer is silent, so reading stops only when
            // something came.
            channel.config().setAutoRead(false);
        }
        if (inbox.length() > edge.limits().unreadBytes()) {
            close(Reason.TOO_LARGE.because(inbox.length() + " bytes wait for the rest of their frame"));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        lost(Reason.CLOSED_BY_PEER.because(""));
        closed = true;
        alarm.cancel();
        inbox.release();
        leaveIfQuiet();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event.equals(Door.MAKE_ROOM) && over) {
            writer.closeNow(); // it only waited for the other end to hang up
        } else if (event.equals(Door.MAKE_ROOM) && !proved) {
            close(Reason.TOO_MANY_CONNECTIONS.because("it had waited for longest when a place was needed"));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
        if (thrown instanceof IOException broken) {
            lost(Reason.CONNECTION_LOST.because(String.valueOf(broken.getMessage())));
        } else {
            fault(thrown);
        }
    }

    // ---- from the hall ----

    /**
     * The hall lets this peer in; nothing is told about it before {@code before}, an older connection of the same
     * peer, is told to be down.
     */
    void admit(Neighbor admitted, @Nullable Connection before) {
        if (before != null) {
            relay.waitFor(before.relay);
        }
        relay.order(() -> admitted(admitted));
    }

    /** The hall wants a sign of life. */
    void probe() {
        relay.order(() -> {
            if (session != null && !over) {
                act(now -> session().probe(now));
            }
        });
    }

    /** The hall knows what this neighbor says about itself. */
    void learned(Neighbor told, PeerProfile profile) {
        relay.order(() -> {
            if (neighbor != null) {
                edge.learned(told, profile);
            }
        });
    }

    /** The hall ends this connection. */
    void end(Refusal why) {
        relay.order(() -> close(why));
    }

    /** The hall knows that this neighbor is down. */
    void down(Neighbor gone, Refusal why) {
        relay.order(() -> {
            if (neighbor != null) {
                edge.down(gone, why);
            }
            edge.forget(gone.id(), this);
            relay.beQuiet();
            leaveIfQuiet();
        });
    }

    void warned(Neighbor odd, VerifiedPeer.Warning warning) {
        relay.order(() -> {
            if (neighbor != null) {
                edge.warned(odd, warning);
            }
        });
    }

    /** The node stops: ends the session if it has not ended, from any thread. */
    void shutDown() {
        relay.run(() -> close(Reason.SHUTDOWN.because("this node is stopping")));
    }

    // ---- from anywhere ----

    /** What this node says about itself may have changed. */
    void announce() {
        relay.run(() -> {
            if (session != null && !over) {
                act(now -> session().announce(now));
            }
        });
    }

    /** Who this is, while it is up and its end has not been told. */
    Optional<Neighbor> neighbor() {
        return Optional.ofNullable(neighbor).filter(same -> !relay.isQuiet());
    }

    CompletableFuture<Void> send(Message message) {
        Outbox open = outbox;
        return open == null ? edge.notConnected() : open.send(message);
    }

    // ---- on the loop ----

    private void admitted(Neighbor admitted) {
        if (over) {
            return; // ended while the hall decided; the hall hears of it and will order down()
        }
        act(now -> {
            outbox = new Outbox(
                    edge.limits().outstandingBytes(), edge.counters(), channel.eventLoop(), this::say, writer::flush);
            Door.leave(channel);
            edge.transport().keepAlive(channel);
            neighbor = admitted;
            edge.up(admitted);
            return session().admitted(inbox.bytes(), now);
        });
        if (!over && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }

    private void say(Message message) {
        if (!over) {
            act(now -> session().say(message, now));
        }
    }

    private void rings() {
        if (over) {
            writer.closeNow(); // the last bytes did not leave in time
        } else {
            act(now -> session().tick(now));
        }
    }

    private void close(Refusal why) {
        if (session == null) {
            writer.closeNow();
        } else if (!over) {
            act(now -> session().close(why, now));
        }
    }

    private void lost(Refusal why) {
        if (session != null && !over) {
            act(now -> session().lost(why));
        }
    }

    private Session session() {
        if (session == null) {
            throw new IllegalStateException("the connection is not open yet");
        }
        return session;
    }

    /** One step of the session and all that follows from it. A bug in it ends this connection and nothing else. */
    private void act(Function<Moment, List<SessionEffect>> step) {
        try {
            carryOut(step.apply(edge.clock().now()));
        } catch (Throwable thrown) {
            fault(thrown);
        }
    }

    private void fault(Throwable thrown) {
        edge.journal().fault("connection " + this + " is closed", thrown);
        if (!over) {
            ended(new SessionEffect.End(Reason.INTERNAL.because("a fault of this program"), Optional.empty()), false);
        }
        writer.closeNow();
    }

    private void carryOut(List<SessionEffect> effects) {
        boolean spoke = false;
        for (SessionEffect effect : effects) {
            if (effect instanceof SessionEffect.Send send) {
                spoke = true;
                write(send);
            } else if (effect instanceof SessionEffect.Prove prove) {
                proved = true;
                edge.hall().proven(this, remote(), prove.peer());
            } else if (effect instanceof SessionEffect.Hear hear) {
                hear(hear.message());
            } else if (effect instanceof SessionEffect.Tell tell) {
                edge.hall().told(this, tell.news());
            } else if (effect instanceof SessionEffect.Unsaid unsaid) {
                unsaid(unsaid.message(), unsaid.why());
            } else if (effect instanceof SessionEffect.End end) {
                ended(end, spoke);
            } else {
                throw new AssertionError(effect);
            }
        }
        Outbox box = outbox;
        if (box == null || !box.isSaying()) {
            writer.flush(); // messages are flushed once for a whole batch, by the outbox
        }
        inbox.settle();
        if (!over) {
            alarm.set(session().deadline());
        }
    }

    private void write(SessionEffect.Send send) {
        ChannelFuture write = writer.write(send.bytes());
        Outbox box = outbox;
        if (box != null) {
            box.written(send.carries(), write);
        }
    }

    private void hear(Message message) {
        Neighbor speaker = neighbor;
        if (speaker == null) {
            throw new IllegalStateException("a message before the neighbor is up");
        }
        edge.heard(speaker, message);
    }

    private void unsaid(Message message, Refusal why) {
        Outbox box = outbox;
        if (box != null) {
            box.unsaid(message, why);
        }
    }

    /** After last words the other end has a moment to hang up first. */
    private void ended(SessionEffect.End end, boolean lastWords) {
        over = true;
        alarm.cancel();
        Refusal why = end.why();
        edge.counters().ended(why.reason());
        Outbox box = outbox;
        if (box != null) {
            box.close(why);
        }
        edge.hall().lost(this, remote(), why, end.caller());
        if (neighbor == null && id.direction() == Direction.INBOUND) {
            edge.refused(remote(), why);
        }
        if (lastWords) {
            channel.config().setAutoRead(true); // to see the other end hang up
            writer.hangUp();
            alarm.set(edge.clock().now().in(LINGER));
        } else if (!writer.closeBehind()) {
            alarm.set(edge.clock().now().in(LINGER));
        }
    }

    private InetSocketAddress remote() {
        if (remote == null) {
            throw new IllegalStateException("the connection is not open yet");
        }
        return remote;
    }

    private void leaveIfQuiet() {
        if (closed && (neighbor == null || relay.isQuiet())) {
            edge.leave(this);
        }
    }

    /** For the log: who, which way, in which state. */
    @Override
    public String toString() {
        Neighbor known = neighbor;
        String who = known == null ? "" : " of " + known.id();
        String state = over ? "over" : session == null ? "opening" : session.isTalking() ? "talking" : "handshaking";
        return id.direction() + " #" + id.number() + " " + remote + who + ", " + state;
    }
}
