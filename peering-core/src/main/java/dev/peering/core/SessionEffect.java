package dev.peering.core;

import dev.peering.wire.Bytes;
import java.util.Optional;

/** What a session wants done by the edge that owns its connection, in order. */
public sealed interface SessionEffect {

    /**
     * Write these bytes, with one write.
     *
     * @param bytes a whole message
     * @param carries whose they are
     */
    record Send(Bytes bytes, Carries carries) implements SessionEffect {}

    /** Whose bytes are written, so that the sender of a message can be told when it left. */
    enum Carries {
        /** The network's own: a part of the handshake, an answer, last words. */
        NOTHING,
        /** The message that is being said. */
        SAID,
        /** The message that has been held back for longest. */
        HELD
    }

    /**
     * Tell the hall with {@link Event.Told}.
     *
     * @param news what the neighbor told
     */
    record Tell(News news) implements SessionEffect {}

    /**
     * Ask the hall with {@link Event.Proven}; its answer comes back as {@link Session#admitted} or {@link Session#close}. Until then the session
     * reads nothing.
     *
     * @param peer who proved itself
     */
    record Prove(VerifiedPeer peer) implements SessionEffect {}

    /**
     * Hand this message to the embedder.
     *
     * @param message what the neighbor said
     */
    record Hear(Message message) implements SessionEffect {}

    /**
     * Tell whoever wanted to say this that it did not go out.
     *
     * @param message what was to be said
     * @param why the reason
     */
    record Unsaid(Message message, Refusal why) implements SessionEffect {}

    /**
     * The session is over: close the connection once everything before this is written, and tell the hall with {@link Event.Lost}.
     *
     * @param why the reason
     * @param caller who it was, when a handshake was refused
     */
    record End(Refusal why, Optional<Caller> caller) implements SessionEffect {}
}
