package dev.peering.conformance;

/**
 * A case, the identities it needs and its script.
 *
 * @param spec what it asks
 * @param lows how many identities below the target's key it needs; a number below 0 means all there are
 * @param highs the same above it
 * @param script what it does
 * @param <E> with what it meets the target
 */
public record ScriptedCase<E>(CaseSpec spec, int lows, int highs, Script<E> script) {}
