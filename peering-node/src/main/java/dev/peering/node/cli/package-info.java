/**
 * The program {@code peering}: one entry, a few subcommands.
 *
 * <p>Way in: {@link dev.peering.node.cli.Main}. Every command says what went wrong in one sentence with the remedy, on standard error, and ends
 * with one of the codes in {@link dev.peering.node.cli.Exit}; a stack trace is shown only with {@code --verbose}.
 */
@NullMarked
package dev.peering.node.cli;

import org.jspecify.annotations.NullMarked;
