package dev.peering.core.opendex;

import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.Reputation;
import java.util.Optional;

/**
 * xud's reputation: what a peer does is added up from 0, never above 100, and below -50 it is banned. Section 10.
 *
 * <p>Codes 0 (the operator's ban), 1 (its lifting) and 3 (wire protocol error) come up here; 4 to 10 are about logins and swaps and come from
 * the program around us, if at all. What an attacker between us could cause without a key, namely bytes that decrypt to nothing, does not
 * count.
 */
enum Conduct implements Reputation {
    /** xud's weights. */
    OF_XUD;

    private static final int MANUAL_UNBAN = 1;
    private static final int WIRE_PROTOCOL_ERROR = 3;
    private static final double BEST = 100;
    private static final double LIMIT = -50;

    /** By code; event 1 sets the score instead. */
    private static final double[] WEIGHTS = {
        Double.NEGATIVE_INFINITY, 0, -1, -5, -20, 1, -10, -15, -20, Double.NEGATIVE_INFINITY, -25
    };

    @Override
    public boolean knows(int code) {
        return code >= 0 && code < WEIGHTS.length;
    }

    @Override
    public double after(double score, int deed) {
        if (!knows(deed)) {
            throw new IllegalArgumentException("OpenDEX has no reputation event " + deed);
        }
        return deed == MANUAL_UNBAN ? 0 : Math.min(BEST, score + WEIGHTS[deed]);
    }

    @Override
    public boolean forbids(double score) {
        return score < LIMIT;
    }

    @Override
    public Optional<Integer> deed(Refusal why) {
        boolean theirs = !why.byPeer() && (why.reason() == Reason.MALFORMED || why.reason() == Reason.TOO_LARGE);
        return theirs ? Optional.of(WIRE_PROTOCOL_ERROR) : Optional.empty();
    }
}
