package dev.peering.conformance.manual;

import dev.peering.conformance.CaseSpec;

/** A case with its script and the identities it needs; a number below 0 means all there are. */
record ManualCase(CaseSpec spec, int lows, int highs, Script script) {}
