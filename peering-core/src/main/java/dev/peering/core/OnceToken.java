package dev.peering.core;

import dev.peering.wire.Bytes;
import java.time.Duration;

/**
 * What makes a handshake good for one use only. The hall remembers the tokens of the handshakes it admitted and refuses a second one.
 *
 * @param digest tells this handshake from every other of the same peer
 * @param stamp orders the handshakes of one peer by time; manual peering: the request's timestamp in seconds
 * @param memory how long the handshake could be replayed if it were forgotten
 */
public record OnceToken(Bytes digest, long stamp, Duration memory) {}
