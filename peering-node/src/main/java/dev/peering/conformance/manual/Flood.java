package dev.peering.conformance.manual;

import dev.peering.conformance.Trace;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Many short connections from a few threads; each is reset at the end, so that no port waits. Counts what came back. */
final class Flood {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final InetSocketAddress target;
    private final int threads;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger leftOpen = new AtomicInteger();
    private final AtomicInteger notConnected = new AtomicInteger();
    private boolean finishing;
    private Duration limit = LIMIT;
    private Duration took = Duration.ZERO;

    Flood(InetSocketAddress target, int threads) {
        this.target = target;
        this.threads = threads;
    }

    /** Each connection's sending half is closed after its bytes, so that half a packet does not wait for more. */
    Flood finishing() {
        finishing = true;
        return this;
    }

    /** How long to wait for the end of each connection; zero resets at once. */
    Flood waiting(Duration each) {
        limit = each;
        return this;
    }

    void run(int count, IntFunction<byte[]> bytes) throws InterruptedException {
        long begin = System.nanoTime();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(() -> work(count, bytes), "flood");
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException stop) {
            next.set(count);
            throw stop;
        }
        took = Duration.ofNanos(System.nanoTime() - begin);
    }

    private void work(int count, IntFunction<byte[]> bytes) {
        Trace nobody = new Trace();
        nobody.mute();
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            one(bytes.apply(i), nobody);
        }
    }

    private void one(byte[] bytes, Trace trace) {
        try (Line line = Line.dial(target, "flood", trace, LIMIT)) {
            if (bytes.length > 0) {
                line.send(bytes, "flood");
            }
            if (finishing) {
                line.finish();
            }
            if (!limit.isZero()) {
                Heard heard = line.hear(1, limit);
                (heard.length() > 0 ? answered : heard.ended() ? closed : leftOpen).incrementAndGet();
            }
            line.reset();
        } catch (IOException refused) {
            notConnected.incrementAndGet();
        }
    }

    int answered() {
        return answered.get();
    }

    int leftOpen() {
        return leftOpen.get();
    }

    String told() {
        return answered + " answered, " + closed + " closed, " + leftOpen + " left open, " + notConnected
                + " not connected, in " + took.toMillis() + " ms";
    }
}
