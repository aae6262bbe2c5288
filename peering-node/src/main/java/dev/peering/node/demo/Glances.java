package dev.peering.node.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How the demo sees that something has happened: by looking again and again. */
final class Glances {

    private static final Duration EVERY = Duration.ofMillis(20);

    private Glances() {}

    /** Whether it was seen. Looks so many times, rather than until so late: a machine that pauses takes no patience away. */
    static boolean see(BooleanSupplier wish, Duration patience) throws InterruptedException {
        for (long looks = patience.dividedBy(EVERY); !wish.getAsBoolean(); looks--) {
            if (looks == 0) {
                return false;
            }
            Thread.sleep(EVERY.toMillis());
        }
        return true;
    }
}
