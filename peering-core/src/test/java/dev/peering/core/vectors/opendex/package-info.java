/** The vectors of OpenDEX for everybody: made here, written to {@code interop/vectors/opendex}, judged by our own code. */
@NullMarked
package dev.peering.core.vectors.opendex;

import org.jspecify.annotations.NullMarked;
