package dev.peering.core;

/**
 * Which of two connections of the same peer is kept. Where both ends may dial, both must apply a rule that keeps the same one, or crossing
 * connections kill each other for ever.
 */
@FunctionalInterface
public interface DuplicateRule {

    /**
     * For networks where one end dials: a peer that proves itself again has lost the connection before, even if we have not noticed. The
     * handshake is fresh and not replayed, so the peer itself asked for it.
     */
    DuplicateRule NEWEST_WINS = (current, candidate) -> true;

    /**
     * Decides between the two.
     *
     * @param current the connection that is up
     * @param candidate the connection that has just been proven
     * @return true to close the current one and keep the candidate
     */
    boolean replaces(Neighbor current, Neighbor candidate);
}
