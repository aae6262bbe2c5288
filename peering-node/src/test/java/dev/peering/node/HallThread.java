package dev.peering.node;

import java.util.concurrent.CountDownLatch;

/** Keeps the hall thread of a runtime busy until closed. */
final class HallThread implements AutoCloseable {

    private final CountDownLatch release = new CountDownLatch(1);

    private HallThread() {}

    static HallThread busy(PeeringRuntime runtime) {
        HallThread busy = new HallThread();
        CountDownLatch begun = new CountDownLatch(1);
        runtime.hall().execute(() -> {
            begun.countDown();
            waitFor(busy.release);
        });
        waitFor(begun);
        return busy;
    }

    static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        release.countDown();
    }
}
