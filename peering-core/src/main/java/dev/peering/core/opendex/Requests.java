package dev.peering.core.opendex;

import dev.peering.core.Moment;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.PacketType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What we asked and got no answer to yet, by ourselves or for the program around us. Section 8.1. All wait equally long, so the oldest is always
 * the next to be late.
 */
final class Requests {

    /** Ours: more questions of the program than this do not wait at once. Our own are few and not counted against it. */
    static final int MOST = 256;

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

    /** Whether an answer has to come, and in time. The questions of section 8.1 but SessionInit, which the handshake waits for. */
    static boolean areQuestions(PacketType type) {
        return switch (type) {
            case PING, GET_NODES, GET_ORDERS, SWAP_REQUEST, SANITY_SWAP -> true;
            default -> false;
        };
    }

    /** Which question this kind of packet answers. */
    private static Optional<PacketType> question(PacketType answer) {
        return switch (answer) {
            case PONG -> Optional.of(PacketType.PING);
            case NODES -> Optional.of(PacketType.GET_NODES);
            case ORDERS -> Optional.of(PacketType.GET_ORDERS);
            case SWAP_ACCEPTED, SWAP_FAILED -> Optional.of(PacketType.SWAP_REQUEST);
            case SANITY_SWAP_ACK -> Optional.of(PacketType.SANITY_SWAP);
            default -> Optional.empty();
        };
    }

    void asked(String id, PacketType type, boolean again, Moment now) {
        waiting.addLast(new Asked(id, type, again, now.in(patience)));
    }

    /** Whether this answers a question, which is then no longer waited for. An answer of another kind leaves the question waiting. */
    boolean answeredBy(Packet.Response answer) {
        Optional<PacketType> question = question(answer.type());
        return question.isPresent()
                && waiting.removeIf(
                        asked -> asked.type() == question.get() && asked.id().equals(answer.requestId()));
    }

    boolean waitFor(PacketType type) {
        return waiting.stream().anyMatch(asked -> asked.type() == type);
    }

    boolean waitFor(String id) {
        return waiting.stream().anyMatch(asked -> asked.id().equals(id));
    }

    boolean full() {
        return waiting.size() >= MOST;
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
