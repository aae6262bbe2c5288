package dev.peering.conformance.cli;

import dev.peering.conformance.RunException;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.control.AdapterControl;
import dev.peering.conformance.control.Control;
import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.control.HookControl;
import dev.peering.conformance.control.WebApiControl;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Who the target is and how it is handled. */
final class TargetOptions {

    @Option(names = "--target", required = true, paramLabel = "HOST:PORT", description = "Where the target listens.")
    private String target = "";

    @Option(
            names = "--target-key",
            required = true,
            paramLabel = "KEY",
            description = "Its public key: base58, or 66 hex digits for opendex.")
    private String targetKey = "";

    @ArgGroup
    private Handling handling = new Handling();

    @Option(
            names = "--adapter-timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long the adapter may take for an answer (default: ${DEFAULT-VALUE}).")
    private long adapterSeconds = 30;

    @Option(names = "--web-api-token", paramLabel = "TOKEN", description = "Sent as a bearer token to the web API.")
    private Optional<String> token = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "All keys of the suite come from it (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

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

    @Option(
            names = "--identities",
            paramLabel = "N",
            defaultValue = "12",
            description = "Keys of the suite below and above the target's (default: ${DEFAULT-VALUE}).")
    private int identities = 12;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            defaultValue = "mainnet",
            description = "OpenDEX only: mainnet, testnet, simnet or regtest (default: ${DEFAULT-VALUE}).")
    private OpenDexNetwork network = OpenDexNetwork.MAINNET;

    @Option(
            names = "--base-port",
            paramLabel = "PORT",
            description = "First port the suite listens at; by default 24700 when lines are pasted, else any.")
    private Optional<Integer> basePort = Optional.empty();

    /** One way of changing the target's list, or none. */
    static final class Handling {
        @Option(names = "--web-api", paramLabel = "URL", description = "Add keys through GoShimmer's web API there.")
        private Optional<String> webApi = Optional.empty();

        @Option(
                names = "--add-hook",
                paramLabel = "CMD",
                description = "Add keys by this command, run once for each; {key} and {addr} are filled in.")
        private Optional<String> hook = Optional.empty();

        @Option(
                names = "--adapter",
                paramLabel = "CMD",
                description = "Handle the target through this program, which opens the cases of list and life cycle.")
        private Optional<String> adapter = Optional.empty();
    }

    private static final int PASTED_BASE_PORT = 24_700;

    RunSettings settings(boolean slow, boolean rerun) throws RunException {
        Control control = control();
        int port = basePort.orElse(control.canAdd() ? 0 : PASTED_BASE_PORT);
        try {
            return new RunSettings(
                    address(),
                    targetKey,
                    control,
                    seed,
                    timeScale,
                    Duration.ofMillis(intervalMillis),
                    Duration.ofSeconds(waitSeconds),
                    identities,
                    port,
                    slow,
                    rerun,
                    false);
        } catch (IllegalArgumentException e) {
            control.close();
            throw new RunException(RunException.USAGE, String.valueOf(e.getMessage()));
        }
    }

    OpenDexNetwork network() {
        return network;
    }

    private InetSocketAddress address() throws RunException {
        int colon = target.lastIndexOf(':');
        try {
            String host =
                    target.substring(0, Math.max(0, colon)).replace("[", "").replace("]", "");
            int port = Integer.parseInt(target.substring(colon + 1));
            if (host.isEmpty() || port < 1 || port > 65_535) {
                throw new NumberFormatException();
            }
            return new InetSocketAddress(host, port);
        } catch (NumberFormatException e) {
            throw new RunException(RunException.USAGE, "--target must be HOST:PORT, not '" + target + "'");
        }
    }

    private Control control() throws RunException {
        try {
            if (handling.webApi.isPresent()) {
                return new WebApiControl(handling.webApi.get(), token);
            }
            if (handling.hook.isPresent()) {
                return new HookControl(handling.hook.get());
            }
            if (handling.adapter.isPresent()) {
                return new AdapterControl(
                        Arrays.asList(handling.adapter.get().trim().split("\\s+", -1)),
                        Duration.ofSeconds(Math.max(1, adapterSeconds)));
            }
            return Control.BY_HAND;
        } catch (ControlException e) {
            throw new RunException(RunException.TESTER_FAULT, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new RunException(RunException.USAGE, "--web-api: " + e.getMessage());
        }
    }
}
