package dev.peering.core.opendex;

import dev.peering.core.Caller;
import dev.peering.wire.opendex.SessionInit;

/**
 * A peer whose introduction passed every check of sections 5.1 and 5.2. That it wrote this once is proven; that it is there now is not.
 *
 * @param id who
 * @param init its introduction
 */
record Introduced(OpenDexPeerId id, SessionInit init) {

    Caller caller() {
        return new Caller(id, true);
    }
}
