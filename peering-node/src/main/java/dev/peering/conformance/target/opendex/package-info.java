/**
 * A small OpenDEX node of our own in both roles, correct by default, with a switch for every seeded fault: the proof that the suite can tell good from
 * bad. Shares nothing with our node but bytes, keys and signatures, and decides everything for itself.
 */
package dev.peering.conformance.target.opendex;
