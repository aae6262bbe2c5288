package dev.peering.bench;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a fixed number of exchanges under way: whoever starts one waits for a place, whoever has finished gives the place back.
 * The places stay taken between two iterations, so an iteration neither starts nor ends with an empty line.
 */
final class InFlight {

    /** Nothing here takes that long; without it a lost exchange would stop the benchmark for ever. */
    private static final int PATIENCE_SECONDS = 20;

    private final Semaphore places;
    private volatile Optional<String> failure = Optional.empty();

    InFlight(int most) {
        places = new Semaphore(most);
    }

    /** Waits for a place. */
    void enter() throws InterruptedException {
        boolean entered = places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        failure.ifPresent(what -> {
            throw new IllegalStateException(what);
        });
        Expect.yes(entered, "an exchange ends within " + PATIENCE_SECONDS + " s");
    }

    /** Gives a place back. */
    void leave() {
        places.release();
    }

    /** What ends early must not be counted: the next to enter throws. */
    void failed(String what) {
        failure = Optional.of(what);
        places.release();
    }
}
