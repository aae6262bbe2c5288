package dev.peering.conformance.opendex;

import java.time.Duration;

/** All time limits of a run: generous ones, times the operator's factor. The original checks its timers every 5 s, so they show up to 5 s late. */
record Timing(double scale) {

    Duration scaled(long millis) {
        return Duration.ofMillis((long) (millis * scale));
    }

    /** Within this a request must be answered, and a refusal must come. */
    Duration answer() {
        return scaled(5_000);
    }

    /** Within this a target must be gone after its Disconnecting; the specification lets it wait 2 s for us to close. */
    Duration leave() {
        return scaled(5_000);
    }

    /** Long enough for an answer that must not come. */
    Duration quiet() {
        return scaled(700);
    }

    /** Packets right after the handshake come within this. */
    Duration settle() {
        return scaled(400);
    }

    /** A response that stays out must show: 10 s, the check's 5 s, and the machine. */
    Duration stall() {
        return scaled(20_000);
    }

    /** An idle session must carry a Ping: 30 s, and the machine. */
    Duration ping() {
        return scaled(40_000);
    }

    /** A target that was told to dial must be there. */
    Duration dial() {
        return scaled(15_000);
    }
}
