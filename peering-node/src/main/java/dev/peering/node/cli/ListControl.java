package dev.peering.node.cli;

import dev.peering.conformance.control.Control;
import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.core.Direction;
import dev.peering.core.Effect;
import dev.peering.core.KnownPeer;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerId;
import dev.peering.core.PeerStatus;
import dev.peering.crypto.KeyException;
import dev.peering.node.PeeringNode;
import dev.peering.node.store.PeerStore;
import dev.peering.node.store.StoreException;
import dev.peering.node.store.StoredPeer;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The list of a running node in the hands of the conformance suite: what is changed is in the store before it is answered. */
final class ListControl implements Control {

    private static final long LIMIT_SECONDS = 10;
    private static final File OPEN_FILES = new File("/proc/self/fd");

    private final PeeringNode node;
    private final PeerStore store;
    private final PeerList.KeyReader keys;
    private final Set<String> configured;

    /**
     * For a running node.
     *
     * @param node whose list
     * @param store where changes are kept
     * @param keys reads a key as this node's network writes it
     * @param configured keys of the configuration's list; only their removal must be remembered
     */
    ListControl(PeeringNode node, PeerStore store, PeerList.KeyReader keys, Set<String> configured) {
        this.node = node;
        this.store = store;
        this.keys = keys;
        this.configured = Set.copyOf(configured);
    }

    @Override
    public boolean canAdd() {
        return true;
    }

    @Override
    public void add(List<ListedPeer> peers) throws ControlException {
        List<KnownPeer> known = new ArrayList<>();
        for (ListedPeer peer : peers) {
            known.add(read(peer));
        }
        List<Effect.Declined> declined = await(node.add(known.toArray(KnownPeer[]::new)));
        if (!declined.isEmpty()) {
            throw refused(String.valueOf(declined.get(0).why().detail()));
        }
        change(() -> store.change(network(), changes -> {
            for (KnownPeer peer : known) {
                changes = changes.add(new StoredPeer(
                        peer.id().toString(),
                        peer.addresses().stream().map(PeerAddress::toString).toList(),
                        peer.alias()));
            }
            return changes;
        }));
    }

    @Override
    public void remove(List<String> publicKeys) throws ControlException {
        for (String key : publicKeys) {
            await(node.remove(id(key)));
        }
        change(() -> store.change(network(), changes -> {
            for (String key : publicKeys) {
                changes = changes.remove(key, configured.contains(key));
            }
            return changes;
        }));
    }

    private String network() {
        return node.protocol().name();
    }

    private KnownPeer read(ListedPeer peer) throws ControlException {
        try {
            return new KnownPeer(
                    id(peer.publicKey()),
                    peer.addresses().stream().map(PeerAddress::parse).toArray(PeerAddress[]::new));
        } catch (IllegalArgumentException bad) {
            throw refused(String.valueOf(bad.getMessage()));
        }
    }

    private PeerId id(String key) throws ControlException {
        try {
            return keys.read(key);
        } catch (KeyException bad) {
            throw refused(String.valueOf(bad.getMessage()));
        }
    }

    @Override
    public List<ListedPeer> list(boolean onlyConnected) {
        return node.peers().stream()
                .filter(peer -> !onlyConnected || peer.neighbor().isPresent())
                .map(ListControl::told)
                .toList();
    }

    /** Bans, for networks that know them. */
    @Override
    public void config(Map<String, String> values) throws ControlException {
        for (Map.Entry<String, String> value : values.entrySet()) {
            switch (value.getKey()) {
                case "ban" -> await(node.ban(id(value.getValue())));
                case "unban" -> await(node.unban(id(value.getValue())));
                default ->
                    throw new ControlException(
                            ControlException.Kind.UNSUPPORTED, "cannot configure '" + value.getKey() + "'");
            }
        }
    }

    private static ListedPeer told(PeerStatus status) {
        return new ListedPeer(
                status.peer().id().toString(),
                status.peer().addresses().stream().map(PeerAddress::toString).toList(),
                status.direction() == Direction.OUTBOUND ? "outbound" : "inbound",
                status.neighbor().isPresent() ? "connected" : "disconnected");
    }

    /** Memory is what is still in use after a collection. Open files stand for sockets, where the system lists them. */
    @Override
    public Map<String, Long> usage() {
        Map<String, Long> usage = new HashMap<>();
        usage.put("threads", (long) ManagementFactory.getThreadMXBean().getThreadCount());
        String[] open = OPEN_FILES.list();
        if (open != null) {
            usage.put("sockets", (long) open.length);
        }
        ManagementFactory.getMemoryMXBean().gc();
        usage.put(
                "bytes",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        return usage;
    }

    private interface Change {
        void carryOut() throws StoreException;
    }

    private static void change(Change change) throws ControlException {
        try {
            change.carryOut();
        } catch (StoreException why) {
            throw broken(String.valueOf(why.getMessage()));
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws ControlException {
        try {
            return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException why) {
            throw broken("the node did not do it: " + why);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw broken("interrupted");
        }
    }

    private static ControlException refused(String why) {
        return new ControlException(ControlException.Kind.REFUSED, why);
    }

    private static ControlException broken(String why) {
        return new ControlException(ControlException.Kind.BROKEN, why);
    }
}
