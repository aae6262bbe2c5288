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
    DuplicateRule NEWEST_WINS = (current, candidate) -> Verdict.REPLACE;

    /** What becomes of the candidate. */
    enum Verdict {
        /** The connection that is up stays, the candidate is refused. */
        KEEP,
        /** The candidate takes over, the connection that is up is closed. */
        REPLACE,
        /**
         * The other end decides: the candidate waits a while for the connection that is up to end, and is refused if it does not. The
         * connection that is up is asked for a sign of life.
         */
        WAIT
    }

    /**
     * Decides between the two.
     *
     * @param current the connection that is up
     * @param candidate the connection that has just been proven
     * @return what becomes of the candidate
     */
    Verdict judge(Neighbor current, Neighbor candidate);
}
