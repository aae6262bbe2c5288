package dev.peering.core;

import dev.peering.wire.MalformedException;
import io.netty.buffer.ByteBuf;

/** What a session speaks after the handshake. Made by the handshake that proved the peer, so that it may hold the keys of the session. */
public interface Conversation {

    /**
     * Called once, right after the last handshake message was handed to the network.
     *
     * @param now the moment
     * @return what to say first, if anything
     */
    Turn opened(Moment now);

    /**
     * Called whenever bytes have arrived. Consumes whole frames only.
     *
     * @param in everything not consumed so far
     * @param now the moment
     * @return what was heard and what to answer
     * @throws MalformedException when these bytes can never become a frame
     */
    Turn received(ByteBuf in, Moment now) throws MalformedException;

    /**
     * Says something. The session has asked {@link Protocol#unsendable} before.
     *
     * @param message what to say
     * @param now the moment
     * @return what to send, or nothing when it is held back; {@link Turn#over} stays empty, a full queue is reported as {@link Turn.Unsaid}
     */
    Turn say(Message message, Moment now);

    /**
     * Called at {@link #deadline} or later; earlier calls change nothing.
     *
     * @param now the moment
     * @return what the passing of time brings about
     */
    Turn tick(Moment now);

    /**
     * Asks the neighbor for a sign of life now, where the network can, because another connection of it has appeared.
     *
     * @param now the moment
     * @return what to send; a neighbor that does not answer in time is over
     */
    default Turn probe(Moment now) {
        return Turn.NOTHING;
    }

    /**
     * What this node says about itself may have changed: tells the neighbor what it does not know yet, where the network has a word for it.
     *
     * @param now the moment
     * @return what to send
     */
    default Turn announce(Moment now) {
        return Turn.NOTHING;
    }

    /**
     * Last words, where the protocol has them. Also called for a conversation that was never {@linkplain #opened opened}, because the hall
     * refused it, and for one whose neighbor sent malformed bytes.
     *
     * @param why the reason for leaving
     * @param now the moment
     * @return what to send before the connection is closed
     */
    Turn close(Refusal why, Moment now);

    /**
     * When this wants its next {@link #tick}.
     *
     * @return timer nanoseconds; {@link Long#MAX_VALUE} for never
     */
    long deadline();
}
