/** Writes down what a run found: for people, for build servers, for programs. */
package dev.peering.conformance.report;
