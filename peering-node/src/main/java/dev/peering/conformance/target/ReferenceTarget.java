package dev.peering.conformance.target;

import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.control.KnownPeersText;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.conformance.net.Port;
import dev.peering.crypto.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A target for the suite to be tried on, in the same process or as a program of its own (see {@link TargetMain}): list, life cycle and configuration
 * around a {@link TargetNode}. Its "disk" is a map that survives its restarts. Loopback only.
 */
public final class ReferenceTarget implements Subject {

    private final Profile profile;
    private final byte[] seed;
    private final Map<String, String> hosts = new ConcurrentHashMap<>();
    private final Map<String, ListedPeer> disk = new LinkedHashMap<>();
    private String knownPeers = "";
    private final Port port;
    private volatile TargetNode node;

    /**
     * Starts.
     *
     * @param profile how it behaves
     * @param port 0 for any that nobody has
     * @throws IOException the port is taken
     */
    public ReferenceTarget(Profile profile, int port) throws IOException {
        this.profile = profile;
        this.seed = middlingSeed();
        this.port = Port.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.node = new TargetNode(profile, seed, this.port, hosts);
    }

    /** A key near the middle, so that keys on both sides are found quickly. */
    private static byte[] middlingSeed() {
        return Sha256.of("a reference target of the conformance suite".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public InetSocketAddress address() {
        return port.address();
    }

    @Override
    public String keyText() {
        return node.keyText();
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
        boolean atOnce = disk.isEmpty() || !profile.has(Fault.M128);
        for (ListedPeer peer : peers) {
            if (atOnce) {
                node.book().add(peer);
            }
            disk.put(peer.publicKey(), peer);
        }
    }

    @Override
    public synchronized void remove(List<String> publicKeys) {
        for (String key : publicKeys) {
            node.book().remove(key);
            disk.remove(key);
        }
    }

    @Override
    public synchronized List<ListedPeer> list(boolean onlyConnected) {
        return node.book().told(onlyConnected);
    }

    @Override
    public boolean canStop() {
        return true;
    }

    @Override
    public synchronized int stop(Duration limit) {
        node.stop();
        return 0;
    }

    @Override
    public synchronized void start() throws ControlException {
        try {
            node = new TargetNode(profile, seed, port, hosts);
        } catch (IOException taken) {
            throw new ControlException(ControlException.Kind.BROKEN, "cannot listen again: " + taken.getMessage());
        }
        List<ListedPeer> listed = new ArrayList<>(profile.has(Fault.M121) ? List.of() : disk.values());
        if (!profile.has(Fault.M124) && !knownPeers.isEmpty()) {
            listed.addAll(KnownPeersText.read(knownPeers));
        }
        for (ListedPeer peer : listed) {
            node.book().add(peer);
        }
    }

    /** Not synchronized: it also ends a change of the list that hangs. */
    @Override
    public void restart() throws ControlException {
        node.stop();
        start();
    }

    @Override
    public synchronized void config(Map<String, String> values) {
        values.forEach((name, value) -> {
            if (name.startsWith("host:")) {
                hosts.put(name.substring("host:".length()), value);
            } else if (name.equals("knownPeers")) {
                knownPeers = value;
            }
        });
    }

    @Override
    public synchronized Map<String, Long> usage() {
        return node.usage();
    }

    /** Not synchronized: it also ends a change of the list that hangs. */
    @Override
    public void close() {
        node.stop();
        port.close();
    }

    @Override
    public String toString() {
        return "reference target";
    }
}
