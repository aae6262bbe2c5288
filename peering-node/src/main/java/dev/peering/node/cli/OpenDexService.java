package dev.peering.node.cli;

import dev.peering.core.opendex.OpenDexOptions;
import dev.peering.core.opendex.OpenDexOptions.Randomness;
import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Secp256k1IdentityFile;
import dev.peering.crypto.Secp256k1Key;
import dev.peering.node.NodeBuilder;
import dev.peering.node.OpenDexState;
import dev.peering.node.PeeringNode;
import dev.peering.node.PeeringRuntime;
import dev.peering.node.config.BindAddress;
import dev.peering.node.config.NodeConfig;
import dev.peering.node.config.OpenDexConfig;
import dev.peering.node.config.Setting;
import dev.peering.node.log.PeerLog;
import dev.peering.node.store.PeerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OpenDEX beside manual peering in one process, when the operator wants it: its key, its notes in the store, its node. */
final class OpenDexService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("peering");
    private static final String NETWORK = "opendex";

    private final NodeConfig whole;
    private final OpenDexConfig config;
    private final PeerStore store;
    private final PeeringRuntime runtime;
    private final SecureRandom random = new SecureRandom();
    private Optional<Secp256k1Identity> identity = Optional.empty();
    private Optional<Notes> notes = Optional.empty();
    private Optional<PeeringNode> node = Optional.empty();

    OpenDexService(NodeConfig whole, PeerStore store, PeeringRuntime runtime) {
        this.whole = whole;
        this.config = whole.openDex();
        this.store = store;
        this.runtime = runtime;
    }

    /** Nothing when it is not enabled. */
    void start() throws Failure, IOException, KeyException, InterruptedException {
        if (!config.enabled()) {
            return;
        }
        identity = Optional.of(identity());
        notes = Optional.of(new Notes(store, NETWORK));
        PeerList list = PeerList.of(
                config.knownPeers(),
                store.changes(NETWORK),
                whole.storeFile().toString(),
                text -> OpenDexPeering.id(Secp256k1Key.parse(text)));
        list.notes().forEach(note -> LOG.atInfo().log(note));
        node = Optional.of(build(identity.get(), notes.get()).start());
        Daemon.started(node.get());
        if (!list.peers().isEmpty()) {
            Daemon.addAll(node.get(), list, Setting.OPENDEX_KNOWN_PEERS);
        }
    }

    /** The running node. */
    Optional<PeeringNode> node() {
        return node;
    }

    /** The node first, so that its last notes are written; then the key. */
    @Override
    public void close() {
        node.ifPresent(PeeringNode::close);
        notes.ifPresent(Notes::close);
        identity.ifPresent(Secp256k1Identity::close);
    }

    private PeeringNode build(Secp256k1Identity own, Notes kept) throws Failure {
        OpenDexOptions options = config.options(Randomness.from(random));
        NodeBuilder builder = PeeringNode.openDex(own, options, new OpenDexState(config.state()))
                .limits(config.limits())
                .limits(config.edge())
                .runtime(runtime)
                .records(kept.earlier(text -> OpenDexPeering.id(Secp256k1Key.parse(text))))
                .on(kept)
                .on(new PeerLog(LOG, NETWORK));
        config.bind().ifPresent((BindAddress bind) -> builder.listen(bind.host(), bind.port()));
        return builder.build();
    }

    private Secp256k1Identity identity() throws IOException, KeyException {
        Path file = config.identityFile();
        if (Files.exists(file)) {
            return Secp256k1IdentityFile.load(file);
        }
        Secp256k1Identity fresh = Secp256k1Identity.create(random);
        Secp256k1IdentityFile.store(file, fresh);
        LOG.atInfo()
                .addKeyValue("event", "identityMade")
                .addKeyValue("network", NETWORK)
                .addKeyValue("file", file)
                .addKeyValue("publicKey", fresh.key())
                .log("there was no OpenDEX identity yet, so a new one was made; others dial its public key");
        return fresh;
    }
}
