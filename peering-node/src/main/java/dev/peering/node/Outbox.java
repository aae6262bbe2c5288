package dev.peering.node;

import dev.peering.core.Message;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.SessionEffect.Carries;
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
import org.jspecify.annotations.Nullable;

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
    private final Consumer<Message> say;
    private final Runnable flush;
    private final Queue<Outgoing> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger bytes = new AtomicInteger();
    private final AtomicBoolean awake = new AtomicBoolean();
    /** Said, but kept back by the conversation for a while. */
    private final Queue<Outgoing> held = new ArrayDeque<>(0);

    /** The message of the moment. */
    private @Nullable Outgoing saying;

    private volatile boolean closed;

    /** Says messages with {@code say}, each batch followed by {@code flush}, both on the loop. */
    Outbox(int mostBytes, NodeCounters counters, EventLoop loop, Consumer<Message> say, Runnable flush) {
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

    /** Whether a message is being said, so that a flush follows the whole batch. */
    boolean isSaying() {
        return saying != null;
    }

    /** The connection writes something: of the message of the moment, of the oldest one held, or of no message. */
    void written(Carries carries, ChannelFuture write) {
        Outgoing outgoing = switch (carries) {
            case SAID -> saying;
            case HELD -> held.poll();
            case NOTHING -> null;
        };
        if (outgoing != null) {
            outgoing.follow(write);
        }
    }

    /** The conversation does not take the message of the moment, or gave up on one that it held. */
    void unsaid(Message message, Refusal why) {
        if (saying != null && saying.message().equals(message)) {
            saying.failed(why);
            return;
        }
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
            say(next);
        }
        flush.run();
        awake.set(false);
        if (!queue.isEmpty()) {
            wake();
        }
    }

    private void say(Outgoing outgoing) {
        saying = outgoing;
        say.accept(outgoing.message());
        saying = null;
        if (closed) {
            outgoing.failed(Reason.NOT_CONNECTED.because("the connection has ended"));
        } else if (!outgoing.isUnderWay()) {
            held.add(outgoing); // the conversation took it and gave nothing to write yet
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
