package dev.peering.node.cli;

import dev.peering.core.PeerRecord;
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
import java.util.List;
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
    private Optional<PeerList> list = Optional.empty();
    private List<PeerRecord> earlier = List.of();
    private Optional<Secp256k1Identity> identity = Optional.empty();
    private Optional<Notes> notes = Optional.empty();
    private Optional<PeeringNode> node = Optional.empty();

    OpenDexService(NodeConfig whole, PeerStore store, PeeringRuntime runtime) {
        this.whole = whole;
        this.config = whole.openDex();
        this.store = store;
        this.runtime = runtime;
    }

    /** Its list, its notes and its key, if there is one; makes nothing. Nothing when it is not enabled. */
    void read() throws Failure, IOException, KeyException {
        if (!config.enabled()) {
            return;
        }
        PeerList.KeyReader keys = text -> OpenDexPeering.id(Secp256k1Key.parse(text));
        list = Optional.of(PeerList.of(
                config.knownPeers(), store.changes(NETWORK), whole.storeFile().toString(), keys));
        notes = Optional.of(new Notes(store, NETWORK));
        earlier = notes.get().earlier(keys);
        if (Files.exists(config.identityFile())) {
            identity = Optional.of(Secp256k1IdentityFile.load(config.identityFile()));
        }
    }

    /** What was read, on its port; makes the key that is missing. */
    void start() throws IOException {
        if (notes.isPresent()) {
            Secp256k1Identity own = identity.isPresent() ? identity.get() : fresh();
            identity = Optional.of(own);
            node = Optional.of(build(own, notes.get()).start());
        }
    }

    /** From here on it dials. */
    void listPeers() throws Failure, InterruptedException {
        if (node.isPresent() && list.isPresent()) {
            list.get().notes().forEach(note -> LOG.atInfo().log(note));
            Daemon.started(node.get());
            if (!list.get().peers().isEmpty()) {
                Daemon.addAll(node.get(), list.get(), Setting.OPENDEX_KNOWN_PEERS);
            }
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

    private PeeringNode build(Secp256k1Identity own, Notes kept) {
        OpenDexOptions options = config.options(Randomness.from(random));
        NodeBuilder builder = PeeringNode.openDex(own, options, new OpenDexState(config.state()))
                .limits(config.limits())
                .limits(config.edge())
                .runtime(runtime)
                .records(earlier)
                .on(kept)
                .on(new PeerLog(LOG, NETWORK));
        config.bind().ifPresent((BindAddress bind) -> builder.listen(bind.host(), bind.port()));
        return builder.build();
    }

    private Secp256k1Identity fresh() throws IOException {
        Path file = config.identityFile();
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
