/**
 * A small target of our own, correct by default, with a switch for every seeded fault: the proof that the suite can tell good from bad. Shares nothing
 * with our node but keys and signatures.
 */
package dev.peering.conformance.target;
