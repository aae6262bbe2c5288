package dev.peering.node.config;

/** A text that must not be printed by accident. */
public final class Secret {

    private final String text;

    Secret(String text) {
        this.text = text;
    }

    /**
     * The text itself.
     *
     * @return for the one place that needs it
     */
    public String reveal() {
        return text;
    }

    /** Stars. */
    @Override
    public String toString() {
        return "***";
    }
}
