package dev.peering.node;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of a connection or of the hall. A deadline that moves further away leaves the planned ringing where
 * it is: it rings early, the machine says that nothing is due, and the alarm is set anew. That spares a cancellation
 * at nearly every step.
 *
 * <p>Belongs to one thread, the executor's.
 */
final class Alarm {

    private final Supplier<? extends EventExecutor> executor;
    private final Clock clock;
    private final Runnable ring;
    private @Nullable Future<?> planned;
    private long plannedFor = Long.MAX_VALUE;

    /**
     * Rings on this executor, which is asked for at the first setting: a channel gets its event loop after it is
     * made.
     */
    Alarm(Supplier<? extends EventExecutor> executor, Clock clock, Runnable ring) {
        this.executor = executor;
        this.clock = clock;
        this.ring = ring;
    }

    /** Rings at this time of the timer clock or earlier; {@link Long#MAX_VALUE} asks for nothing. */
    void set(long deadline) {
        if (deadline >= plannedFor) {
            return;
        }
        cancel();
        plannedFor = deadline;
        long wait = Math.max(0, deadline - clock.now().nanos());
        planned = executor.get().schedule(this::rings, wait, TimeUnit.NANOSECONDS);
    }

    void cancel() {
        if (planned != null) {
            planned.cancel(false);
            planned = null;
        }
        plannedFor = Long.MAX_VALUE;
    }

    private void rings() {
        planned = null;
        plannedFor = Long.MAX_VALUE;
        ring.run();
    }
}
