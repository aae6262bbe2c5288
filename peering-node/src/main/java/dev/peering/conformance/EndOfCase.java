package dev.peering.conformance;

/** Ends a case from any depth with an outcome. Carries no stack trace: it says something about the target, not about us. */
public final class EndOfCase extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    private EndOfCase(Outcome outcome) {
        super(outcome.text(), null, false, false);
        this.outcome = outcome;
    }

    /**
     * The target did something that is not accepted.
     *
     * @param text what
     * @return to be thrown
     */
    public static EndOfCase fail(String text) {
        return new EndOfCase(Outcome.fail(text));
    }

    /**
     * The target did something that is not accepted, and what was seen needs no second look.
     *
     * @param text what
     * @return to be thrown
     */
    public static EndOfCase proven(String text) {
        return new EndOfCase(Outcome.proven(text));
    }

    /**
     * The case cannot be tried.
     *
     * @param reason why
     * @return to be thrown
     */
    public static EndOfCase skip(String reason) {
        return new EndOfCase(Outcome.skip(reason));
    }

    /**
     * The adapter cannot do what is needed.
     *
     * @param what what it cannot do
     * @return to be thrown
     */
    public static EndOfCase unsupported(String what) {
        return new EndOfCase(Outcome.unsupported(what));
    }

    /**
     * The same, when it was a good handshake behind a case that had gone well: then that is what is told.
     *
     * @param before what had gone well
     * @return to be thrown
     */
    public EndOfCase afterwards(String before) {
        return outcome.verdict() == Verdict.FAIL
                ? new EndOfCase(Outcome.failedAfterwards(before + ", but afterwards: " + outcome.text()))
                : this;
    }

    /**
     * How the case ended.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return outcome;
    }
}
