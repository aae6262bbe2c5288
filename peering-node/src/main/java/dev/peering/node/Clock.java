package dev.peering.node;

import dev.peering.core.Moment;
import java.time.Instant;

/** The real clock; the only place of this package that asks what time it is. */
@FunctionalInterface
interface Clock {

    /** The system's clocks. */
    Clock SYSTEM = () -> new Moment(Instant.now(), System.nanoTime());

    /** One reading of both clocks. */
    Moment now();
}
