/**
 * Logging of the program: set up without a file, for people or as JSON lines.
 *
 * <p>Way in: {@link dev.peering.node.log.Logging#start}. Below it everything logs through {@link java.lang.System.Logger} or SLF4J; what happens
 * to peers is told by {@link dev.peering.node.log.PeerLog}, once, with names and values that a machine can read.
 */
@NullMarked
package dev.peering.node.log;

import org.jspecify.annotations.NullMarked;
