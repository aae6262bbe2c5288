/**
 * The attic: JMH benchmarks and the storm and scale runs. Each figure is measured beside the floor it is compared with, in the
 * same run, because another day or a busy machine moves both.
 *
 * <p>Way in: {@link dev.peering.bench.Benchmarks}. What each figure means and how to read it: {@code peering-bench/README.md}.
 */
@NullMarked
package dev.peering.bench;

import org.jspecify.annotations.NullMarked;
