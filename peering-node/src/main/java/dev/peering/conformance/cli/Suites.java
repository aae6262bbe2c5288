package dev.peering.conformance.cli;

import dev.peering.conformance.RunException;
import dev.peering.conformance.Suite;
import dev.peering.conformance.manual.ManualSuite;
import dev.peering.conformance.opendex.OpenDexSuite;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.util.List;

/** All suites there are; another protocol adds a word here. */
final class Suites {

    /** What a node of OpenDEX joins when it is told nothing; the list of cases is the same for all networks. */
    static final OpenDexNetwork USUAL_NETWORK = OpenDexNetwork.MAINNET;

    private Suites() {}

    static List<Suite> all() {
        return all(USUAL_NETWORK);
    }

    static List<String> names() {
        return all().stream().map(Suite::name).toList();
    }

    private static List<Suite> all(OpenDexNetwork network) {
        return List.of(new ManualSuite(), new OpenDexSuite(network));
    }

    static Suite named(String name, OpenDexNetwork network) throws RunException {
        return all(network).stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RunException(
                        RunException.USAGE,
                        "there is no suite '" + name + "'; there is: " + String.join(", ", names())));
    }
}
