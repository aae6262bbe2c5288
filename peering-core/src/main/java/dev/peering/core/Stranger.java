package dev.peering.core;

import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * Somebody who proved a key that is not listed; the operator may list it or ignore it.
 *
 * @param id the proven key
 * @param remote where it came from last
 * @param firstSeen first knock in this process
 * @param lastSeen latest knock
 * @param knocks how many
 */
public record Stranger(PeerId id, InetSocketAddress remote, Instant firstSeen, Instant lastSeen, long knocks) {}
