/**
 * Floor 1, the hall: known peers, neighbors, reconnecting, and the session every protocol room plugs into.
 *
 * <p>Plain objects: something happened plus the present moment in, a list of effects out. No socket, clock, thread, randomness
 * or logger of its own.
 */
package dev.peering.core;
