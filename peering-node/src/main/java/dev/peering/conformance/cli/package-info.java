/** The suite on the command line. */
package dev.peering.conformance.cli;
