package dev.peering.conformance.target.opendex;

import dev.peering.conformance.RunSettings;
import dev.peering.conformance.Suite;
import dev.peering.conformance.opendex.OpenDexSuite;
import dev.peering.conformance.target.Proving;
import dev.peering.conformance.target.Subject;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.io.IOException;
import java.time.Duration;

/** The suite for OpenDEX, put to the proof on targets in a hurry. */
public final class OpenDexProving implements Proving<OpenDexFault> {

    private static final OpenDexNetwork NETWORK = OpenDexNetwork.REGTEST;
    private static final int AT_ONCE = 6;

    private final Suite suite = new OpenDexSuite(NETWORK);

    @Override
    public Suite suite() {
        return suite;
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public Subject with(OpenDexFault fault) throws IOException {
        return with(OpenDexProfile.with(fault));
    }

    /**
     * A target in a hurry.
     *
     * @param profile how it behaves
     * @return running
     * @throws IOException it cannot listen
     */
    public static Subject with(OpenDexProfile profile) throws IOException {
        return new OpenDexTarget(profile.quick(), NETWORK, 0);
    }

    @Override
    public RunSettings forOneCase(Subject target) {
        return forAllCases(target);
    }

    @Override
    public RunSettings forAllCases(Subject target) {
        return RunSettings.of(target.address(), target.keyText(), target).dialingEvery(Duration.ofMillis(500));
    }
}
