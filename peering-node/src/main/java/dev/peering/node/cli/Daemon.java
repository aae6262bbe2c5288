package dev.peering.node.cli;

import dev.peering.core.Effect;
import dev.peering.core.KnownPeer;
import dev.peering.core.Moment;
import dev.peering.core.PeerId;
import dev.peering.core.Protocol;
import dev.peering.core.manual.ManualPeering;
import dev.peering.crypto.Ed25519;
import dev.peering.crypto.Identity;
import dev.peering.crypto.IdentityFile;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.PeerKey;
import dev.peering.node.NodeBuilder;
import dev.peering.node.PeeringNode;
import dev.peering.node.PeeringRuntime;
import dev.peering.node.config.BindAddress;
import dev.peering.node.config.NodeConfig;
import dev.peering.node.config.Setting;
import dev.peering.node.log.Logging;
import dev.peering.node.log.PeerLog;
import dev.peering.node.log.StatusLog;
import dev.peering.node.store.PeerStore;
import dev.peering.node.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that runs until the process is told to stop. */
final class Daemon {

    /** Ours: after this the process ends even if something hangs. */
    private static final long LONGEST_STOP_SECONDS = 5;

    private static final long LISTING_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger("peering");

    /** Somebody who uses the node as long as it runs; the process ends with them. */
    interface Company {
        void keep(PeeringNode manual, Optional<PeeringNode> openDex, PeerStore store) throws IOException;
    }

    private final NodeConfig config;
    private final Optional<Company> company;
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean endedWell;

    private Daemon(NodeConfig config, Optional<Company> company) {
        this.config = config;
        this.company = company;
    }

    /** Starts, waits for SIGTERM or SIGINT, stops; returns only when it could not start. */
    static int run(NodeConfig config) throws Failure, IOException, KeyException, StoreException, InterruptedException {
        return run(config, Optional.empty());
    }

    /** The same, in company. */
    static int run(NodeConfig config, Company company)
            throws Failure, IOException, KeyException, StoreException, InterruptedException {
        return run(config, Optional.of(company));
    }

    private static int run(NodeConfig config, Optional<Company> company)
            throws Failure, IOException, KeyException, StoreException, InterruptedException {
        Logging.start(config.log().level(), config.log().format());
        return new Daemon(config, company).run();
    }

    private int run() throws Failure, IOException, KeyException, StoreException, InterruptedException {
        // First of all: a signal that comes while the node is still starting must end it as cleanly as a later one.
        Runtime.getRuntime().addShutdownHook(new Thread(this::endProcess, "stop"));
        config.notes().forEach(note -> LOG.atInfo().log(note));
        warnOf(config.manual().badEntries());
        warnOf(config.openDex().badEntries());
        try {
            serve();
            LOG.atInfo().addKeyValue("event", "stopped").log("stopped");
            endedWell = true;
            return Exit.OK;
        } finally {
            stopped.countDown();
        }
    }

    /** All that is there is read first, then what is missing is made, then all ports are bound: whatever is wrong, nothing has begun. */
    private void serve() throws Failure, IOException, KeyException, StoreException, InterruptedException {
        try (PeerStore store = PeerStore.open(config.storeFile());
                PeeringRuntime runtime = PeeringRuntime.create();
                OpenDexService openDex = new OpenDexService(config, store, runtime)) {
            PeerList list = PeerList.of(
                    config.manual().knownPeers(),
                    store.changes("manual"),
                    config.storeFile().toString(),
                    text -> ManualPeering.id(PeerKey.parse(text)));
            Ed25519 ed25519 = provider();
            openDex.read();
            try (Identity identity = identity();
                    PeeringNode node = node(identity, ed25519, runtime).start()) {
                openDex.start();
                list.notes().forEach(note -> LOG.atInfo().log(note));
                started(node);
                addAll(node, list, Setting.KNOWN_PEERS);
                openDex.listPeers();
                company.ifPresent(one -> keep(one, node, openDex.node(), store));
                untilTold(node, openDex);
            }
        }
    }

    private static void warnOf(List<String> badEntries) {
        badEntries.forEach(
                bad -> LOG.atWarn().addKeyValue("event", "passedOver").log("a known peer is passed over: {}", bad));
    }

    private void keep(Company one, PeeringNode node, Optional<PeeringNode> openDex, PeerStore store) {
        Thread thread = new Thread(
                () -> {
                    try {
                        one.keep(node, openDex, store);
                    } catch (IOException gone) {
                        LOG.debug("the company is gone", gone);
                    } finally {
                        told.countDown();
                    }
                },
                "company");
        thread.setDaemon(true);
        thread.start();
    }

