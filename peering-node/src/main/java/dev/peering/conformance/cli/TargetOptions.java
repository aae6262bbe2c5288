package dev.peering.conformance.cli;

import dev.peering.conformance.RunException;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.RunSettings.Manner;
import dev.peering.conformance.RunSettings.Pace;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who the target is and how it is handled. */
final class TargetOptions {

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    @Mixin
    private IdentityOptions identity = new IdentityOptions();

    @ArgGroup
    private HandlingOptions handling = new HandlingOptions();

    @Mixin
    private HandlingDetails details = new HandlingDetails();

    @Option(
            names = "--time-scale",
            paramLabel = "X",
            defaultValue = "1",
            description = "Factor on every time limit, for slow machines (default: ${DEFAULT-VALUE}).")
    private double timeScale = 1;

    @Option(
            names = "--reconnect-interval",
            defaultValue = "5000",
            paramLabel = "MILLIS",
            description = "How often the target dials (default: ${DEFAULT-VALUE}).")
    private long intervalMillis = 5000;

    @Option(
            names = "--wait",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "How long to wait for the target to know the suite's keys (default: ${DEFAULT-VALUE}).")
    private long waitSeconds = 60;

    @Mixin
    private NetworkOption network = new NetworkOption();

    /** Starts the adapter, if there is one; everything else has been looked at then. */
    RunSettings settings(Manner manner) throws RunException {
        Pace pace = new Pace(
                Bounds.timeScale("--time-scale", timeScale),
                Bounds.interval("--reconnect-interval", intervalMillis),
                Bounds.seconds("--wait", waitSeconds, 0, LONGEST_WAIT));
        RunSettings byHand = identity.settings(handling.byHand()).at(pace).tried(manner);
        return byHand.handledBy(handling.control(details));
    }

    OpenDexNetwork network() {
        return network.network();
    }
}
