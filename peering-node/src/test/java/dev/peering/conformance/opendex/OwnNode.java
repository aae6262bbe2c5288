package dev.peering.conformance.opendex;

import dev.peering.conformance.control.Control;
import dev.peering.conformance.control.ControlException;
import dev.peering.conformance.control.ListedPeer;
import dev.peering.core.KnownPeer;
import dev.peering.core.Openness;
import dev.peering.core.PeerAddress;
import dev.peering.core.PeerId;
import dev.peering.core.PeeringLimits;
import dev.peering.core.ReconnectPolicy;
import dev.peering.core.opendex.OpenDexOptions;
import dev.peering.core.opendex.OpenDexOptions.Randomness;
import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.crypto.KeyException;
import dev.peering.crypto.Secp256k1Identity;
import dev.peering.crypto.Secp256k1Key;
import dev.peering.node.PeeringNode;
import dev.peering.wire.opendex.OpenDexNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Our own node in the hands of the suite. */
final class OwnNode implements Control {

    /** As configured by default, but that it lets everybody in and dials whom others told of, even on loopback. */
    private static final Openness OPEN = new Openness(1_000, 8, 120, true);

    private final SecureRandom random = new SecureRandom();
    private final Secp256k1Identity identity = Secp256k1Identity.create(random);
    private PeeringNode node;
    private final int port;

    OwnNode(int port) {
        this.port = port;
        this.node = begin(port);
    }

    private PeeringNode begin(int at) {
        OpenDexOptions options = OpenDexOptions.of(OpenDexNetwork.REGTEST, Randomness.from(random))
                .withDiscovery(true, Duration.ofHours(12))
                .withReconnect(ReconnectPolicy.fixed(Duration.ofSeconds(1)));
        return PeeringNode.builder(now -> new OpenDexPeering(identity, options))
                .listen("127.0.0.1", at)
                .limits(PeeringLimits.DEFAULT.withOpenness(OPEN))
                .build()
                .start();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    String key() {
        return identity.key().toString();
    }

    @Override
    public boolean canAdd() {
        return true;
    }

    @Override
    public synchronized void add(List<ListedPeer> peers) throws ControlException {
        for (ListedPeer peer : peers) {
            node.add(new KnownPeer(
                            id(peer.publicKey()),
                            PeerAddress.parse(peer.addresses().get(0))))
                    .join();
        }
    }

    @Override
    public synchronized void remove(List<String> publicKeys) throws ControlException {
        for (String key : publicKeys) {
            node.remove(id(key)).join();
        }
    }

    @Override
    public boolean canStop() {
        return true;
    }

    @Override
    public synchronized int stop(Duration limit) {
        node.close();
        return 0;
    }

    @Override
    public synchronized void start() {
        node = begin(port);
    }

    @Override
    public synchronized void config(Map<String, String> values) throws ControlException {
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (value.getKey().equals("ban")) {
                node.ban(id(value.getValue())).join();
            } else {
                node.unban(id(value.getValue())).join();
            }
        }
    }

    private static PeerId id(String key) throws ControlException {
        try {
            return OpenDexPeering.id(Secp256k1Key.parse(key));
        } catch (KeyException noKey) {
            throw new ControlException(ControlException.Kind.REFUSED, String.valueOf(noKey.getMessage()));
        }
    }

    @Override
    public synchronized void close() {
        node.close();
        identity.close();
    }
}
