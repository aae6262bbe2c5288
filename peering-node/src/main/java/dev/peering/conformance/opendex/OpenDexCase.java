package dev.peering.conformance.opendex;

import dev.peering.conformance.CaseSpec;

/** A case and how it is carried out. */
record OpenDexCase(CaseSpec spec, Script script) {}
