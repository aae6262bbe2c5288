package dev.peering.conformance.cli;

import dev.peering.conformance.RunException;
import dev.peering.conformance.Suite;
import dev.peering.conformance.manual.ManualSuite;
import java.util.List;
import java.util.function.Supplier;

/** All suites there are; another protocol adds a line here. */
final class Suites {

    private static final List<Supplier<Suite>> ALL = List.of(ManualSuite::new);

    private Suites() {}

    static List<Suite> all() {
        return ALL.stream().map(Supplier::get).toList();
    }

    static Suite named(String name) throws RunException {
        return all().stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RunException(
                        RunException.USAGE,
                        "there is no suite '" + name + "'; there is: "
                                + String.join(
                                        ", ", all().stream().map(Suite::name).toList())));
    }
}
