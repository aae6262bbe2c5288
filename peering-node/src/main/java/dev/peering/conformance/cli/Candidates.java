package dev.peering.conformance.cli;

import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.Level;
import dev.peering.conformance.Suite;
import dev.peering.conformance.target.Fault;
import dev.peering.conformance.target.opendex.OpenDexFault;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** What a shell offers for a word. Each class is made by the command line's library. */
final class Candidates {

    private Candidates() {}

    private static Stream<String> cases() {
        Stream<String> ids =
                Suites.all().stream().map(Suite::cases).flatMap(List::stream).map(CaseSpec::id);
        return Stream.concat(Arrays.stream(Level.values()).map(Level::name), ids);
    }

    private static Stream<String> faults() {
        return Stream.concat(Arrays.stream(Fault.values()), Arrays.stream(OpenDexFault.values()))
                .map(Enum::name);
    }

    /** Suites. */
    static final class OfSuites implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Suites.names().iterator();
        }
    }

    /** Levels and ids. */
    static final class OfCases implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return cases().iterator();
        }
    }

    /** Suites, levels and ids. */
    static final class OfList implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Suites.names().stream(), cases()).iterator();
        }
    }

    /** Seeded faults of both suites. */
    static final class OfFaults implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return faults().iterator();
        }
    }

    /** Suites and seeded faults. */
    static final class OfProofs implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Suites.names().stream(), faults()).iterator();
        }
    }

    /** Habits of a reference target. */
    static final class OfProfiles implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("correct", "goshimmer", "xud", "xud-1.2.5").iterator();
        }
    }
}
