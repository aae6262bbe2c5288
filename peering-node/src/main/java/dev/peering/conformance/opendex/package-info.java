/**
 * The cases for OpenDEX: {@code OX-01} to {@code OX-34} of the list, and those we found missing.
 *
 * <p>{@link dev.peering.conformance.opendex.OpenDexSuite} holds them, {@code Encounter} is one case meeting the target, {@code Talk} one connection.
 * Frames are built by hand in {@link dev.peering.conformance.opendex.Frames}, so that wrong ones can be sent as well as right ones.
 */
package dev.peering.conformance.opendex;
