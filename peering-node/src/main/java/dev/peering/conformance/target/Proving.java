package dev.peering.conformance.target;

import dev.peering.conformance.RunSettings;
import dev.peering.conformance.Suite;
import java.io.IOException;

/**
 * What the self-proof of one suite needs.
 *
 * @param <F> its faults
 */
public interface Proving<F extends SeededFault> {

    /**
     * The suite that is put to the proof.
     *
     * @return the suite
     */
    Suite suite();

    /**
     * How many faults may be tried at once.
     *
     * @return a small number
     */
    int atOnce();

    /**
     * A target with this fault and no other.
     *
     * @param fault which
     * @return a running target
     * @throws IOException it cannot listen
     */
    Subject with(F fault) throws IOException;

    /**
     * How one case is tried on such a target.
     *
     * @param target running
     * @return the settings
     */
    RunSettings forOneCase(Subject target);

    /**
     * How the whole suite is run.
     *
     * @param target running
     * @return the settings
     */
    RunSettings forAllCases(Subject target);
}
