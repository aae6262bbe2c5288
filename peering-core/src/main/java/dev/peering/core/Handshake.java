package dev.peering.core;

import dev.peering.wire.MalformedException;
import io.netty.buffer.ByteBuf;

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
}
