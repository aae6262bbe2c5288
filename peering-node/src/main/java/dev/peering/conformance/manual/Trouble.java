package dev.peering.conformance.manual;

import java.util.Optional;

/** The first time that the way of changing the target's list did not work. Cases go on without it, but the run must not look good. */
final class Trouble {

    private Optional<String> first = Optional.empty();

    synchronized void happened(String what) {
        if (first.isEmpty()) {
            first = Optional.of(what);
        }
    }

    synchronized Optional<String> first() {
        return first;
    }
}
