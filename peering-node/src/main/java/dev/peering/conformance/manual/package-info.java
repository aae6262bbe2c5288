/**
 * The cases for manual peering (seed 000 section 3.5, wire form of GoShimmer v0.6.4 to v0.8.1).
 *
 * <p>Way in: {@link dev.peering.conformance.manual.ManualSuite}. A case plays its script in an {@link
 * dev.peering.conformance.manual.Encounter}, which lends it identities and closes everything afterwards. Bytes are built and read here without the
 * product's codec ({@link dev.peering.conformance.manual.Fields}), because most of them must be wrong.
 */
package dev.peering.conformance.manual;
