package dev.peering.core.opendex;

import dev.peering.core.DuplicateRule;
import dev.peering.core.Neighbor;

/**
 * Crossing connections, section 8.4: the node with the higher key keeps the connection it has and refuses the other; the node with the lower
 * key waits to see which one that is. So both keep the same one.
 *
 * <p>A second connection without a crossing (the first one broke and only one end knows) ends the same way: the old one is asked for a sign of
 * life and ends, and the peer's next try, or the one that waits, takes its place.
 */
record HigherKeyDecides(OpenDexPeerId self) implements DuplicateRule {

    @Override
    public Verdict judge(Neighbor current, Neighbor candidate) {
        return self.isAbove(candidate.id()) ? Verdict.KEEP : Verdict.WAIT;
    }
}
