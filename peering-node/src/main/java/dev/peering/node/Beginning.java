package dev.peering.node;

import dev.peering.core.Endpoints;
import dev.peering.core.Moment;
import dev.peering.core.Session;

/** Makes a connection's session once both ends are known. */
@FunctionalInterface
interface Beginning {
    Session session(Endpoints ends, Moment now);
}
