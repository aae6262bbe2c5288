package dev.peering.bench;

import java.util.List;

/**
 * Who says how many bytes, message by message, from the first byte of a connection to the dialer's parting. Taken from a handshake of our own,
 * see {@link InMemoryPair#dialogue}, so that what stands beside it as a floor carries exactly what it carries.
 *
 * @param turns at least one, the dialer's first
 */
record Dialogue(List<Turn> turns) {

    /** Which end. */
    enum Side {
        DIALER,
        ACCEPTOR
    }

    /**
     * One message.
     *
     * @param side who says it
     * @param length how many bytes it has
     */
    record Turn(Side side, int length) {}

    Dialogue {
        turns = List.copyOf(turns);
    }

    /** How many bytes this end says altogether. */
    long length(Side side) {
        return turns.stream()
                .filter(turn -> turn.side() == side)
                .mapToLong(Turn::length)
                .sum();
    }
}
