package dev.peering.conformance;

/**
 * How one try of a case ended.
 *
 * @param verdict PASS, FAIL, SKIP, UNSUPPORTED or RECORDED; the rest is decided by the runner
 * @param text what was seen, in words
 * @param weight what there is to say of the verdict
 */
public record Outcome(Verdict verdict, String text, Weight weight) {

    /** What there is to say of a verdict. */
    public enum Weight {

        /** Nothing. A failure is looked at again. */
        PLAIN,

        /**
         * A failure that needs no second look: bytes that must not come came, or the case tried several times itself. What a busy machine can bring
         * about is not proven.
         */
        PROVEN,

        /** What the case asks for went well, and only the good handshake behind it did not work. */
        ONLY_AFTERWARDS,

        /** A pass of which not all could be tried; the text says what was not. */
        PARTLY
    }

    /**
     * What may be looked at again.
     *
     * @param verdict how it ended
     * @param text what was seen, in words
     */
    public Outcome(Verdict verdict, String text) {
        this(verdict, text, Weight.PLAIN);
    }

    /**
     * Whether it needs no second look.
     *
     * @return true for a {@link Weight#PROVEN} failure
     */
    public boolean proven() {
        return weight == Weight.PROVEN;
    }

    /**
     * The target did an accepted thing, as far as could be tried.
     *
     * @param text which, and what was not tried
     * @return the outcome
     */
    public static Outcome partly(String text) {
        return new Outcome(Verdict.PASS, text, Weight.PARTLY);
    }

    /**
     * The target did an accepted thing.
     *
     * @param text which
     * @return the outcome
     */
    public static Outcome pass(String text) {
        return new Outcome(Verdict.PASS, text);
    }

    /**
     * It did not.
     *
     * @param text what it did
     * @return the outcome
     */
    public static Outcome fail(String text) {
        return new Outcome(Verdict.FAIL, text);
    }

    /**
     * It did not, and what was seen needs no second look.
     *
     * @param text what it did
     * @return the outcome
     */
    public static Outcome proven(String text) {
        return new Outcome(Verdict.FAIL, text, Weight.PROVEN);
    }

    /**
     * It did, but a good handshake behind it did not work.
     *
     * @param text what was seen of both
     * @return the outcome
     */
    public static Outcome failedAfterwards(String text) {
        return new Outcome(Verdict.FAIL, text, Weight.ONLY_AFTERWARDS);
    }

    /**
     * Failed once and passed when tried again.
     *
     * @param first try, not {@link #proven}, or there would be no second
     * @param second try
     * @return the outcome
     */
    static Outcome flaky(Outcome first, Outcome second) {
        String text = "first: " + first.text() + "; tried again: " + second.text();
        return new Outcome(Verdict.FLAKY, text, first.weight());
    }

    /**
     * Not tried.
     *
     * @param reason why
     * @return the outcome
     */
    public static Outcome skip(String reason) {
        return new Outcome(Verdict.SKIP, reason);
    }

    /**
     * The adapter cannot.
     *
     * @param what what it cannot do
     * @return the outcome
     */
    public static Outcome unsupported(String what) {
        return new Outcome(Verdict.UNSUPPORTED, what);
    }

    /**
     * Seen and written down.
     *
     * @param text what
     * @return the outcome
     */
    public static Outcome recorded(String text) {
        return new Outcome(Verdict.RECORDED, text);
    }
}
