package dev.peering.node.log;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers what was said lately, so that the same thing is not said every few seconds. Holds so many things at most. Safe for several threads. */
final class Recently {

    private final int most;
    private final long windowNanos;
    private final Map<String, Long> said = new LinkedHashMap<>();

    Recently(int most, Duration window) {
        this.most = most;
        this.windowNanos = window.toNanos();
    }

    /** Whether this is news; from now on it is not, for one window. */
    synchronized boolean isNews(String what, long nowNanos) {
        Long before = said.get(what);
        if (before != null && nowNanos - before < windowNanos) {
            return false;
        }
        said.remove(what);
        said.put(what, nowNanos);
        if (said.size() > most) {
            said.remove(said.keySet().iterator().next());
        }
        return true;
    }
}
