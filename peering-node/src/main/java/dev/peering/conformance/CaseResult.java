package dev.peering.conformance;

import java.time.Duration;

/**
 * A case and what became of it.
 *
 * @param spec the case
 * @param verdict the final one
 * @param text what was seen
 * @param partly whether it went well without all of it being tried; such a pass must not stand there without its text
 * @param reason from the list of expected failures, or empty
 * @param took how long the last try took
 * @param startedMillis when the last try began, milliseconds since the run began
 * @param trace the timeline of the last try
 */
public record CaseResult(
        CaseSpec spec,
        Verdict verdict,
        String text,
        boolean partly,
        String reason,
        Duration took,
        long startedMillis,
        Trace trace) {

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
