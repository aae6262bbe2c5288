package dev.peering.conformance;

/** How binding a case is. */
public enum Level {
    /** The text of the specification says so. */
    MUST,
    /** The text does not say so, but without it one cannot talk to the network's original software. */
    WIRE,
    /** Good practice; counts as a failure only with {@code --strict}. */
    SHOULD,
    /** Withstanding an attacker; counts as a failure only with {@code --strict}. */
    SEC,
    /** Measures or classifies, never fails. */
    INFO;

    /**
     * Whether a failure of such a case fails the run.
     *
     * @param strict the operator asked for the whole list
     * @return true when it does
     */
    public boolean required(boolean strict) {
        return this == MUST || this == WIRE || (strict && this != INFO);
    }
}
