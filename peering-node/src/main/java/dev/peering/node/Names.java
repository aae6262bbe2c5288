package dev.peering.node;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks names up beside the event loops, since a lookup may block for seconds. A few threads that go away when idle, a bounded queue in front of them,
 * and a time limit for each answer.
 */
final class Names implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int MOST_WAITING = 4_096;
    private static final int IDLE_SECONDS = 5;
    private static final int PATIENCE_SECONDS = 5;

    private final NameLookup lookup;
    private final EventExecutor timer;
    private final ThreadPoolExecutor threads;

    Names(NameLookup lookup, EventExecutor timer) {
        this.lookup = lookup;
        this.timer = timer;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                new DefaultThreadFactory("peering-names", true));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * The addresses of a name, best first and at least one; fails when there are none, when the answer takes too long or when too many questions wait.
     */
    CompletableFuture<List<InetAddress>> addresses(String host) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> ask(host, answer));
        } catch (RejectedExecutionException full) {
            answer.completeExceptionally(new UnknownHostException("too many lookups are waiting"));
        }
        Future<?> patience = timer.schedule(
                () -> answer.completeExceptionally(new UnknownHostException("no answer in time")),
                PATIENCE_SECONDS,
                TimeUnit.SECONDS);
        return answer.whenComplete((found, failed) -> patience.cancel(false));
    }

    private void ask(String host, CompletableFuture<List<InetAddress>> answer) {
        if (answer.isDone()) {
            return; // nobody waits any more
        }
        try {
            List<InetAddress> addresses = List.copyOf(lookup.addresses(host));
            if (addresses.isEmpty()) {
                answer.completeExceptionally(new UnknownHostException(host));
            }
            answer.complete(addresses);
        } catch (UnknownHostException | RuntimeException failed) {
            answer.completeExceptionally(failed);
        }
    }

    /** Interrupts what is under way; the threads are daemons, so a lookup that cannot be interrupted holds nobody up. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
