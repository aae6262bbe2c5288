package dev.peering.conformance;

/**
 * How one try of a case ended.
 *
 * @param verdict PASS, FAIL, SKIP, UNSUPPORTED or RECORDED; the rest is decided by the runner
 * @param text what was seen, in words
 * @param proven whether what was seen needs no second look: bytes that must not come came, or the case tried several times itself. What a busy
 *     machine can bring about is not proven
 * @param onlyAfterwards whether what the case asks for went well, and only the good handshake behind it did not work
 */
public record Outcome(Verdict verdict, String text, boolean proven, boolean onlyAfterwards) {

    /**
     * What may be looked at again.
     *
     * @param verdict how it ended
     * @param text what was seen, in words
     */
    public Outcome(Verdict verdict, String text) {
        this(verdict, text, false, false);
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
        return new Outcome(Verdict.FAIL, text, true, false);
    }

    /**
     * It did, but a good handshake behind it did not work.
     *
     * @param text what was seen of both
     * @return the outcome
     */
    public static Outcome failedAfterwards(String text) {
        return new Outcome(Verdict.FAIL, text, false, true);
    }

    /**
     * Failed once and passed when tried again.
     *
     * @param first try
     * @param second try
     * @return the outcome
     */
    static Outcome flaky(Outcome first, Outcome second) {
        String text = "first: " + first.text() + "; tried again: " + second.text();
        return new Outcome(Verdict.FLAKY, text, false, first.onlyAfterwards());
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
