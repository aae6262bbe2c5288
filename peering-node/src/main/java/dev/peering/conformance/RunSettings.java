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
 * @param seed all of the suite's keys and random choices come from it
 * @param timeScale factor on every time limit
 * @param reconnectInterval how often the target says it dials
 * @param listWait how long to wait for the target to know our keys
 * @param perGroup how many identities below and above the target's key
 * @param basePort first listening port, 0 for any that nobody has
 * @param slow run the long ones too
 * @param rerun try a failed case again before believing it
 * @param oneByOne no case runs beside another
 */
public record RunSettings(
        InetSocketAddress target,
        String targetKey,
        Control control,
        long seed,
        double timeScale,
        Duration reconnectInterval,
        Duration listWait,
        int perGroup,
        int basePort,
        boolean slow,
        boolean rerun,
        boolean oneByOne) {

    /** Refuses what cannot work. */
    public RunSettings {
        if (!(timeScale >= 0.1 && timeScale <= 100)) {
            throw new IllegalArgumentException("--time-scale must be from 0.1 to 100");
        }
        if (perGroup < 3 || perGroup > 64) {
            throw new IllegalArgumentException("--identities must be from 3 to 64");
        }
        if (reconnectInterval.toMillis() < 50) {
            throw new IllegalArgumentException("--reconnect-interval must be at least 50 ms");
        }
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
        return new RunSettings(
                target,
                targetKey,
                control,
                1,
                1,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                12,
                0,
                false,
                true,
                false);
    }

    /**
     * The same with another rhythm of dials.
     *
     * @param interval between two dials of the target
     * @return the changed settings
     */
    public RunSettings dialingEvery(Duration interval) {
        return with(interval, perGroup, rerun, oneByOne);
    }

    /**
     * The same with fewer or more keys.
     *
     * @param identities below and above the target's key, each
     * @return the changed settings
     */
    public RunSettings withIdentities(int identities) {
        return with(reconnectInterval, identities, rerun, oneByOne);
    }

    /**
     * The same without second tries.
     *
     * @return the changed settings
     */
    public RunSettings withoutRerun() {
        return with(reconnectInterval, perGroup, false, oneByOne);
    }

    /**
     * The same with no case beside another, so that whatever happens is that case's doing.
     *
     * @return the changed settings
     */
    public RunSettings withoutCompany() {
        return with(reconnectInterval, perGroup, rerun, true);
    }

    /**
     * The same with another way of changing the target's list.
     *
     * @param other changes it
     * @return the changed settings
     */
    public RunSettings handledBy(Control other) {
        return new RunSettings(
                target,
                targetKey,
                other,
                seed,
                timeScale,
                reconnectInterval,
                listWait,
                perGroup,
                basePort,
                slow,
                rerun,
                oneByOne);
    }

    private RunSettings with(Duration interval, int identities, boolean again, boolean single) {
        return new RunSettings(
                target,
                targetKey,
                control,
                seed,
                timeScale,
                interval,
                listWait,
                identities,
                basePort,
                slow,
                again,
                single);
    }
}
