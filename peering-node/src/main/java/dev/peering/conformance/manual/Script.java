package dev.peering.conformance.manual;

import dev.peering.conformance.Outcome;

/** What a case does. */
interface Script {

    /** Plays it; {@link dev.peering.conformance.EndOfCase} ends it early. */
    Outcome play(Encounter encounter) throws Exception;
}
