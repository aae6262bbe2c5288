/**
 * The vector files under {@code interop/vectors}: made here from their inputs, and every verdict tried on the product. A
 * second implementation in another language, {@code interop/vectors/check.py}, judges the same files on its own.
 */
package dev.peering.core.vectors;
