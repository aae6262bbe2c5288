/**
 * Whole networks in one thread and virtual time: many nodes of any room, with loss, delay, cuts, one-way partitions, restarts, clock jumps and list
 * changes, all from one seed.
 *
 * <p>The machines are the real ones; only the edge is replaced. {@link dev.peering.core.simulation.Simulation} runs a {@link
 * dev.peering.core.simulation.SimulationPlan} and returns a {@link dev.peering.core.simulation.SimulationReport}, whose fingerprint is the same
 * whenever the seed is.
 *
 * <p>What it models of TCP: ordered bytes that arrive in any pieces, half-open connections, resets, keepalive, retransmission as delay. What it does not:
 * bandwidth.
 */
package dev.peering.core.simulation;
