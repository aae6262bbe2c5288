package dev.peering.conformance.manual;

import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.Cases;
import dev.peering.conformance.Console;
import dev.peering.conformance.RunException;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.Suite;
import dev.peering.conformance.control.ListedPeer;
import java.util.List;

/** The 144 cases for manual peering. */
public final class ManualSuite implements Suite {

    private final Cases<Encounter> cases;

    /** With all cases. */
    public ManualSuite() {
        Catalogue catalogue = new Catalogue();
        AcceptBasics.addTo(catalogue);
        AcceptSignatures.addTo(catalogue);
        AcceptVersions.addTo(catalogue);
        AcceptStamps.addTo(catalogue);
        AcceptTargets.addTo(catalogue);
        AcceptReplays.addTo(catalogue);
        AcceptSessions.addTo(catalogue);
        AcceptFloods.addTo(catalogue);
        AcceptForms.addTo(catalogue);
        AcceptFrames.addTo(catalogue);
        DialRequests.addTo(catalogue);
        DialAnswers.addTo(catalogue);
        DialManners.addTo(catalogue);
        DialRetries.addTo(catalogue);
        DialOthers.addTo(catalogue);
        ListChanges.addTo(catalogue);
        ListOrder.addTo(catalogue);
        LifeCycle.addTo(catalogue);
        RemovalRace.addTo(catalogue);
        cases = new Cases<>(catalogue.cases());
    }

    @Override
    public String name() {
        return "manual";
    }

    @Override
    public String title() {
        return "Manual peering, seed 000 section 3.5, wire form of GoShimmer v0.6.4 to v0.8.1";
    }

    @Override
    public List<CaseSpec> cases() {
        return cases.specs();
    }

    /**
     * The lines an operator has to put on the target's list before a run with these settings.
     *
     * @param settings of the run
     * @return several lines
     * @throws RunException a port is taken
     */
    public static String linesFor(RunSettings settings) throws RunException {
        return Lines.toPaste(settings, peersFor(settings));
    }

    /**
     * The same entries for a program.
     *
     * @param settings of the run
     * @return a JSON array over several lines
     * @throws RunException a port is taken
     */
    public static String jsonFor(RunSettings settings) throws RunException {
        return Lines.array(peersFor(settings));
    }

    private static List<ListedPeer> peersFor(RunSettings settings) throws RunException {
        try (KeyRing keys = new KeyRing(Ground.targetKey(settings), settings.identities())) {
            return keys.toList().stream().map(TesterKey::listed).toList();
        }
    }

    @Override
    public Prepared prepare(RunSettings settings, Console console) throws RunException, InterruptedException {
        return Ground.prepare(settings, console, cases);
    }
}
