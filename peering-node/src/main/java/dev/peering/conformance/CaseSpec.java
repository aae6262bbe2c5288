package dev.peering.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What one case is, apart from how it is carried out.
 *
 * @param id stable, never reused: {@code MP-I-01}
 * @param level how binding it is
 * @param role which side of the target it looks at
 * @param place the specification's section
 * @param requirement one sentence: what is asked
 * @param why one sentence: what goes wrong without it
 * @param stimulus what the suite does
 * @param passes the accepted outcomes, in words
 * @param fails the outcomes that are not accepted, in words
 * @param traits how it has to be run
 * @param limit after this long the case is ended by force; before scaling
 */
public record CaseSpec(
        String id,
        Level level,
        Role role,
        String place,
        String requirement,
        String why,
        String stimulus,
        List<String> passes,
        List<String> fails,
        Set<Trait> traits,
        Duration limit) {

    /** How a case has to be run. */
    public enum Trait {
        /** Takes long; only with {@code --slow}. */
        SLOW,
        /** Runs alone: it loads the target, or its clock readings matter. */
        ALONE,
        /** Runs after everything else: it changes or restarts the target. */
        LAST,
        /** Begins no earlier than some seconds into the run, see the case. */
        LATE
    }

    /** Copies the lists. */
    public CaseSpec {
        passes = List.copyOf(passes);
        fails = List.copyOf(fails);
        traits = Set.copyOf(traits);
    }

    /**
     * Whether it has to be run in that way.
     *
     * @param trait the way
     * @return true when it has
     */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
