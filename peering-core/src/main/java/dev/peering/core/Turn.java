package dev.peering.core;

import dev.peering.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * One turn of a conversation: what to send, what was heard, what could not be said, and whether it is over.
 *
 * @param send frames in order
 * @param heard messages in order
 * @param unsaid messages that were refused, with the reason
 * @param over present when the connection must end
 */
public record Turn(List<Bytes> send, List<Message> heard, List<Unsaid> unsaid, Optional<Refusal> over) {

    /** Nothing happened. */
    public static final Turn NOTHING = new Turn(List.of(), List.of(), List.of(), Optional.empty());

    /** Copies the lists. */
    public Turn {
        send = List.copyOf(send);
        heard = List.copyOf(heard);
        unsaid = List.copyOf(unsaid);
    }

    /**
     * A message that did not go out.
     *
     * @param message the message
     * @param why the reason
     */
    public record Unsaid(Message message, Refusal why) {}

    /**
     * Only sending.
     *
     * @param send frames in order
     * @return the turn
     */
    public static Turn send(List<Bytes> send) {
        return send.isEmpty() ? NOTHING : new Turn(send, List.of(), List.of(), Optional.empty());
    }

    /**
     * Only refusing to say.
     *
     * @param message the message
     * @param why the reason
     * @return the turn
     */
    public static Turn unsaid(Message message, Refusal why) {
        return new Turn(List.of(), List.of(), List.of(new Unsaid(message, why)), Optional.empty());
    }

    /**
     * Only the end.
     *
     * @param why the reason
     * @return the turn
     */
    public static Turn over(Refusal why) {
        return new Turn(List.of(), List.of(), List.of(), Optional.of(why));
    }
}
