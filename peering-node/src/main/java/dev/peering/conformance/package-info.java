/**
 * The conformance suite: asks any implementation, over plain sockets, whether it does what its specification says.
 *
 * <p>A {@link dev.peering.conformance.Suite} holds the cases of one protocol. {@link dev.peering.conformance.CaseRunner} runs them against a
 * target and {@code report} writes down what was seen. It shares only {@code peering-wire} and {@code peering-crypto} with our node, so that it
 * cannot inherit the node's mistakes.
 */
package dev.peering.conformance;
