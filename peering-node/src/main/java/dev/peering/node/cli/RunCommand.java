package dev.peering.node.cli;

import dev.peering.conformance.control.AdapterServer;
import dev.peering.conformance.control.Control;
import dev.peering.core.manual.ManualPeering;
import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.crypto.PeerKey;
import dev.peering.crypto.Secp256k1Key;
import dev.peering.node.PeeringNode;
import dev.peering.node.config.ListedPeer;
import dev.peering.node.config.NodeConfig;
import dev.peering.node.config.Setting;
import dev.peering.node.store.PeerStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code peering run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Runs a node until it is told to stop.",
            "",
            "Ctrl-C or SIGTERM stop it within 5 s, and it ends with 0. Flags overrule the environment, which overrules the file; changes made while it "
                    + "runs are kept in the store."
        },
        footer = {
            "",
            "@|bold Examples|@",
            "  peering run --config node.json",
            "  peering run --config node.json --bind 127.0.0.1:0 --log-format json",
            "  GOSSIP_BINDADDRESS=0.0.0.0:15000 peering run --status 1m",
            "",
            "@|bold The smallest useful node.json|@",
            "  {\"manualPeering\": {\"knownPeers\": [{",
            "    \"publicKey\": \"CHfU1NUf6ZvUKDQHTG2df53GR7CvuMFtyt7YymJ6DwS3\",",
            "    \"address\": \"192.0.2.7:14666\"",
            "  }]}}"
        })
final class RunCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "node.json",
            description = "The configuration file (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path config;

    @Option(names = "--no-config", description = "Read no file; defaults, environment and flags alone.")
    private boolean noConfig;

    @Option(
            names = "--obey",
            hidden = true,
            arity = "0..1",
            paramLabel = "SUITE",
            fallbackValue = "manual",
            description = "Obey this conformance suite: commands as lines of JSON on standard input; ends with it.")
    private Optional<String> obey = Optional.empty();

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private void obey(Control list) throws IOException {
        new AdapterServer(list).serve(System.in, surroundings.out());
    }

    private static Control manual(PeeringNode node, PeerStore store, NodeConfig read) {
        return new ListControl(
                node,
                store,
                key -> ManualPeering.id(PeerKey.parse(key)),
                keys(read.manual().knownPeers()));
    }

    private static Control openDex(PeeringNode node, PeerStore store, NodeConfig read) {
        return new ListControl(
                node,
                store,
                key -> OpenDexPeering.id(Secp256k1Key.parse(key)),
                keys(read.openDex().knownPeers()));
    }

    private static Set<String> keys(List<ListedPeer> peers) {
        return peers.stream().map(peer -> peer.key().toString()).collect(Collectors.toSet());
    }

    @Override
    public Integer call() throws Exception {
        ParseResult parsed = spec.commandLine().getParseResult();
        if (noConfig && parsed.hasMatchedOption("--config")) {
            throw new Failure(Exit.USAGE, "both --config and --no-config are given: leave one out");
        }
        Map<Setting, String> flags = SettingFlags.given(parsed);
        Optional<Path> file = noConfig ? Optional.empty() : Optional.of(config);
        NodeConfig read = NodeConfig.read(file, surroundings.environment(), flags);
        if (obey.isEmpty()) {
            return Daemon.run(read);
        }
        return switch (obey.get()) {
            case "manual" -> Daemon.run(read, (node, other, store) -> obey(manual(node, store, read)));
            case "opendex" ->
                Daemon.run(
                        read,
                        (node, other, store) -> obey(openDex(
                                other.orElseThrow(() -> new IOException("opendex.enabled is false")), store, read)));
            default -> throw new Failure(Exit.USAGE, "--obey: there is no suite '" + obey.get() + "'");
        };
    }
}
