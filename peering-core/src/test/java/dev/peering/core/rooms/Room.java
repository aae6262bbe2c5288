package dev.peering.core.rooms;

import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.Protocol;
import dev.peering.wire.Bytes;
import java.util.List;

/** What a room shows of itself to the tests that every room must pass. A new room adds one constant to {@link #all}. */
public interface Room {

    /** The rooms that exist. */
    static List<Room> all() {
        return List.of(new ManualRoom(), new OpenDexRoom());
    }

    /** Node 0 dials node 1; node 2 and up are further nodes that node 1 waits for. Keys never change. */
    Protocol node(int which, Moment startedAt);

    /** An application message. */
    Message message(Bytes body);

    /** Whether whoever is refused in this network hears nothing; otherwise the room's own tests say what. */
    default boolean leavesWithoutAWord() {
        return true;
    }

    /**
     * How many of the handshake's messages nobody can change unnoticed. Where encryption has no authentication, the signs of life at the end
     * can be bent into others; that proves nobody wrong.
     */
    default int protectedMessages() {
        return Integer.MAX_VALUE;
    }
}
