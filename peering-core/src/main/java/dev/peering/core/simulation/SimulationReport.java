package dev.peering.core.simulation;

import java.util.List;

/**
 * What came of a simulation.
 *
 * @param seed what it was made from; the same seed gives the same report
 * @param fingerprint one number for everything that happened
 * @param violations whole-system truths that did not hold, each a sentence; empty when all is well
 * @param links pairs connected at the end
 * @param dials dials ordered by all nodes
 * @param ups connections that came up, counted at both ends
 * @param refusals connections that were refused or ended
 * @param messages messages that crossed
 * @param faults faults that were injected
 */
public record SimulationReport(
        long seed,
        long fingerprint,
        List<String> violations,
        int links,
        long dials,
        long ups,
        long refusals,
        long messages,
        long faults) {

    /** Copies the list. */
    public SimulationReport {
        violations = List.copyOf(violations);
    }

    /**
     * Whether every truth held.
     *
     * @return true when there are no violations
     */
    public boolean holds() {
        return violations.isEmpty();
    }
}
