package dev.peering.node;

import dev.peering.core.Protocol;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A node from its start to its end, each at most once.
 *
 * <p>Whoever ends a node while another thread starts it does not touch what is half made: that thread sees it before it hands anything out, and
 * ends what it made itself. So nothing is ever bound on threads that have ended, and nothing that was made is forgotten.
 */
final class Life {

    private enum Stage {
        NEW,
        STARTING,
        /** Somebody wants the end; the thread that starts will see to it. */
        GIVEN_UP,
        RUNNING,
        OVER
    }

    private final PeeringNode node;
    private final NodePlan plan;
    private final PeeringRuntime runtime;
    private final NodeCounters counters;
    private final Object lock = new Object();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Stage stage = Stage.NEW;
    private volatile Protocol protocol;
    private volatile @Nullable Edge edge;

    Life(PeeringNode node, NodePlan plan, Protocol protocol, NodeCounters counters) {
        this.node = node;
        this.plan = plan;
        this.protocol = protocol;
        this.counters = counters;
        this.runtime = plan.runtime().orElseGet(PeeringRuntime::create);
    }

    Protocol protocol() {
        return protocol;
    }

    PeeringRuntime runtime() {
        return runtime;
    }

    /** What runs; empty before the start has come through, and after the end. */
    Optional<Edge> edge() {
        return Optional.ofNullable(edge);
    }

    /** See {@link PeeringNode#start}. */
    void start() {
        if (runtime.isOwnThread()) {
            throw new IllegalStateException(
                    "a node cannot be started on a thread of its runtime; start it on a thread of your own");
        }
        begin();
        Edge made = null;
        try {
            protocol = plan.door().apply(runtime.clock().now());
            made = new Edge(plan, runtime, protocol, counters);
            made.bind();
            join(handOut(made));
        } catch (RuntimeException | Error failed) {
            abandon(made);
            throw failed;
        }
    }

    private void begin() {
        synchronized (lock) {
            if (stage != Stage.NEW) {
                throw new IllegalStateException("this node was started or closed before; build a new one");
            }
            if (!runtime.entered(node)) {
                throw new IllegalStateException("the runtime of this node is closed; build the node with another");
            }
            stage = Stage.STARTING;
        }
    }

    /** From here on the end is anybody's. The hall gets its list before it can be told to stop. */
    private CompletableFuture<?> handOut(Edge made) {
        synchronized (lock) {
            if (stage == Stage.GIVEN_UP) {
                throw new IllegalStateException("this node was closed while it started; build a new one");
            }
            stage = Stage.RUNNING;
            edge = made;
            plan.state().ifPresent(state -> state.joined(node));
            return made.begin();
        }
    }

    private static void join(CompletableFuture<?> begun) {
        try {
            begun.join();
        } catch (CompletionException fault) {
            if (fault.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw fault;
        }
    }

    /** The start failed: ends what there is of it, unless somebody else does so already, and waits for that. */
    private void abandon(@Nullable Edge made) {
        boolean ours;
        synchronized (lock) {
            ours = stage != Stage.OVER;
            stage = Stage.OVER;
        }
        if (ours) {
            end(made);
        }
        PeeringRuntime.await(ended);
    }

    /** See {@link PeeringNode#stop}. */
    CompletableFuture<Void> stop() {
        Stage before;
        synchronized (lock) {
            before = stage;
            boolean othersEnd = before == Stage.STARTING || before == Stage.GIVEN_UP;
            stage = othersEnd ? Stage.GIVEN_UP : Stage.OVER;
        }
        if (before == Stage.NEW || before == Stage.RUNNING) {
            end(edge);
        }
        return ended.copy();
    }

    /** Once in a life, and not under the lock: the program hears of it. */
    private void end(@Nullable Edge made) {
        plan.state().ifPresent(state -> state.left(node));
        CompletableFuture<Void> stopped = made == null ? CompletableFuture.completedFuture(null) : made.stop();
        CompletableFuture<Void> unused = stopped.handle((done, failed) -> {
                    edge = null;
                    runtime.left(node);
                    return plan.runtime().isEmpty();
                })
                .thenCompose(ours -> ours ? runtime.end() : CompletableFuture.completedFuture(null))
                .whenComplete((done, failed) -> ended.complete(null));
    }
}
