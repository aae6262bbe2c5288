package dev.peering.conformance.target.opendex;

import dev.peering.conformance.target.SeededFault;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an OpenDEX reference target behaves.
 *
 * @param name for the banner
 * @param faults what it does wrong
 * @param response how long it waits for an answer
 * @param ping between two Pings
 * @param tieBreak how long an older crossing connection may take to close
 * @param reconnect before the first further dial
 */
public record OpenDexProfile(
        String name,
        Set<OpenDexFault> faults,
        Duration response,
        Duration ping,
        Duration tieBreak,
        Duration reconnect) {

    /** Everything as the fact file and good practice want it, with the network's times. */
    public static final OpenDexProfile CORRECT = new OpenDexProfile(
            "correct",
            Set.of(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));

    /** The habits of xud's default branch. */
    public static final OpenDexProfile XUD = original("xud", OpenDexFault.Edition.BRANCH);

    /** The habits of xud's last release. */
    public static final OpenDexProfile XUD_1_2_5 = original("xud-1.2.5", OpenDexFault.Edition.RELEASE);

    /** Copies the set. */
    public OpenDexProfile {
        faults = Set.copyOf(faults);
    }

    /**
     * The correct target with one fault.
     *
     * @param fault which
     * @return the profile
     */
    public static OpenDexProfile with(OpenDexFault fault) {
        return new OpenDexProfile(
                "fault " + fault, Set.of(fault), CORRECT.response, CORRECT.ping, CORRECT.tieBreak, CORRECT.reconnect);
    }

    private static OpenDexProfile original(String name, OpenDexFault.Edition edition) {
        return new OpenDexProfile(
                name,
                Arrays.stream(OpenDexFault.values())
                        .filter(fault -> fault.habitOf(edition))
                        .collect(Collectors.toUnmodifiableSet()),
                CORRECT.response,
                CORRECT.ping,
                CORRECT.tieBreak,
                CORRECT.reconnect);
    }

    /**
     * The profile of this name.
     *
     * @param name as an operator writes it
     * @return the profile, if there is one
     */
    public static Optional<OpenDexProfile> named(String name) {
        return Stream.of(CORRECT, XUD, XUD_1_2_5)
                .filter(profile -> profile.name.equals(name))
                .findFirst();
    }

    /**
     * The same in a hurry, for proofs.
     *
     * @return all times cut to seconds
     */
    public OpenDexProfile quick() {
        return new OpenDexProfile(
                name,
                faults,
                Duration.ofMillis(3_000),
                Duration.ofMillis(2_000),
                Duration.ofMillis(2_000),
                Duration.ofMillis(500));
    }

    /**
     * Whether it has this fault.
     *
     * @param fault which
     * @return true when it has
     */
    public boolean has(OpenDexFault fault) {
        return faults.contains(fault);
    }

    /**
     * The cases it must fail: those that find its faults.
     *
     * @return their ids, sorted
     */
    public SortedSet<String> failing() {
        return faults.stream().flatMap(fault -> fault.caseId().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What a start says.
     *
     * @return one line
     */
    public String banner() {
        return SeededFault.banner(
                "OpenDEX reference target, profile " + name,
                faults.stream().sorted().toList());
    }
}
