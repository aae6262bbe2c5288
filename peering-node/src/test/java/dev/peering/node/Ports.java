package dev.peering.node;

import dev.peering.conformance.net.Port;
import dev.peering.core.PeerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Ports on loopback for tests that must know one before anybody listens there, or come back to it. The system may give one that it chose to
 * somebody's outgoing connection in between; these stay ours until the tests end, and a node may listen there all the same.
 */
public final class Ports {

    private static final Queue<Port> HELD = new ConcurrentLinkedQueue<>();

    private Ports() {}

    /** A port at which nobody listens until the test does. */
    public static int free() {
        try {
            Port port = Port.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            HELD.add(port);
            return port.address().getPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** The address of such a port. */
    static PeerAddress unused() {
        return new PeerAddress(Party.LOOPBACK, free());
    }
}
