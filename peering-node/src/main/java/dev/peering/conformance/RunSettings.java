package dev.peering.conformance;

import dev.peering.conformance.control.Control;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What the operator asked for.
 *
 * @param target where the target listens
 * @param targetKey who it must be, as the protocol writes keys
 * @param control how the target's list is changed
 * @param identities who the suite is
 * @param pace how long things take
 * @param manner how cases are tried
 */
public record RunSettings(
        InetSocketAddress target, String targetKey, Control control, Identities identities, Pace pace, Manner manner) {

    /**
     * Who the suite is.
     *
     * @param seed all of the suite's keys and random choices come from it
     * @param perGroup how many identities below and above the target's key, 3 to 64 each
     * @param basePort first listening port, 0 for any that nobody has
     */
    public record Identities(long seed, int perGroup, int basePort) {

        /** So many identities on one side of the target's key some cases need. */
        public static final int FEWEST = 3;

        /** More than so many on one side are of no use. */
        public static final int MOST = 64;

        static final Identities USUAL = new Identities(1, 12, 0);

        /** Refuses what cannot work. */
        public Identities {
            if (perGroup < FEWEST || perGroup > MOST) {
                throw new IllegalArgumentException("identities must be from " + FEWEST + " to " + MOST);
            }
        }

        /**
         * Where an identity listens.
         *
         * @param place how many listen before it
         * @return the port, or 0 for any that nobody has
         */
        public int port(int place) {
            return basePort == 0 ? 0 : basePort + place;
        }
    }

    /**
     * How long things take.
     *
     * @param timeScale factor on every time limit, 0.1 to 100
     * @param reconnectInterval how often the target says it dials, 50 ms or more
     * @param listWait how long to wait for the target to know our keys
     */
    public record Pace(double timeScale, Duration reconnectInterval, Duration listWait) {

        /** The least factor. */
        public static final double SHORTEST_SCALE = 0.1;

        /** The greatest factor. */
        public static final double LONGEST_SCALE = 100;

        /** No target dials more often. */
        public static final Duration SHORTEST_INTERVAL = Duration.ofMillis(50);

        static final Pace USUAL = new Pace(1, Duration.ofSeconds(5), Duration.ofSeconds(60));

        /** Refuses what cannot work. */
        public Pace {
            if (!(timeScale >= SHORTEST_SCALE && timeScale <= LONGEST_SCALE)) {
                throw new IllegalArgumentException(
                        "the time scale must be from " + SHORTEST_SCALE + " to " + LONGEST_SCALE);
            }
            if (reconnectInterval.compareTo(SHORTEST_INTERVAL) < 0) {
                throw new IllegalArgumentException("the reconnect interval must be " + SHORTEST_INTERVAL + " or more");
            }
        }
    }

    /**
     * How cases are tried.
     *
     * @param slow the long ones too
     * @param rerun a failed case again before it is believed
     * @param oneByOne none beside another, so that whatever happens is that case's doing
     */
    public record Manner(boolean slow, boolean rerun, boolean oneByOne) {

        static final Manner USUAL = new Manner(false, true, false);
    }

    /**
     * The usual: 12 identities on either side, 5 s between dials.
     *
     * @param target where the target listens
     * @param targetKey who it must be
     * @param control how its list is changed
     * @return the settings
     */
    public static RunSettings of(InetSocketAddress target, String targetKey, Control control) {
        return new RunSettings(target, targetKey, control, Identities.USUAL, Pace.USUAL, Manner.USUAL);
    }

    /**
     * The same with another rhythm of dials.
     *
     * @param interval between two dials of the target
     * @return the changed settings
     */
    public RunSettings dialingEvery(Duration interval) {
        return at(new Pace(pace.timeScale, interval, pace.listWait));
    }

    /**
     * The same with other identities.
     *
     * @param other who the suite is
     * @return the changed settings
     */
    public RunSettings as(Identities other) {
        return new RunSettings(target, targetKey, control, other, pace, manner);
    }

    /**
     * The same with fewer or more keys.
     *
     * @param perGroup below and above the target's key, each
     * @return the changed settings
     */
    public RunSettings withIdentities(int perGroup) {
        return as(new Identities(identities.seed, perGroup, identities.basePort));
    }

    /**
     * The same without second tries.
     *
     * @return the changed settings
     */
    public RunSettings withoutRerun() {
        return tried(new Manner(manner.slow, false, manner.oneByOne));
    }

    /**
     * The same with another way of changing the target's list.
     *
     * @param other changes it
     * @return the changed settings
     */
    public RunSettings handledBy(Control other) {
        return new RunSettings(target, targetKey, other, identities, pace, manner);
    }

    /**
     * The same at another pace.
     *
     * @param other how long things take
     * @return the changed settings
     */
    public RunSettings at(Pace other) {
        return new RunSettings(target, targetKey, control, identities, other, manner);
    }

    /**
     * The same with cases tried in another manner.
     *
     * @param other how
     * @return the changed settings
     */
    public RunSettings tried(Manner other) {
        return new RunSettings(target, targetKey, control, identities, pace, other);
    }
}
