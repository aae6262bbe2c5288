package dev.peering.node;

import dev.peering.core.KnownPeer;
import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.Neighbor;
import dev.peering.core.PeeringLimits;
import dev.peering.core.Protocol;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Describes a {@link PeeringNode}. Not safe for several threads. */
public final class NodeBuilder {

    NodeBuilder(Function<Moment, Protocol> door) {}

    /**
     * Where to accept connections. Without this the node only dials.
     *
     * @param host an address of this machine, or a name of it
     * @param port 0 to 65535; 0 lets the system choose
     * @return this
     */
    public NodeBuilder listen(String host, int port) {
        return this;
    }

    /**
     * A peer to list at the start, as an operator writes it.
     *
     * @param key its public key in the network's text form
     * @param addresses where to dial it: {@code host:port}; none when the other end dials
     * @return this
     * @throws IllegalArgumentException when key or address cannot be read; the message says what is wrong
     */
    public NodeBuilder peer(String key, String... addresses) {
        return this;
    }

    /**
     * Peers to list at the start.
     *
     * @param peers whom
     * @return this
     */
    public NodeBuilder peers(KnownPeer... peers) {
        return this;
    }

    /**
     * How much the hall holds.
     *
     * @param limits the limits
     * @return this
     */
    public NodeBuilder limits(PeeringLimits limits) {
        return this;
    }

    /**
     * How much the edge holds.
     *
     * @param limits the limits
     * @return this
     */
    public NodeBuilder limits(EdgeLimits limits) {
        return this;
    }

    /**
     * Which threads to run on; without this the node makes its own.
     *
     * @param runtime shared by several nodes, closed by whoever made it
     * @return this
     */
    public NodeBuilder runtime(PeeringRuntime runtime) {
        return this;
    }

    /**
     * What to do with messages; see {@link NodeListener} for threads and back-pressure.
     *
     * @param listener hears who said what
     * @return this
     */
    public NodeBuilder onMessage(BiConsumer<Neighbor, Message> listener) {
        return this;
    }

    /**
     * Who hears what happens. May be called more than once; listeners are told in that order.
     *
     * @param listener hears
     * @return this
     */
    public NodeBuilder on(NodeListener listener) {
        return this;
    }

    /**
     * Makes the node.
     *
     * @return the node, not yet started
     */
    public PeeringNode build() {
        throw new UnsupportedOperationException();
    }
}
