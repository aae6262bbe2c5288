/**
 * Floor 2, the running node: sockets, the real clock, configuration and command line around the state machines of
 * {@code dev.peering.core}.
 */
package dev.peering.node;
