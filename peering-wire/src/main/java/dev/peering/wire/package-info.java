/**
 * Floor 0, bytes: what every protocol room shares to turn bytes into records and back.
 *
 * <p>One package below this one per protocol. Nothing in here knows a key, a socket or a clock.
 */
package dev.peering.wire;
