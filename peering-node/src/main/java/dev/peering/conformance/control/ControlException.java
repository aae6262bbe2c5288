package dev.peering.conformance.control;

/** A request to change the target could not be carried out. */
public final class ControlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why not. */
    public enum Kind {
        /** This way of control cannot do it. */
        UNSUPPORTED,
        /** The target refused. */
        REFUSED,
        /** The adapter, the web API or the command itself does not work. */
        BROKEN
    }

    /**
     * Why not.
     *
     * @param kind what kind of reason
     * @param message cause and remedy
     */
    public ControlException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /**
     * Cause and remedy.
     *
     * @return the message
     */
    public String text() {
        return String.valueOf(getMessage());
    }

    /**
     * What kind of reason.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /** Cannot do it. */
    static ControlException unsupported(String what) {
        return new ControlException(Kind.UNSUPPORTED, what);
    }
}
