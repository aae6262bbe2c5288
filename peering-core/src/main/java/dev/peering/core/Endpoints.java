package dev.peering.core;

import java.net.InetSocketAddress;

/**
 * The two ends of one TCP connection, both resolved.
 *
 * @param local our end
 * @param remote their end
 */
public record Endpoints(InetSocketAddress local, InetSocketAddress remote) {}
