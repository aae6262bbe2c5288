package dev.peering.conformance.target;

import dev.peering.conformance.RunSettings;
import dev.peering.conformance.Suite;
import dev.peering.conformance.manual.ManualSuite;
import java.io.IOException;
import java.time.Duration;

/** The suite for manual peering, put to the proof with a short time between dials. */
public final class ManualProving implements Proving<Fault> {

    private static final Duration SHORT_INTERVAL = Duration.ofMillis(600);
    private static final int AT_ONCE = 4;
    private static final int FEW_IDENTITIES = 4;

    private final Suite suite = new ManualSuite();

    @Override
    public Suite suite() {
        return suite;
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public Subject with(Fault fault) throws IOException {
        return new ReferenceTarget(Profile.with(fault).dialingEvery(SHORT_INTERVAL), 0);
    }

    /**
     * The correct target.
     *
     * @return running
     * @throws IOException it cannot listen
     */
    public static Subject correct() throws IOException {
        return new ReferenceTarget(Profile.CORRECT.dialingEvery(SHORT_INTERVAL), 0);
    }

    @Override
    public RunSettings forOneCase(Subject target) {
        return forAllCases(target).withIdentities(FEW_IDENTITIES);
    }

    @Override
    public RunSettings forAllCases(Subject target) {
        return RunSettings.of(target.address(), target.keyText(), target).dialingEvery(SHORT_INTERVAL);
    }
}
