package dev.peering.conformance.opendex;

import dev.peering.conformance.Outcome;

/** What a case does. */
interface Script {
    Outcome play(Encounter e) throws Exception;
}
