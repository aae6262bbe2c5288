package dev.peering.core;

import java.util.Optional;

/**
 * How one network weighs what its peers do. The hall keeps the score; the codes and their weights are the network's, as are the two that
 * every network has: the operator's ban and its lifting.
 */
public interface Reputation {

    /** Only the operator bans: code 0 bans, code 1 lifts it. */
    Reputation OPERATOR_ONLY = new Reputation() {
        @Override
        public double after(double score, int deed) {
            return deed == ban() ? Double.NEGATIVE_INFINITY : 0;
        }

        @Override
        public boolean forbids(double score) {
            return score < 0;
        }

        @Override
        public Optional<Integer> deed(Refusal why) {
            return Optional.empty();
        }
    };

    /**
     * The score once something was done.
     *
     * @param score before; a new peer has 0
     * @param deed the network's code of what was done
     * @return the score after it
     */
    double after(double score, int deed);

    /**
     * Whether a peer with this score is banned.
     *
     * @param score the score
     * @return true below the network's limit
     */
    boolean forbids(double score);

    /**
     * What the end of a proven connection says about the peer.
     *
     * @param why how it ended
     * @return the code to note; empty for nothing
     */
    Optional<Integer> deed(Refusal why);

    /**
     * The code of a ban by the operator.
     *
     * @return the code
     */
    default int ban() {
        return 0;
    }

    /**
     * The code of its lifting.
     *
     * @return the code
     */
    default int unban() {
        return 1;
    }
}
