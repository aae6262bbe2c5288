package dev.peering.core;

import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * The messages until identity is proven or refused, one end of them. A room makes one per connection and it is used up by it.
 *
 * <p>The overall time limit is the session's business: {@link Protocol#handshakeTimeout}.
 */
public interface Handshake {

    /**
     * Called once when the connection is open.
     *
     * @param now the moment
     * @return what the initiator says first; nothing to send for a responder
     */
    Progress start(Moment now);

    /**
     * Called whenever bytes have arrived. Consumes whole messages only; what is left is shown again with more bytes behind it.
     *
     * @param in everything not consumed so far
     * @param now the moment
     * @return how far we are
     * @throws MalformedException when these bytes can never become the awaited message
     */
    Progress received(ByteBuf in, Moment now) throws MalformedException;

    /**
     * Called at {@link #deadline} or later; earlier calls change nothing.
     *
     * @param now the moment
     * @return what the passing of time brings about
     */
    default Progress tick(Moment now) {
        return Progress.WAIT;
    }

    /**
     * When this wants its next {@link #tick}, apart from the overall time limit.
     *
     * @return timer nanoseconds; {@link Long#MAX_VALUE} for never
     */
    default long deadline() {
        return Long.MAX_VALUE;
    }

    /**
     * Last words, where the network has them: the session ends this handshake because bytes were malformed, time ran out or the node stops.
     *
     * @param why the reason
     * @param now the moment
     * @return what to send before the connection is closed
     */
    default List<Bytes> close(Refusal why, Moment now) {
        return List.of();
    }
}
