package dev.peering.conformance;

import java.time.Duration;

/**
 * One try of a case.
 *
 * @param outcome how it ended
 * @param took from when everything it needs was at hand
 * @param startedMillis when that was, since the begin of the run
 * @param trace its timeline
 */
record Trial(Outcome outcome, Duration took, long startedMillis, Trace trace) {

    boolean failed() {
        return outcome.verdict() == Verdict.FAIL;
    }
}
