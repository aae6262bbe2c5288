package dev.peering.conformance.cli;

import dev.peering.conformance.RunException;
import dev.peering.conformance.RunSettings.Identities;
import dev.peering.conformance.RunSettings.Pace;
import java.time.Duration;

/** What the values of options may be. Whatever is outside is the command line's fault, and said with the option's name. */
final class Bounds {

    private static final int LARGEST_PORT = 65_535;

    /** The suite listens at up to some hundred ports from there. */
    private static final int LARGEST_BASE_PORT = 65_000;

    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

    private Bounds() {}

    static int port(String option, int port) throws RunException {
        return (int) within(option, port, 0, LARGEST_PORT);
    }

    static int basePort(String option, int port) throws RunException {
        return (int) within(option, port, 0, LARGEST_BASE_PORT);
    }

    static Duration interval(String option, long millis) throws RunException {
        return Duration.ofMillis(
                within(option, millis, Pace.SHORTEST_INTERVAL.toMillis(), LONGEST_INTERVAL.toMillis()));
    }

    static Duration seconds(String option, long seconds, long from, Duration longest) throws RunException {
        return Duration.ofSeconds(within(option, seconds, from, longest.toSeconds()));
    }

    static double timeScale(String option, double factor) throws RunException {
        if (!(factor >= Pace.SHORTEST_SCALE && factor <= Pace.LONGEST_SCALE)) {
            throw new RunException(
                    RunException.USAGE,
                    option + " must be from " + Pace.SHORTEST_SCALE + " to " + Pace.LONGEST_SCALE + ", not " + factor);
        }
        return factor;
    }

    static int identities(String option, int perGroup) throws RunException {
        return (int) within(option, perGroup, Identities.FEWEST, Identities.MOST);
    }

    private static long within(String option, long value, long from, long to) throws RunException {
        if (value < from || value > to) {
            throw new RunException(
                    RunException.USAGE, option + " must be from " + from + " to " + to + ", not " + value);
        }
        return value;
    }

    /** A command to run for the suite, with everything that must be filled in. */
    static String command(String option, String command, String... holders) throws RunException {
        if (command.isBlank()) {
            throw new RunException(RunException.USAGE, option + " must be a command, not empty");
        }
        for (String holder : holders) {
            if (!command.contains(holder)) {
                throw new RunException(
                        RunException.USAGE, option + " must say where the peer goes: " + holder + " is missing in it");
            }
        }
        return command;
    }
}
