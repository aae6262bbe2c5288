package dev.peering.conformance.target;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a reference target behaves.
 *
 * @param name for the banner
 * @param faults what it does wrong
 * @param interval between two dials
 * @param handshakeLimit for a whole request
 * @param patience for a whole answer
 */
public record Profile(String name, Set<Fault> faults, Duration interval, Duration handshakeLimit, Duration patience) {

    /** Everything as the text and good practice want it. */
    public static final Profile CORRECT =
            new Profile("correct", Set.of(), Duration.ofSeconds(5), Duration.ofMillis(1500), Duration.ofMillis(1000));

    /** The habits of GoShimmer v0.6.4 to v0.8.1. */
    public static final Profile GOSHIMMER = new Profile(
            "goshimmer",
            EnumSet.of(
                    Fault.M08,
                    Fault.M12,
                    Fault.M13,
                    Fault.M31,
                    Fault.M32,
                    Fault.M36,
                    Fault.M37,
                    Fault.M84,
                    Fault.M100,
                    Fault.M108,
                    Fault.M110,
                    Fault.M121,
                    Fault.M122,
                    Fault.M133,
                    Fault.M134,
                    Fault.M135,
                    Fault.M136,
                    Fault.M137,
                    Fault.M138),
            Duration.ofSeconds(5),
            Duration.ofMillis(500),
            Duration.ofMillis(500));

    /** Copies the set. */
    public Profile {
        faults = Set.copyOf(faults);
    }

    /**
     * The correct target with one fault.
     *
     * @param fault which
     * @return the profile
     */
    public static Profile with(Fault fault) {
        // Waiting for one peer at a time shows only when the wait is long.
        Duration patience = fault == Fault.M107 ? Duration.ofSeconds(5) : CORRECT.patience;
        return new Profile("fault " + fault, Set.of(fault), CORRECT.interval, CORRECT.handshakeLimit, patience);
    }

    /**
     * The same with another rhythm.
     *
     * @param newInterval between two dials
     * @return the changed profile
     */
    public Profile dialingEvery(Duration newInterval) {
        return new Profile(name, faults, newInterval, handshakeLimit, patience);
    }

    /**
     * Whether it has this fault.
     *
     * @param fault which
     * @return true when it has
     */
    public boolean has(Fault fault) {
        return faults.contains(fault);
    }

    /**
     * What a start says.
     *
     * @return one line
     */
    public String banner() {
        return SeededFault.banner(
                "reference target, profile " + name, faults.stream().sorted().toList());
    }
}
