package dev.peering.conformance.cli;

import dev.peering.conformance.RunException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** More about the way of changing the target's list. */
final class HandlingDetails {

    private static final Duration LONGEST_ANSWER = Duration.ofHours(1);

    @Option(
            names = "--adapter-timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long the adapter may take for an answer (default: ${DEFAULT-VALUE}).")
    private long adapterSeconds = 30;

    @Option(names = "--web-api-token", paramLabel = "TOKEN", description = "Sent as a bearer token to the web API.")
    private Optional<String> token = Optional.empty();

    Duration adapterLimit() throws RunException {
        return Bounds.seconds("--adapter-timeout", adapterSeconds, 1, LONGEST_ANSWER);
    }

    Optional<String> token() {
        return token;
    }
}
