package dev.peering.conformance.cli;

import dev.peering.conformance.RunException;
import dev.peering.conformance.RunSettings;
import dev.peering.conformance.RunSettings.Identities;
import dev.peering.conformance.control.Control;
import java.net.InetSocketAddress;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who the target is, and which identities the suite has for it. */
final class IdentityOptions {

    private static final int PASTED_BASE_PORT = 24_700;

    @Option(names = "--target", required = true, paramLabel = "HOST:PORT", description = "Where the target listens.")
    private String target = "";

    @Option(
            names = "--target-key",
            required = true,
            paramLabel = "KEY",
            description = "Its public key: base58, or 66 hex digits for opendex.")
    private String targetKey = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "All keys of the suite come from it (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--identities",
            paramLabel = "N",
            defaultValue = "12",
            description = "Keys of the suite below and above the target's (default: ${DEFAULT-VALUE}).")
    private int identities = 12;

    @Option(
            names = "--base-port",
            paramLabel = "PORT",
            description = "First port the suite listens at; by default 24700 when lines are pasted, else any.")
    private Optional<Integer> basePort = Optional.empty();

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

    /**
     * For a run with everything else as usual and nobody who changes the target's list.
     *
     * @param pasted the operator pastes lines, and wants the same ones the next time
     */
    RunSettings settings(boolean pasted) throws RunException {
        int anyPort = pasted ? PASTED_BASE_PORT : 0;
        return RunSettings.of(address(), targetKey, Control.BY_HAND)
                .as(new Identities(
                        seed,
                        Bounds.identities("--identities", identities),
                        Bounds.basePort("--base-port", basePort.orElse(anyPort))));
    }
}
