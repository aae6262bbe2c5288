package dev.peering.core;

import dev.peering.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * One turn of a conversation: what to send, what was heard, what could not be said, and whether it is over.
 *
 * @param send frames in order
 * @param held how many messages that were held back earlier now go out: the first so many of {@code send}, one frame each
 * @param heard messages in order
 * @param news what concerns the hall, in order
 * @param unsaid messages that were refused, with the reason
 * @param over present when the connection must end
 */
public record Turn(
        List<Bytes> send, int held, List<Message> heard, List<News> news, List<Unsaid> unsaid, Optional<Refusal> over) {

    /** Nothing happened. */
    public static final Turn NOTHING = new Turn(List.of(), 0, List.of(), List.of(), List.of(), Optional.empty());

    /** Copies the lists and refuses more released messages than frames. */
    public Turn {
        send = List.copyOf(send);
        heard = List.copyOf(heard);
        news = List.copyOf(news);
        unsaid = List.copyOf(unsaid);
        if (held < 0 || held > send.size()) {
            throw new IllegalArgumentException("each message that was held back is one frame of those sent");
        }
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
        return send.isEmpty() ? NOTHING : new Turn(send, 0, List.of(), List.of(), List.of(), Optional.empty());
    }

    /**
     * Only letting go of messages that were held back.
     *
     * @param frames one for each, in order
     * @return the turn
     */
    public static Turn release(List<Bytes> frames) {
        return release(frames, List.of());
    }

    /**
     * Hearing, and letting go of messages that were held back.
     *
     * @param frames one for each, in order
     * @param heard messages in order
     * @return the turn
     */
    public static Turn release(List<Bytes> frames, List<Message> heard) {
        return new Turn(frames, frames.size(), heard, List.of(), List.of(), Optional.empty());
    }

    /**
     * Only refusing to say.
     *
     * @param message the message
     * @param why the reason
     * @return the turn
     */
    public static Turn unsaid(Message message, Refusal why) {
        return new Turn(List.of(), 0, List.of(), List.of(), List.of(new Unsaid(message, why)), Optional.empty());
    }

    /**
     * Only the end.
     *
     * @param why the reason
     * @return the turn
     */
    public static Turn over(Refusal why) {
        return over(why, List.of());
    }

    /**
     * The end, with last words.
     *
     * @param why the reason
     * @param lastWords frames in order
     * @return the turn
     */
    public static Turn over(Refusal why, List<Bytes> lastWords) {
        return new Turn(lastWords, 0, List.of(), List.of(), List.of(), Optional.of(why));
    }
}
