/**
 * What every protocol room shares: an immutable value for bytes and the one way a decoder says no.
 *
 * <p>Way in: {@link dev.peering.wire.Bytes}, {@link dev.peering.wire.MalformedException},
 * {@link dev.peering.wire.Printable}. The rooms are subpackages, one per protocol.
 *
 * <p>No clock, no thread, no logger, no randomness, no socket: everything here is a function of its arguments.
 */
@NullMarked
package dev.peering.wire;

import org.jspecify.annotations.NullMarked;
