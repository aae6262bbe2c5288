/** Who is a neighbor, who should be, and the handshakes between; no socket, no clock, no thread. */
module dev.peering.core {
    requires transitive dev.peering.wire;
    requires transitive dev.peering.crypto;
    requires static org.jspecify;
}
