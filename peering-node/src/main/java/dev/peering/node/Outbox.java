package dev.peering.node;

import dev.peering.core.Message;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What is on its way to one neighbor: bounded in bytes, in order, and every sender is told what became of its
 * message.
 *
 * <p>Any thread may {@link #send}; everything else belongs to the connection's event loop, which is woken once for
 * all that has gathered.
 */
final class Outbox {

    /** What a message costs beside its body, so that empty ones are bounded too. */
    private static final int OVERHEAD = 64;

    /** So many messages, then others on this loop have their turn. */
    private static final int BATCH = 64;

    private final int mostBytes;
    private final NodeCounters counters;
    private final EventLoop loop;
    private final Consumer<Outgoing> say;
    private final Runnable flush;
    private final Queue<Outgoing> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger bytes = new AtomicInteger();
    private final AtomicBoolean awake = new AtomicBoolean();
    /** Said, but kept back by the conversation for a while. */
    private final Queue<Outgoing> held = new ArrayDeque<>(0);

    private volatile boolean closed;

    /** Says messages with {@code say}, each batch followed by {@code flush}, both on the loop. */
    Outbox(int mostBytes, NodeCounters counters, EventLoop loop, Consumer<Outgoing> say, Runnable flush) {
        this.mostBytes = mostBytes;
        this.counters = counters;
        this.loop = loop;
        this.say = say;
        this.flush = flush;
    }

    CompletableFuture<Void> send(Message message) {
        Outgoing outgoing = new Outgoing(this, message);
        int before = bytes.getAndAdd(cost(message));
        if (before > mostBytes - cost(message)) {
            outgoing.failed(
                    Reason.OVERFLOW.because(before + " bytes are on their way already; wait for earlier messages"));
            return outgoing.sent();
        }
        queue.add(outgoing);
        wake();
        return outgoing.sent();
    }

    /** This message was taken and gave nothing to write yet. */
    void hold(Outgoing outgoing) {
        held.add(outgoing);
    }

    /** The connection writes something that answers no message of the moment: the oldest one held, if there is one. */
    void released(ChannelFuture write) {
        Outgoing oldest = held.poll();
        if (oldest != null) {
            oldest.follow(write);
        }
    }

    /** The conversation gave up on a message that it held. */
    void unsaid(Message message, Refusal why) {
        held.stream().filter(kept -> kept.message().equals(message)).findFirst().ifPresent(kept -> {
            held.remove(kept);
            kept.failed(why);
        });
    }

    /** Nothing goes out any more. */
    void close(Refusal why) {
        closed = true;
        failAll(Reason.NOT_CONNECTED.because("the connection ended, " + why));
    }

    void settled(Outgoing outgoing, boolean written) {
        bytes.addAndGet(-cost(outgoing.message()));
        (written ? counters.messagesOut : counters.messagesUnsent).increment();
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            try {
                loop.execute(this::drain);
            } catch (RejectedExecutionException loopEnded) {
                awake.set(false);
                failAll(Reason.NOT_CONNECTED.because("this node has stopped"));
            }
        }
    }

    private void drain() {
        if (closed) {
            failAll(Reason.NOT_CONNECTED.because("the connection has ended"));
        }
        for (int i = 0; i < BATCH; i++) {
            Outgoing next = queue.poll();
            if (next == null) {
                break;
            }
            say.accept(next);
        }
        flush.run();
        awake.set(false);
        if (!queue.isEmpty()) {
            wake();
        }
    }

    private void failAll(Refusal why) {
        for (Outgoing next = queue.poll(); next != null; next = queue.poll()) {
            next.failed(why);
        }
        for (Outgoing next = held.poll(); next != null; next = held.poll()) {
            next.failed(why);
        }
    }

    private static int cost(Message message) {
        return message.body().length() + OVERHEAD;
    }
}
