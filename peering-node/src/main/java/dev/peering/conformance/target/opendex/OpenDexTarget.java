package dev.peering.conformance.target.opendex;

import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.conformance.net.Port;
import dev.peering.conformance.target.Subject;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Sha256;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An OpenDEX target for the suite to be tried on. {@link #add} means connect to, {@link #remove} means leave alone, {@link #config} knows {@code ban}
 * and {@code unban} with a key. Bans survive its restarts, sessions do not. Loopback only.
 */
public final class OpenDexTarget implements Subject {

    private final OpenDexProfile profile;
    private final OpenDexNetwork network;
    private final Secp256k1Identity identity;
    private final Set<String> banned = ConcurrentHashMap.newKeySet();
    private final Port port;
    private Node node;

    /**
     * Starts.
     *
     * @param profile how it behaves
     * @param network whose frames it takes
     * @param port 0 for any that nobody has
     * @throws IOException the port is taken
     */
    public OpenDexTarget(OpenDexProfile profile, OpenDexNetwork network, int port) throws IOException {
        this.profile = profile;
        this.network = network;
        try {
            this.identity = Secp256k1Identity.fromSecret(
                    Sha256.of("an OpenDEX reference target".getBytes(StandardCharsets.UTF_8)));
        } catch (KeyException e) {
            throw new AssertionError("this number is in range", e);
        }
        this.port = Port.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.node = new Node(profile, network, identity, this.port, banned);
    }

    @Override
    public InetSocketAddress address() {
        return port.address();
    }

    @Override
    public String keyText() {
        return identity.key().toString();
    }

    @Override
    public String banner() {
        return profile.banner();
    }

    @Override
    public boolean canAdd() {
        return true;
    }

    @Override
    public synchronized void add(List<ListedPeer> peers) throws ControlException {
        for (ListedPeer peer : peers) {
            if (peer.publicKey().equals(node.key())) {
                throw new ControlException(ControlException.Kind.REFUSED, "this is our own key");
            }
            node.dial(peer.publicKey(), peer.addresses().get(0));
        }
    }

    @Override
    public synchronized void remove(List<String> publicKeys) {
        publicKeys.forEach(node::forget);
    }

    @Override
    public synchronized List<ListedPeer> list(boolean onlyConnected) {
        return node.all().stream()
                .filter(Conversation::confirmed)
                .map(one -> new ListedPeer(one.peer(), List.of(), "", "connected"))
                .toList();
    }

    @Override
    public boolean canStop() {
        return true;
    }

    @Override
    public synchronized int stop(Duration limit) throws ControlException {
        if (!node.stop(limit)) {
            throw new ControlException(
                    ControlException.Kind.REFUSED, "it did not end within " + limit.toMillis() + " ms and was killed");
        }
        return 0;
    }

    @Override
    public synchronized void start() throws ControlException {
        try {
            node = new Node(profile, network, identity, port, banned);
        } catch (IOException taken) {
            throw new ControlException(ControlException.Kind.BROKEN, "cannot listen again: " + taken.getMessage());
        }
    }

    @Override
    public synchronized void restart() throws ControlException {
        node.crash();
        start();
    }

    @Override
    public synchronized void config(Map<String, String> values) throws ControlException {
        for (Map.Entry<String, String> value : values.entrySet()) {
            switch (value.getKey()) {
                case "ban" -> node.ban(value.getValue());
                case "unban" -> banned.remove(value.getValue());
                default ->
                    throw new ControlException(
                            ControlException.Kind.UNSUPPORTED, "there is no setting '" + value.getKey() + "'");
            }
        }
    }

    @Override
    public synchronized Map<String, Long> usage() {
        return node.usage();
    }

    @Override
    public synchronized void close() {
        node.crash();
        port.close();
    }
}
