package dev.peering.node.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the demo promises, and what became of it. Safe for several threads. */
final class Promises {

    /** What became of a promise. */
    enum Status {
        /** Still to come. */
        OPEN,
        /** It came true. */
        KEPT,
        /** It did not. */
        BROKEN
    }

    /**
     * One promise.
     *
     * @param what what should come true
     * @param status what became of it
     * @param result with which figures, or why not; empty while open
     */
    record Promise(String what, Status status, String result) {}

    private final Map<String, Promise> all = new LinkedHashMap<>();

    synchronized void make(String what) {
        all.put(what, new Promise(what, Status.OPEN, ""));
    }

    synchronized void settle(String what, boolean kept, String result) {
        if (!all.containsKey(what)) {
            throw new IllegalArgumentException("nobody promised: " + what);
        }
        all.put(what, new Promise(what, kept ? Status.KEPT : Status.BROKEN, result));
    }

    /** At the end nothing stays open. */
    synchronized void breakOpenOnes(String why) {
        all.replaceAll(
                (what, promise) -> promise.status() == Status.OPEN ? new Promise(what, Status.BROKEN, why) : promise);
    }

    synchronized List<Promise> all() {
        return List.copyOf(all.values());
    }

    synchronized boolean allKept() {
        return all.values().stream().allMatch(promise -> promise.status() == Status.KEPT);
    }
}
