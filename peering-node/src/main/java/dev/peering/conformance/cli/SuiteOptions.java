package dev.peering.conformance.cli;

import dev.peering.wire.opendex.OpenDexNetwork;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which network a program is to be a target of: the options of every command that starts one. */
public final class SuiteOptions {

    /** The networks that have a suite. */
    public enum Name {
        /** Manual peering of Coordicide 3.5. */
        MANUAL,
        /** OpenDEX. */
        OPENDEX
    }

    @Option(
            names = "--suite",
            paramLabel = "SUITE",
            completionCandidates = Candidates.OfSuites.class,
            defaultValue = "manual",
            description = "Whose target: manual or opendex (default: ${DEFAULT-VALUE}).")
    private Name suite = Name.MANUAL;

    @Mixin
    private NetworkOption network = new NetworkOption();

    /**
     * The suite.
     *
     * @return its name
     */
    public Name suite() {
        return suite;
    }

    /**
     * Which of OpenDEX's networks, for that suite.
     *
     * @return the network
     */
    public OpenDexNetwork network() {
        return network.network();
    }
}
