package dev.peering.core.opendex;

import dev.peering.core.Moment;
import dev.peering.wire.opendex.PacketType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What we asked and got no answer to yet. All wait equally long, so the oldest is always the next to be late. */
final class Requests {

    /**
     * One of them.
     *
     * @param id of the packet
     * @param type what was asked
     * @param again whether it was asked before in vain
     * @param until when it is late
     */
    record Asked(String id, PacketType type, boolean again, long until) {}

    private final Duration patience;
    private final Deque<Asked> waiting = new ArrayDeque<>(2);

    Requests(Duration patience) {
        this.patience = patience;
    }

    void asked(String id, PacketType type, boolean again, Moment now) {
        waiting.addLast(new Asked(id, type, again, now.in(patience)));
    }

    /** Whether this answers something of that type; it is no longer waited for then. */
    boolean answered(String requestId, PacketType type) {
        return waiting.removeIf(asked -> asked.id().equals(requestId) && asked.type() == type);
    }

    boolean waitFor(PacketType type) {
        return waiting.stream().anyMatch(asked -> asked.type() == type);
    }

    /** The oldest one that is late, taken out. */
    Optional<Asked> late(Moment now) {
        Asked oldest = waiting.peekFirst();
        if (oldest == null || !now.reached(oldest.until())) {
            return Optional.empty();
        }
        return Optional.of(waiting.removeFirst());
    }

    long deadline() {
        Asked oldest = waiting.peekFirst();
        return oldest == null ? Long.MAX_VALUE : oldest.until();
    }
}
