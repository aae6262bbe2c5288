package dev.peering.core;

/** Who opened, or is to open, a connection: they ({@link #INBOUND}) or we ({@link #OUTBOUND}). */
public enum Direction {
    /** The other end dials; we wait. Seed 000 section 3.5.2 calls these accepted neighbors. */
    INBOUND,
    /** We dial. Seed 000 section 3.5.2 calls these chosen neighbors. */
    OUTBOUND
}
