package dev.peering.core;

import java.util.List;

/** What a neighbor told that is not a message to the embedder but concerns the hall. */
public sealed interface News {

    /**
     * The neighbor says something new about itself; it replaces what it said before.
     *
     * @param profile the whole of it
     */
    record Changed(PeerProfile profile) implements News {}

    /**
     * The neighbor told of others. The hall decides whom of them it dials, see {@link Openness}.
     *
     * @param peers whom, with addresses; bounded by the room
     */
    record Found(List<KnownPeer> peers) implements News {
        /** Copies the list. */
        public Found {
            peers = List.copyOf(peers);
        }
    }
}
