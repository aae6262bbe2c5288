package dev.peering.node;

import io.netty.channel.Channel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * Brings what the hall orders to a connection's event loop, in the hall's order, and for the successor of an older
 * connection of the same peer not before the end of that one was told. So listeners hear of one peer in order
 * although its connections live on different loops.
 */
final class Relay {

    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final Channel channel;
    private final CompletableFuture<Void> quiet = new CompletableFuture<>();

    /** The order before; touched by the hall thread alone. */
    private CompletableFuture<Void> before = NOTHING;

    Relay(Channel channel) {
        this.channel = channel;
    }

    /**
     * What comes next waits until nothing more is told about that one. Called by the hall thread before the first
     * order.
     */
    void waitFor(Relay predecessor) {
        before = predecessor.quiet;
    }

    /** Runs this on the event loop, after everything ordered before. Called by the hall thread. */
    void order(Runnable what) {
        if (before.isDone()) {
            run(what);
        } else {
            before = before.thenRun(() -> run(what));
        }
    }

    /** Runs this on the event loop out of order. May be called from any thread. */
    void run(Runnable what) {
        try {
            channel.eventLoop().execute(what);
        } catch (RejectedExecutionException loopEnded) {
            beQuiet(); // nobody will hear of this connection any more
        }
    }

    /** Runs this on the event loop once it has read from all connections that are ready; at once when the loop takes nothing more. */
    void afterReading(Runnable what) {
        try {
            channel.eventLoop().execute(what);
        } catch (RejectedExecutionException loopEnded) {
            what.run();
        }
    }

    /** Nothing more will be told about this connection. */
    void beQuiet() {
        quiet.complete(null);
    }

    boolean isQuiet() {
        return quiet.isDone();
    }
}
