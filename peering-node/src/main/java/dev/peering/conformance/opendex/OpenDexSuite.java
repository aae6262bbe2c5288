package dev.peering.conformance.opendex;

import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.Cases;
import dev.peering.conformance.Console;
import dev.peering.conformance.RunException;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.Suite;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.util.List;

/** The 80 cases for OpenDEX. */
public final class OpenDexSuite implements Suite {

    private final OpenDexNetwork network;
    private final Cases<Encounter> cases;

    /**
     * With all cases.
     *
     * @param network the target's
     */
    public OpenDexSuite(OpenDexNetwork network) {
        this.network = network;
        Catalogue catalogue = new Catalogue();
        AcceptHandshake.addTo(catalogue);
        AcceptStalls.addTo(catalogue);
        AcceptKeys.addTo(catalogue);
        AcceptClaims.addTo(catalogue);
        AcceptFrames.addTo(catalogue);
        SessionFrames.addTo(catalogue);
        Sessions.addTo(catalogue);
        DialCases.addTo(catalogue);
        LifeCases.addTo(catalogue);
        cases = new Cases<>(catalogue.cases());
    }

    @Override
    public String name() {
        return "opendex";
    }

    @Override
    public String title() {
        return "OpenDEX peer protocol, seed 003, wire form of xud 1.2.5 (" + network.label() + ")";
    }

    @Override
    public List<CaseSpec> cases() {
        return cases.specs();
    }

    @Override
    public Prepared prepare(RunSettings settings, Console console) throws RunException, InterruptedException {
        return Ground.prepare(settings, network, cases, console);
    }
}
