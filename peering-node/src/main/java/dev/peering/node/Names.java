package dev.peering.node;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Looks names up beside the event loops, since a lookup may block for seconds. A few threads that go away when idle,
 * a bounded queue in front of them, and a time limit for each answer.
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
     * Asks for the addresses of a name. The answer comes once, from any thread, best address first; it is empty when
     * the name has none, when the answer takes too long and when too many questions wait.
     */
    void ask(String host, Consumer<List<InetAddress>> answer) {
        Question question = new Question(host, answer);
        Future<?> patience = timer.schedule(() -> question.answer(List.of()), PATIENCE_SECONDS, TimeUnit.SECONDS);
        try {
            threads.execute(() -> {
                question.run();
                patience.cancel(false);
            });
        } catch (RejectedExecutionException full) {
            patience.cancel(false);
            question.answer(List.of());
        }
    }

    /**
     * Interrupts what is under way; the threads are daemons, so a lookup that cannot be interrupted holds nobody up.
     */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private final class Question implements Runnable {

        private final String host;
        private final Consumer<List<InetAddress>> answer;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Question(String host, Consumer<List<InetAddress>> answer) {
            this.host = host;
            this.answer = answer;
        }

        @Override
        public void run() {
            if (open.get()) {
                answer(addresses());
            }
        }

        private List<InetAddress> addresses() {
            try {
                return List.copyOf(lookup.addresses(host));
            } catch (UnknownHostException | RuntimeException none) {
                return List.of();
            }
        }

        private void answer(List<InetAddress> addresses) {
            if (open.compareAndSet(true, false)) {
                answer.accept(addresses);
            }
        }
    }
}
