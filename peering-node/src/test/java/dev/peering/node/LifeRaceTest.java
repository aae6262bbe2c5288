package dev.peering.node;

import static dev.peering.node.Party.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.peering.crypto.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One thread starts a node, another ends it at about the same time: either comes first, and nothing is left behind. */
@ExtendWith(LeakWatch.class)
@Timeout(120)
@DisplayName("Start against close")
class LifeRaceTest {

    private static final int RACES = 150;

    /** The end comes up to so much after the start has begun, a little later each time. */
    private static final long SPREAD_NANOS = 6_000_000;

    private static final Identity IDENTITY = Identity.create(new SecureRandom());

    /** The common pool has one thread on two cores, and then nobody to race with. */
    private static final ExecutorService RACERS = Executors.newFixedThreadPool(2);

    private final OwnThreads threads = new OwnThreads();

    @AfterAll
    static void wipe() {
        IDENTITY.close();
        RACERS.shutdownNow();
    }

    @Test
    @DisplayName("a node with threads of its own is closed with its port and its threads, whoever comes first")
    void ownThreads() throws Exception {
        int port = Ports.free();
        for (int i = 0; i < RACES; i++) {
            PeeringNode node = listener(port).build();
            race(i, node, node::close);
            nothingLeft(node, port);
        }
        eventually("all threads have ended", () -> threads.running().isEmpty());
    }

    @Test
    @DisplayName("a node on shared threads gives its port back, whoever comes first, and the threads serve the next")
    void sharedThreads() throws Exception {
        try (PeeringRuntime runtime = PeeringRuntime.builder().loops(1).build()) {
            int port = Ports.free();
            for (int i = 0; i < RACES; i++) {
                PeeringNode node = listener(port).runtime(runtime).build();
                race(i, node, node::close);
                nothingLeft(node, port);
            }
        }
    }

    @Test
    @DisplayName("a runtime that is closed while a node starts on it takes the node along, or does not let it in")
    void closedRuntime() throws Exception {
        int port = Ports.free();
        for (int i = 0; i < RACES; i++) {
            PeeringRuntime runtime = PeeringRuntime.builder().loops(1).build();
            PeeringNode node = listener(port).runtime(runtime).build();
            race(i, node, runtime::close);
            nothingLeft(node, port);
        }
        eventually("all threads have ended", () -> threads.running().isEmpty());
    }

    @Test
    @DisplayName("a node is not ended before its port is free, however busy its threads are")
    void busyThreads() {
        int port = Ports.free();
        try (PeeringRuntime runtime = PeeringRuntime.builder().loops(1).build()) {
            PeeringNode node = listener(port).runtime(runtime).build();
            node.start();
            CompletableFuture<CompletableFuture<Void>> stopped = new CompletableFuture<>();
            runtime.eventLoops().execute(() -> {
                stopped.complete(node.stop());
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            });
            stopped.thenCompose(ended -> ended).join();
            assertThat(isFree(port)).as("the port is free").isTrue();
        }
    }

    private static NodeBuilder listener(int port) {
        return PeeringNode.manual(IDENTITY).listen(Party.LOOPBACK, port);
    }

    private static void race(int round, PeeringNode node, Runnable end) throws Exception {
        CyclicBarrier line = new CyclicBarrier(2);
        CompletableFuture<Optional<RuntimeException>> start = CompletableFuture.supplyAsync(
                after(line, () -> {
                    try {
                        node.start();
                        return Optional.empty();
                    } catch (RuntimeException why) {
                        return Optional.of(why);
                    }
                }),
                RACERS);
        CompletableFuture<Boolean> close = CompletableFuture.supplyAsync(
                after(line, () -> {
                    LockSupport.parkNanos(round * SPREAD_NANOS / RACES);
                    end.run();
                    return true;
                }),
                RACERS);
        close.get(Party.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Optional<RuntimeException> why = start.get(Party.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        why.ifPresent(late -> assertThat(late)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed")
                .hasMessageContaining("build"));
    }

    private static <T> Supplier<T> after(CyclicBarrier line, Supplier<T> what) {
        return () -> {
            try {
                line.await(Party.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (Exception broken) {
                return fail(broken);
            }
            return what.get();
        };
    }

    private static void nothingLeft(PeeringNode node, int port) {
        assertThat(node.listenAddress()).isEmpty();
        assertThat(isFree(port)).as("the port is free").isTrue();
    }

    private static boolean isFree(int port) {
        try (ServerSocket next = new ServerSocket()) {
            next.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
