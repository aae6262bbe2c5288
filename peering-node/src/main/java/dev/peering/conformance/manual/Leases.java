package dev.peering.conformance.manual;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lends identities to cases, each to one at a time. */
final class Leases {

    private final List<TesterKey> free;

    Leases(List<TesterKey> keys) {
        free = new ArrayList<>(keys);
    }

    /** Waits until so many are free; the longest rested first. */
    synchronized List<TesterKey> take(int count) throws InterruptedException {
        while (free.size() < count) {
            wait();
        }
        free.sort(Comparator.comparingLong(TesterKey::restedAtNanos));
        List<TesterKey> taken = new ArrayList<>(free.subList(0, count));
        free.removeAll(taken);
        return taken;
    }

    synchronized void giveBack(List<TesterKey> keys) {
        free.addAll(keys);
        notifyAll();
    }
}
