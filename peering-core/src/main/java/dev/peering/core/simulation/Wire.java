package dev.peering.core.simulation;

import dev.peering.core.ConnectionId;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.Session;
import dev.peering.wire.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;

/**
 * One end of a simulated TCP connection. Bytes arrive in order and in any pieces; the other end may vanish without a word, which keepalive notices
 * later.
 */
final class Wire {

    private static final Duration KEEPALIVE = Duration.ofSeconds(20);
    private static final int MISSES_ALLOWED = 2;

    private final World world;
    private final Roads roads;
    private final SimNode owner;
    private final ConnectionId id;
    private final ByteBuf in = Unpooled.buffer(256);
    private final Wire other;
    private final Session session;
    private long lastArrival;
    private long wakesAt = Long.MAX_VALUE;
    private int misses;
    private int said;
    private int heard;
    private boolean open = true;

    /** The dialer's end; makes the other end too, which {@code target} must then accept. */
    Wire(World world, Roads roads, SimNode owner, ConnectionId id, Session session, SimNode target) {
        this.world = world;
        this.roads = roads;
        this.owner = owner;
        this.id = id;
        this.session = session;
        this.other = new Wire(this, target);
        watch();
        other.watch();
    }

    private Wire(Wire dialer, SimNode owner) {
        this.world = dialer.world;
        this.roads = dialer.roads;
        this.owner = owner;
        this.id = owner.nextInbound();
        this.session = owner.inbound(dialer.owner.socket());
        this.other = dialer;
    }

    Session session() {
        return session;
    }

    ConnectionId id() {
        return id;
    }

    ByteBuf in() {
        return in;
    }

    SimNode owner() {
        return owner;
    }

    Wire other() {
        return other;
    }

    boolean isOpen() {
        return open;
    }

    /** Whether a timer for this deadline has to be planned; false when there is one. */
    boolean wakeAt(long deadline) {
        boolean planned = wakesAt == deadline;
        wakesAt = deadline;
        return open && !planned;
    }

    /** Numbers the messages of one direction, so that the other end can tell loss and repetition. */
    int nextSaid() {
        return said++;
    }

    int nextHeard() {
        return heard++;
    }

    /** Sends bytes, now and then as two segments. */
    void send(Bytes bytes) {
        if (world.chance(0.1) && bytes.length() > 1) {
            int cut = 1 + world.random().nextInt(bytes.length() - 1);
            transmit(bytes.slice(0, cut));
            transmit(bytes.slice(cut, bytes.length()));
        } else {
            transmit(bytes);
        }
    }

    /** Closes with FIN, behind everything that was sent. */
    void close() {
        if (open) {
            open = false;
            Refusal why = Reason.CLOSED_BY_PEER.because("");
            arrive(() -> other.broken(why));
        }
    }

    /** The end is gone without a word to the other: a crash, or a cut that only this end saw. */
    void vanish() {
        open = false;
    }

    /** Breaks at this end, as after a reset. */
    void broken(Refusal why) {
        if (open) {
            open = false;
            owner.lost(this, why);
        }
    }

    private void transmit(Bytes bytes) {
        arrive(() -> other.arrived(bytes));
    }

    /** Runs something at the other end, after all that was sent before. */
    private void arrive(Runnable what) {
        lastArrival = Math.max(lastArrival, roads.arrival(owner.index(), other.owner.index()));
        world.at(lastArrival, what);
    }

    private void arrived(Bytes bytes) {
        if (open) {
            bytes.writeTo(in);
            owner.received(this);
        } else {
            // Data for a connection that is not there is answered with a reset.
            world.at(
                    roads.arrival(owner.index(), other.owner.index()),
                    () -> other.broken(Reason.CONNECTION_LOST.because("reset")));
        }
    }

    private void watch() {
        world.after(KEEPALIVE, () -> {
            if (open) {
                probe();
                watch();
            }
        });
    }

    private void probe() {
        boolean answers =
                roads.open(owner.index(), other.owner.index()) && roads.open(other.owner.index(), owner.index());
        misses = answers ? 0 : misses + 1;
        if ((answers && !other.open) || misses > MISSES_ALLOWED) {
            broken(Reason.CONNECTION_LOST.because("keepalive"));
        }
    }
}
