package dev.peering.node.cli;

import dev.peering.core.PeerAddress;
import dev.peering.crypto.Identity;
import dev.peering.crypto.IdentityFile;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
import dev.peering.node.config.Durations;
import dev.peering.node.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code peering probe}. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Does one handshake with a node and says what happened, and why.",
            "",
            "It is the end that dials. Without --identity it uses a throw-away key, which is on nobody's list: a healthy node then closes the connection "
                    + "without a byte. To see the door open, use the identity whose key its operator listed; if a node of yours is connected with that "
                    + "identity, the probe takes its place for a moment."
        },
        exitCodeListHeading = "%nExit codes%n",
        exitCodeList = {
            "0:the node answered and proved its key",
            "1:it was reached but did not let us in, or somebody else answered",
            "2:wrong usage, or the identity cannot be used",
            "3:it was not reached"
        },
        footer = {
            "",
            "@|bold Examples|@",
            "  peering probe 192.0.2.7:14666 --peer-key CHfU1NUf6ZvUKDQ…",
            "  peering probe node.example:14666 --peer-key CHfU… --identity identity.key",
            "  peering probe '[2001:db8::1]:14666' --peer-key CHfU… --json"
        })
final class ProbeCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Surroundings surroundings;

    @Parameters(paramLabel = "HOST:PORT", description = "Where the node listens.")
    @SuppressWarnings("NullAway.Init")
    private String target;

    @Option(names = "--peer-key", required = true, paramLabel = "KEY", description = "The node's public key, base58.")
    @SuppressWarnings("NullAway.Init")
    private String peerKey;

    @Option(names = "--identity", paramLabel = "FILE", description = "Our own key; without it a throw-away one.")
    private Optional<Path> identityFile = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "How long to wait for the connection, and then for the answer (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String timeout;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    ProbeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Failure, IOException, KeyException {
        PeerAddress address = address();
        PeerKey key = key();
        Duration limit = limit();
        try (Identity identity =
                identityFile.isPresent() ? IdentityFile.load(identityFile.get()) : ThrowAway.below(key)) {
            if (identity.key().equals(key)) {
                throw new Failure(
                        Exit.USAGE,
                        "--peer-key is this identity's own key: give the key of the node you want to reach");
            }
            ProbeReport report = new Probe(address, key, identity, identityFile.isEmpty(), limit).run();
            surroundings.out().print(json ? JsonWriter.indented(report.json()) : report.text(surroundings.unicode()));
            return report.outcome().exit();
        }
    }

    private PeerAddress address() throws Failure {
        try {
            return PeerAddress.parse(target);
        } catch (IllegalArgumentException why) {
            throw new Failure(Exit.USAGE, "'" + target + "': " + why.getMessage());
        }
    }

    private PeerKey key() throws Failure {
        try {
            return PeerKey.parse(peerKey);
        } catch (KeyException why) {
            throw new Failure(Exit.USAGE, "--peer-key: " + why.getMessage());
        }
    }

    private Duration limit() throws Failure {
        try {
            Duration limit = Durations.parse(timeout);
            if (limit.isZero() || limit.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("it must be from 1ms to " + Durations.text(LONGEST));
            }
            return limit;
        } catch (IllegalArgumentException why) {
            throw new Failure(Exit.USAGE, "--timeout: " + why.getMessage());
        }
    }
}
