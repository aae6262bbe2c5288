package dev.peering.node.demo;

import dev.peering.core.Message;
import dev.peering.node.NodeBuilder;
import java.time.Duration;

/** What one network brings to the demo. The story is the same for all of them. */
public interface DemoNetwork {

    /**
     * The network's name, as {@code peering demo NAME} takes it.
     *
     * @return lower case
     */
    String name();

    /**
     * What it is, for the headline.
     *
     * @return a few words
     */
    String title();

    /**
     * A node with a key of its own.
     *
     * @param retry how long it waits before it dials a lost peer again
     * @return its description, without address, peers and listeners
     */
    NodeBuilder node(Duration retry);

    /**
     * Puts a text into a message.
     *
     * @param text a few words
     * @return the message
     */
    Message message(String text);

    /**
     * Takes the text out again.
     *
     * @param message what arrived
     * @return the text; empty when it is none of ours
     */
    String text(Message message);
}
