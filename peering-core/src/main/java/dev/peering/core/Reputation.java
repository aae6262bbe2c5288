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
        public boolean knows(int code) {
            return code == ban() || code == unban();
        }

        @Override
        public double after(double score, int deed) {
            if (!knows(deed)) {
                throw unknown(deed);
            }
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
     * Whether the network has this code.
     *
     * @param code a code
     * @return true for all that {@link #after} takes
     */
    boolean knows(int code);

    /**
     * The score once something was done.
     *
     * @param score before; a new peer has 0
     * @param deed the network's code of what was done
     * @return the score after it
     * @throws IllegalArgumentException for a code that the network does not have
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

    /**
     * Lets a code pass that the program around us may report. The operator's word is none: a ban is made and lifted by name.
     *
     * @param deed the network's code of what was done
     * @return the same
     * @throws IllegalArgumentException for the ban, its lifting, and a code that the network does not have
     */
    default int reportable(int deed) {
        if (!knows(deed)) {
            throw unknown(deed);
        }
        if (deed == ban() || deed == unban()) {
            throw new IllegalArgumentException(
                    "code " + deed + " is the operator's: ban and unban peers, do not report it");
        }
        return deed;
    }

    private static IllegalArgumentException unknown(int deed) {
        return new IllegalArgumentException("this network has no reputation code " + deed);
    }
}
