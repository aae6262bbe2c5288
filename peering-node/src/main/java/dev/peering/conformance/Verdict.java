package dev.peering.conformance;

/** What became of a case. */
public enum Verdict {
    /** The target did one of the accepted things. */
    PASS,
    /** It did not. */
    FAIL,
    /** Not tried; the reason says why. */
    SKIP,
    /** The target's adapter cannot do what the case needs. */
    UNSUPPORTED,
    /** Failed, as the list of expected failures says. */
    XFAIL,
    /** Passed, though the list of expected failures says it fails. */
    XPASS,
    /** Failed once and passed when tried again. */
    FLAKY,
    /** An INFO case: what was seen is written down. */
    RECORDED;

    /**
     * Whether the target was tried.
     *
     * @return false when nothing was found out
     */
    public boolean judges() {
        return this != SKIP && this != UNSUPPORTED;
    }

    /**
     * Whether this is bad news when the case is required.
     *
     * @return true for what did not go as the requirement or the list of expected failures says
     */
    public boolean bad() {
        return this == FAIL || this == FLAKY || this == XPASS;
    }
}
