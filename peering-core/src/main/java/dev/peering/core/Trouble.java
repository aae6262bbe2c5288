package dev.peering.core;

import java.time.Instant;

/**
 * The last thing that went wrong with a listed peer.
 *
 * @param at when
 * @param why the reason
 * @param proven false when the message only claimed to come from this peer: a hint for the operator, not a fact
 */
public record Trouble(Instant at, Refusal why, boolean proven) {}
