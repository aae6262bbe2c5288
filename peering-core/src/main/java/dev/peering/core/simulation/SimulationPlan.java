package dev.peering.core.simulation;

import java.time.Duration;

/**
 * What is to be simulated.
 *
 * @param nodes how many nodes, 2 to 250
 * @param duration how long, in simulated time; the last {@code calm} of it without new faults
 * @param calm time for everything to come together again before the questions are asked
 * @param mutual share of pairs that list each other
 * @param oneSided share of pairs of which only one lists the other
 * @param mostDelay longest one-way delay
 * @param loss chance that a segment is late by a retransmission
 * @param faultEvery mean time between two faults in the whole network
 */
public record SimulationPlan(
        int nodes,
        Duration duration,
        Duration calm,
        double mutual,
        double oneSided,
        Duration mostDelay,
        double loss,
        Duration faultEvery) {

    /** Refuses a plan that could not be carried out. */
    public SimulationPlan {
        if (nodes < 2 || nodes > 250) {
            throw new IllegalArgumentException("a simulation has 2 to 250 nodes");
        }
        if (calm.compareTo(duration) >= 0 || calm.isNegative()) {
            throw new IllegalArgumentException("the calm at the end must be shorter than the whole");
        }
        if (mutual < 0 || oneSided < 0 || mutual + oneSided > 1) {
            throw new IllegalArgumentException("the shares of pairs must be from 0 to 1 together");
        }
    }

    /**
     * Bad weather all the time: a fault every 15 s, 2 % loss, delays up to 150 ms, five calm minutes at the end.
     *
     * @param nodes how many
     * @param duration how long, more than five minutes
     * @return the plan
     */
    public static SimulationPlan stormy(int nodes, Duration duration) {
        return new SimulationPlan(
                nodes,
                duration,
                Duration.ofMinutes(5),
                0.5,
                0.06,
                Duration.ofMillis(150),
                0.02,
                Duration.ofSeconds(15));
    }
}
