/** How the suite changes the target's list of peers, and starts and stops it: by hand, by web API, by a command, or by an adapter program. */
package dev.peering.conformance.control;
