package dev.peering.node;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that nodes run on: event loops for connections, the one hall thread for decisions, a few threads for
 * name lookups.
 *
 * <p>Several {@link PeeringNode}s may share one, so that a process that serves several networks does not multiply its
 * threads. A node that is not given one makes its own and closes it with itself. Threads start when they are first
 * needed; the event loops keep the process alive until it is closed.
 */
public final class PeeringRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("dev.peering.node");

    private static final int MOST_DEFAULT_LOOPS = 8;
    /**
     * The last connections have their own limit, {@link Edge#STOP_LIMIT}; this is for the case that even that fails.
     */
    private static final Duration PATIENCE = Edge.STOP_LIMIT.multipliedBy(2);

    private final int loops;
    private final Clock clock;
    private final Transport sockets = Transport.best();
    private final EventLoopGroup eventLoops;
    private final DefaultEventExecutor hall;
    private final Names names;
    private final Set<PeeringNode> nodes = new HashSet<>();
    private boolean closed;

    private PeeringRuntime(Builder builder) {
        this.loops = builder.loops;
        this.clock = builder.clock;
        this.eventLoops =
                new MultiThreadIoEventLoopGroup(loops, new DefaultThreadFactory("peering-loop"), sockets.io());
        this.hall = new DefaultEventExecutor(new DefaultThreadFactory("peering-hall"));
        this.names = new Names(builder.names, hall);
    }

    /**
     * A runtime with defaults: as many loops as processors, at most eight; the system's names.
     *
     * @return the runtime, its threads not yet started
     */
    public static PeeringRuntime create() {
        return builder().build();
    }

    /**
     * A runtime to be described.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How many event loops there are.
     *
     * @return at least 1
     */
    public int loops() {
        return loops;
    }

    /**
     * Which kind of sockets is used.
     *
     * @return {@code epoll} or {@code nio}
     */
    public String transport() {
        return sockets.name();
    }

    /**
     * Closes the nodes that still run on it, then ends its threads and waits for them. May be called more than once.
     * On one of its own threads it does not wait.
     */
    @Override
    public void close() {
        List<PeeringNode> last;
        synchronized (nodes) {
            closed = true;
            last = List.copyOf(nodes);
        }
        CompletableFuture<Void> ended = CompletableFuture.allOf(
                        last.stream().map(PeeringNode::stop).toArray(CompletableFuture<?>[]::new))
                .handle((stopped, failed) -> true)
                .thenCompose(whatever -> end());
        if (!isOwnThread() && !await(ended)) {
            LOG.warn("the threads of a runtime did not end in time");
        }
    }

    /** Waits for the end of something, but not for ever; false when it did not come. */
    static boolean await(CompletableFuture<Void> end) {
        return await(end.thenApply(ended -> true), false);
    }

    /** Waits for an answer, but not for ever. */
    static <T> T await(CompletableFuture<T> answer, T otherwise) {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException none) {
            return otherwise;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }

    /** Ends the threads. */
    CompletableFuture<Void> end() {
        names.close();
        return CompletableFuture.allOf(end(eventLoops), end(hall));
    }

    private static CompletableFuture<Void> end(EventExecutorGroup group) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        group.shutdownGracefully(0, PATIENCE.toSeconds(), TimeUnit.SECONDS).addListener(done -> ended.complete(null));
        return ended;
    }

    boolean isOwnThread() {
        if (hall.inEventLoop()) {
            return true;
        }
        for (EventExecutor loop : eventLoops) {
            if (loop.inEventLoop()) {
                return true;
            }
        }
        return false;
    }

    /** A node begins; false when it comes too late. Whoever is in before the end is waited for. */
    boolean entered(PeeringNode node) {
        synchronized (nodes) {
            return !closed && nodes.add(node);
        }
    }

    void left(PeeringNode node) {
        synchronized (nodes) {
            nodes.remove(node);
        }
    }

    Clock clock() {
        return clock;
    }

    Transport sockets() {
        return sockets;
    }

    EventLoopGroup eventLoops() {
        return eventLoops;
    }

    EventExecutor hall() {
        return hall;
    }

    Names names() {
        return names;
    }

    /** Describes a runtime. */
    public static final class Builder {

        private int loops = Math.min(MOST_DEFAULT_LOOPS, Runtime.getRuntime().availableProcessors());
        private NameLookup names = NameLookup.SYSTEM;
        private Clock clock = Clock.SYSTEM;

        private Builder() {}

        /**
         * How many event loops.
         *
         * @param count at least 1
         * @return this
         */
        public Builder loops(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("a runtime needs at least one event loop");
            }
            this.loops = count;
            return this;
        }

        /**
         * How host names are looked up.
         *
         * @param lookup the way
         * @return this
         */
        public Builder names(NameLookup lookup) {
            this.names = lookup;
            return this;
        }

        /** Another clock, for tests. */
        Builder clock(Clock other) {
            this.clock = other;
            return this;
        }

        /**
         * Makes it.
         *
         * @return the runtime
         */
        public PeeringRuntime build() {
            return new PeeringRuntime(this);
        }
    }
}
