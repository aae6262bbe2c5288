package dev.peering.node;

import static dev.peering.node.Party.eventually;

/** Two nodes of a party that list each other and are up: the dialer has the lower key. Closed with the party. */
final class Pair implements AutoCloseable {

    final Party party;
    final Witness low = new Witness();
    final Witness high = new Witness();
    final PeeringNode acceptor;
    final PeeringNode dialer;

    Pair() {
        this(new Party(2));
    }

    Pair(Party party) {
        this.party = party;
        acceptor = party.start(party.listener(1).peers(party.peer(0)).on(high));
        dialer = party.start(party.node(0).peers(party.peer(1, acceptor)).on(low));
        eventually("both are up", () -> low.ups.size() == 1 && high.ups.size() == 1);
    }

    @Override
    public void close() {
        party.close();
    }
}
