package dev.peering.node;

import java.util.List;
import java.util.function.Consumer;

/** Tells every listener in turn. What one of them throws is logged and counted, and stops neither the others nor us. */
final class Listeners {

    private final List<NodeListener> listeners;
    private final Journal journal;

    Listeners(List<NodeListener> listeners, Journal journal) {
        this.listeners = List.copyOf(listeners);
        this.journal = journal;
    }

    void tell(Consumer<NodeListener> news) {
        for (NodeListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (Throwable thrown) {
                journal.listenerFailed(listener, thrown);
            }
        }
    }
}