    private Identity identity() throws IOException, KeyException, Failure {
        if (config.seed().isPresent()) {
            try {
                return Identity.parse(config.seed().get().reveal());
            } catch (KeyException why) {
                throw new Failure(Exit.USAGE, "node.seed: " + why.getMessage());
            }
        }
        Path file = config.identityFile();
        if (Files.exists(file)) {
            return IdentityFile.load(file);
        }
        Identity fresh = Identity.create(new SecureRandom());
        IdentityFile.store(file, fresh);
        LOG.atInfo()
                .addKeyValue("event", "identityMade")
                .addKeyValue("file", file)
                .addKeyValue("publicKey", fresh.key())
                .log(
                        "there was no identity yet, so a new one was made; give its public key to the operators of your peers");
        return fresh;
    }

    private Ed25519 provider() throws Failure {
        try {
            return Ed25519.named(config.ed25519());
        } catch (IllegalArgumentException why) {
            throw new Failure(Exit.USAGE, "node.ed25519: " + why.getMessage());
        }
    }

    private PeeringNode node(Identity identity, Ed25519 ed25519, PeeringRuntime runtime) {
        NodeBuilder builder = PeeringNode.builder(now -> protocol(identity, ed25519, now))
                .limits(config.manual().limits())
                .limits(config.manual().edge())
                .runtime(runtime)
                .on(new PeerLog(LOG, "manual"));
        if (config.manual().bind().isPresent()) {
            BindAddress bind = config.manual().bind().get();
            builder.listen(bind.host(), bind.port());
        }
        return builder.build();
    }

    private Protocol protocol(Identity identity, Ed25519 ed25519, Moment now) {
        return new ManualPeering(identity, ed25519, config.manual().options(now));
    }

    static void started(PeeringNode node) {
        LOG.atInfo()
                .addKeyValue("event", "started")
                .addKeyValue("network", node.protocol().name())
                .addKeyValue("version", Version.number())
                .addKeyValue("publicKey", node.self())
                .addKeyValue(
                        "listen",
                        node.listenAddress()
                                .map(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
                                .orElse("none"))
                .log("the node runs");
    }

    static void addAll(PeeringNode node, PeerList list, Setting where) throws InterruptedException, Failure {
        if (list.peers().isEmpty()) {
            LOG.warn("no peers are listed, so nobody can connect: add some to {}", where.path());
        }
        KnownPeer[] others = list.peers().stream()
                .filter(peer -> !peer.id().equals(node.self()))
                .toArray(KnownPeer[]::new);
        if (others.length < list.peers().size()) {
            // The node would decline it with a warning of its own, which cannot say where it stands.
            passedOver(list, node.self(), "this is our own key");
        }
        try {
            List<Effect.Declined> declined = node.add(others).get(LISTING_SECONDS, TimeUnit.SECONDS);
            declined.forEach(one -> passedOver(list, one.peer().id(), one.why().detail()));
        } catch (ExecutionException | TimeoutException fault) {
            throw new Failure(Exit.INTERNAL, "the peers could not be listed: " + fault, fault);
        }
    }

    private static void passedOver(PeerList list, PeerId peer, String why) {
        LOG.atWarn()
                .addKeyValue("event", "passedOver")
                .log("a known peer is passed over: {}: {}", list.places().get(peer), why);
    }

    private void untilTold(PeeringNode node, OpenDexService openDex) throws InterruptedException {
        long every = config.log().statusInterval().toMillis();
        if (every == 0) {
            told.await();
        } else {
            while (!told.await(every, TimeUnit.MILLISECONDS)) {
                tellStatus(node);
                openDex.node().ifPresent(Daemon::tellStatus);
            }
        }
        LOG.atInfo().addKeyValue("event", "stopping").log("stopping");
    }

    private static void tellStatus(PeeringNode node) {
        StatusLog.tell(LOG, node.protocol().name(), node.peers());
    }

    /** The JVM runs its hooks on SIGTERM and SIGINT; ours wakes the main thread, waits for it to finish, and makes the exit code 0. */
    private void endProcess() {
        if (endedWell) {
            // A signal may have come in that very moment, and its exit code would hide that everything is in order.
            Runtime.getRuntime().halt(Exit.OK);
        }
        if (stopped.getCount() == 0) {
            return; // ended by itself, with a code of its own
        }
        told.countDown();
        try {
            boolean clean = stopped.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
            if (!clean) {
                LOG.error("stopping took longer than {} s; ending anyway", LONGEST_STOP_SECONDS);
            }
            Runtime.getRuntime().halt(clean ? Exit.OK : Exit.INTERNAL);
        } catch (InterruptedException impatient) {
            Runtime.getRuntime().halt(Exit.INTERNAL);
        }
    }
}
