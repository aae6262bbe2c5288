package dev.peering.core.simulation;

import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.Protocol;
import dev.peering.wire.Bytes;

/** Gives each simulated node its view of one network. Whoever runs a simulation brings this, since it needs keys. */
public interface Rooms {

    /**
     * The protocol of one node, made anew at each of its starts.
     *
     * @param node which node; the same node has the same key for ever
     * @param startedAt when it starts
     * @return the protocol
     */
    Protocol protocol(int node, Moment startedAt);

    /**
     * An application message of this network.
     *
     * @param body a few bytes
     * @return the message
     */
    Message message(Bytes body);
}
