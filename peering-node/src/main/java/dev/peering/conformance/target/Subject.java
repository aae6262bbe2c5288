package dev.peering.conformance.target;

import dev.peering.conformance.control.Control;
import java.net.InetSocketAddress;

/** A reference target that runs in this process. */
public interface Subject extends Control {

    /**
     * Where it listens.
     *
     * @return a loopback address
     */
    InetSocketAddress address();

    /**
     * Who it is.
     *
     * @return its key as its protocol writes keys
     */
    String keyText();

    /**
     * What it says at the start.
     *
     * @return one line, see {@link SeededFault#banner}
     */
    String banner();
}
