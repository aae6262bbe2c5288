package dev.peering.core;

/**
 * Names one connection within one node. Outbound numbers are given by the hall when it orders a dial, inbound ones by the edge when it
 * accepts, so neither needs to ask the other.
 *
 * @param direction who opened it
 * @param number counts up within its direction
 */
public record ConnectionId(Direction direction, long number) {}
