package dev.peering.node.cli;

import dev.peering.core.PeerAddress;
import dev.peering.crypto.Identity;
import dev.peering.crypto.IdentityFile;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Secp256k1IdentityFile;
import dev.peering.crypto.Secp256k1Key;
import dev.peering.node.config.Durations;
import dev.peering.node.json.JsonWriter;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
            "The form of the key tells the network: base58 for manual peering, 66 hex digits for OpenDEX.",
            "",
            "It is the end that dials. Without --identity it uses a throw-away key. On manual peering such a key is on nobody's list: a healthy node then "
                    + "closes the connection without a byte. To see the door open, use the identity whose key its operator listed; if a node of yours is "
                    + "connected with that identity, the probe takes its place for a moment. An OpenDEX node usually lets strangers in, and says why "
                    + "when it does not."
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
            "  peering probe '[2001:db8::1]:14666' --peer-key CHfU… --json",
            "  peering probe node.example:8885 --peer-key 028599d0…"
        })
final class ProbeCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Surroundings surroundings;

    @Parameters(paramLabel = "HOST:PORT", description = "Where the node listens.")
    @SuppressWarnings("NullAway.Init")
    private String target;

    @Option(
            names = "--peer-key",
            required = true,
            paramLabel = "KEY",
            description = "The node's public key: base58, or 66 hex digits.")
    @SuppressWarnings("NullAway.Init")
    private String peerKey;

    @Option(names = "--identity", paramLabel = "FILE", description = "Our own key; without it a throw-away one.")
    private Optional<Path> identityFile = Optional.empty();

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description =
                    "OpenDEX only: mainnet, testnet, simnet or regtest (default: the one whose port it is, else mainnet).")
    private Optional<OpenDexNetwork> network = Optional.empty();

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
        ProbeReport report = peerKey.length() == Secp256k1Key.TEXT_LENGTH
                ? openDex(address(), openDexKey(), limit())
                : manual(address(), key(), limit());
        surroundings.out().print(json ? JsonWriter.indented(report.json()) : report.text(surroundings.unicode()));
        return report.outcome().exit();
    }

    private ProbeReport manual(PeerAddress address, PeerKey key, Duration limit)
            throws Failure, IOException, KeyException {
        if (network.isPresent()) {
            throw new Failure(
                    Exit.USAGE,
                    "--network is for OpenDEX, whose keys are 66 hex digits: leave it out, or give such a key");
        }
        try (Identity identity =
                identityFile.isPresent() ? IdentityFile.load(identityFile.get()) : ThrowAway.below(key)) {
            refuseOwnKey(identity.key().equals(key));
            return probe(address, new ManualCommentary(key, identity, identityFile.isEmpty(), limit), limit);
        }
    }

    private ProbeReport openDex(PeerAddress address, Secp256k1Key key, Duration limit)
            throws Failure, IOException, KeyException {
        try (Secp256k1Identity identity = identityFile.isPresent()
                ? Secp256k1IdentityFile.load(identityFile.get())
                : Secp256k1Identity.create(new SecureRandom())) {
            refuseOwnKey(identity.key().equals(key));
            OpenDexNetwork chosen = network.orElseGet(() -> networkOf(address.port()));
            return probe(address, new OpenDexCommentary(key, identity, chosen, limit), limit);
        }
    }

    private ProbeReport probe(PeerAddress address, Commentary commentary, Duration limit) {
        return new Probe(address, commentary, identityFile.isEmpty(), limit).run();
    }

    private static OpenDexNetwork networkOf(int port) {
        return Stream.of(OpenDexNetwork.values())
                .filter(network -> network.defaultPort() == port)
                .findFirst()
                .orElse(OpenDexNetwork.MAINNET);
    }

    private static void refuseOwnKey(boolean own) throws Failure {
        if (own) {
            throw new Failure(
                    Exit.USAGE, "--peer-key is this identity's own key: give the key of the node you want to reach");
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

    private Secp256k1Key openDexKey() throws Failure {
        try {
            return Secp256k1Key.parse(peerKey);
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
