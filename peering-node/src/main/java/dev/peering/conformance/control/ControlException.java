package dev.peering.conformance.control;

/** A request to change the target could not be carried out. */
public final class ControlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final boolean unanswered;

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
        this(kind, message, false);
    }

    private ControlException(Kind kind, String message, boolean unanswered) {
        super(message);
        this.kind = kind;
        this.unanswered = unanswered;
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

    /**
     * Whether it was asked for and no answer came, so that it may have been done all the same.
     *
     * @return false when it was never asked for, or answered
     */
    public boolean unanswered() {
        return unanswered;
    }

    /** Asked for, and nobody knows what became of it. */
    static ControlException unanswered(String what) {
        return new ControlException(Kind.BROKEN, what, true);
    }

    /** Cannot do it. */
    static ControlException unsupported(String what) {
        return new ControlException(Kind.UNSUPPORTED, what);
    }
}
