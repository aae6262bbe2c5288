package dev.peering.conformance;

/** Where the suite tells the operator what is going on. Safe for several threads. */
public interface Console {

    /** Says nothing. */
    Console SILENT = text -> {};

    /**
     * One or more lines for the operator.
     *
     * @param text without a line end
     */
    void say(String text);

    /**
     * Whether the operator wants the result only: what must be said is said once, and short.
     *
     * @return true when progress is left out
     */
    default boolean quiet() {
        return false;
    }
}
