/**
 * The attic: JMH benchmarks and the storm and scale runs. Each figure is measured beside the floor it is compared with, in the
 * same run.
 */
package dev.peering.bench;
