/**
 * The hall: one session-and-reconnect core that every network's room runs on.
 *
 * <p>Spec: seed 000 sections 3.5.2 and 3.5.3 for the rules of manual peering; the rest is what every room shares. Two kinds of machine live here, both
 * plain objects that take what happened plus a {@link dev.peering.core.Moment} and return a list of effects:
 *
 * <ul>
 *   <li>{@link dev.peering.core.Session}, one connection from open to over, on its event loop;
 *   <li>{@link dev.peering.core.Peering}, who is known, who is a neighbor, whom to dial when, on one thread.
 * </ul>
 *
 * <p>A room is a {@link dev.peering.core.Protocol} with its {@link dev.peering.core.Handshake}s and {@link dev.peering.core.Conversation}s; {@code
 * dev.peering.core.manual.ManualPeering} is the first. No socket, clock, thread, randomness or logger in here: the edge brings them.
 */
package dev.peering.core;
