package dev.peering.conformance.opendex;

import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.Console;
import dev.peering.conformance.RunException;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.ScriptedCase;
import dev.peering.conformance.Suite;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The 80 cases for OpenDEX. */
public final class OpenDexSuite implements Suite {

    private final OpenDexNetwork network;
    private final Map<String, ScriptedCase<Encounter>> cases = new LinkedHashMap<>();

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
        catalogue.cases().stream()
                .sorted(Comparator.comparing(
                        (ScriptedCase<Encounter> one) -> one.spec().id()))
                .forEach(one -> {
                    if (cases.put(one.spec().id(), one) != null) {
                        throw new IllegalStateException(one.spec().id() + " is there twice");
                    }
                });
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
        return cases.values().stream().map(ScriptedCase::spec).toList();
    }

    @Override
    public Prepared prepare(RunSettings settings, Console console) throws RunException, InterruptedException {
        return Ground.prepare(settings, network, cases, console);
    }
}
