package dev.peering.conformance;

import java.time.Duration;

/**
 * A case and what became of it.
 *
 * @param spec the case
 * @param verdict the final one
 * @param text what was seen
 * @param reason from the list of expected failures, or empty
 * @param took how long the last try took
 * @param startedMillis when the last try began, milliseconds since the run began
 * @param trace the timeline of the last try
 */
public record CaseResult(
        CaseSpec spec, Verdict verdict, String text, String reason, Duration took, long startedMillis, Trace trace) {

    /**
     * Whether it passed without all of it being tried. Its text says so in parentheses that begin with "not".
     *
     * @return true for a pass that must not stand there without its text
     */
    public boolean partly() {
        return verdict == Verdict.PASS && text.contains(" (not ");
    }

    /**
     * Whether this fails the run.
     *
     * @param strict the operator asked for the whole list
     * @return true when it does
     */
    public boolean failsRun(boolean strict) {
        return verdict.bad() && spec.level().required(strict);
    }
}
