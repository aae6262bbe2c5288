package dev.peering.node;

import dev.peering.core.opendex.OpenDexPeering;
import dev.peering.wire.opendex.NodeState;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What an OpenDEX node says about itself, and the place to change it while the node runs: addresses, pairs, Connext and lnd identities, tokens.
 *
 * <p>{@code opendex.md} section 11. Every handshake from a change on carries the newest state, and every open session is told once, at most
 * once a second. May be used from any thread; one state may serve several nodes.
 */
public final class OpenDexState implements Supplier<NodeState> {

    private final Set<PeeringNode> nodes = ConcurrentHashMap.newKeySet();
    private volatile NodeState newest;

    /**
     * A state to begin with.
     *
     * @param first all of it
     * @throws IllegalArgumentException when others would not listen to it, see {@link OpenDexPeering#sayable}
     */
    public OpenDexState(NodeState first) {
        newest = OpenDexPeering.sayable(first);
    }

    /**
     * Changes it. Always all of it, never a part: neighbors replace what they knew.
     *
     * @param state what the node is from now on
     * @throws IllegalArgumentException when others would not listen to it, see {@link OpenDexPeering#sayable}; nothing is changed then
     */
    public void set(NodeState state) {
        newest = OpenDexPeering.sayable(state);
        nodes.forEach(PeeringNode::announce);
    }

    /** What was set last. */
    @Override
    public NodeState get() {
        return newest;
    }

    /** This node has begun: it is told of changes. */
    void joined(PeeringNode node) {
        nodes.add(node);
    }

    void left(PeeringNode node) {
        nodes.remove(node);
    }
}
