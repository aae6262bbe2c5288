package dev.peering.core;

import dev.peering.core.SessionEffect.Carries;
import dev.peering.core.SessionEffect.End;
import dev.peering.core.SessionEffect.Hear;
import dev.peering.core.SessionEffect.Prove;
import dev.peering.core.SessionEffect.Send;
import dev.peering.core.SessionEffect.Tell;
import dev.peering.core.SessionEffect.Unsaid;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connection's life, from open to over: first the room's {@link Handshake}, then its {@link Conversation}.
 *
 * <pre>
 * state        bytes                  tick past deadline     say              admitted      close
 * Handshaking  to the handshake       to the handshake       unsaid           -             last words, over
 * Deciding     left where they are    over: timeout          unsaid           Talking       last words, over
 * Talking      to the conversation    to the conversation    to the convers.  -             last words, over
 * Over         dropped                -                      unsaid           -             -
 * </pre>
 *
 * <p>Malformed bytes and the overall time limit of the handshake end it too, with last words where the network has them.
 *
 * <p>A plain object that belongs to the event loop of its connection. Deciding is the time between proven identity and the hall's answer; the last
 * handshake message is held back until then, so nobody is told yes who is then refused.
 */
public final class Session {

    private sealed interface State {}

    private record Handshaking(Handshake handshake, long deadline) implements State {}

    private record Deciding(List<Bytes> lastMessages, Conversation next, long deadline) implements State {}

    private record Talking(Conversation conversation) implements State {}

    private record Over() implements State {}

    private final Protocol protocol;
    private State state;

    private Session(Protocol protocol, Handshake handshake, Moment now) {
        this.protocol = protocol;
        this.state = new Handshaking(handshake, now.in(protocol.handshakeTimeout()));
    }

    /**
     * A session on a connection that we opened.
     *
     * @param protocol the network
     * @param peer whom we dialed
     * @param ends the two ends
     * @param admission checkpoint 1
     * @param now the moment; the handshake's time limit starts here
     * @return the session, not yet started
     */
    public static Session outbound(Protocol protocol, KnownPeer peer, Endpoints ends, Admission admission, Moment now) {
        return new Session(protocol, protocol.initiator(peer, ends, admission, now), now);
    }

    /**
     * A session on a connection that they opened.
     *
     * @param protocol the network
     * @param ends the two ends
     * @param admission checkpoint 1
     * @param now the moment; the handshake's time limit starts here
     * @return the session, not yet started
     */
    public static Session inbound(Protocol protocol, Endpoints ends, Admission admission, Moment now) {
        return new Session(protocol, protocol.responder(ends, admission, now), now);
    }

    /**
     * The connection is open: the initiator speaks.
     *
     * @param now the moment
     * @return what to do
     */
    public List<SessionEffect> start(Moment now) {
        List<SessionEffect> effects = new ArrayList<>(2);
        progressed(((Handshaking) state).handshake().start(now), effects);
        return effects;
    }

    /**
     * Bytes have arrived.
     *
     * @param in everything not consumed so far; what is left in it must be shown again with more bytes behind it
     * @param now the moment
     * @return what to do
     */
    public List<SessionEffect> received(ByteBuf in, Moment now) {
        List<SessionEffect> effects = new ArrayList<>(2);
        try {
            read(in, now, effects);
        } catch (MalformedException malformed) {
            leave(protocol.refusal(malformed), now, effects);
        }
        if (state instanceof Over) {
            in.skipBytes(in.readableBytes());
        }
        return effects;
    }

    /**
     * Checkpoint 2 is passed: the last handshake message goes out and the conversation begins.
     *
     * @param in bytes that arrived in the meantime
     * @param now the moment
     * @return what to do
     */
    public List<SessionEffect> admitted(ByteBuf in, Moment now) {
        List<SessionEffect> effects = new ArrayList<>(4);
        if (!(state instanceof Deciding deciding)) {
            return effects; // lost while the hall was deciding
        }
        send(deciding.lastMessages(), Carries.NOTHING, effects);
        state = new Talking(deciding.next());
        turned(deciding.next().opened(now), effects);
        effects.addAll(received(in, now));
        return effects;
    }

    /**
     * Says something to the neighbor.
     *
     * @param message what
     * @param now the moment
     * @return what to do; {@link Unsaid} when it cannot be said
     */
    public List<SessionEffect> say(Message message, Moment now) {
        List<SessionEffect> effects = new ArrayList<>(1);
        Optional<Refusal> unsendable = protocol.unsendable(message);
        if (unsendable.isPresent()) {
            effects.add(new Unsaid(message, unsendable.get()));
        } else if (state instanceof Talking talking) {
            turned(talking.conversation().say(message, now), Carries.SAID, effects);
        } else {
            effects.add(new Unsaid(message, Reason.NOT_CONNECTED.because("there is no neighbor on this connection")));
        }
        return effects;
    }

    /**
     * Time passed. Calls before {@link #deadline} change nothing.
     *
     * @param now the moment
     * @return what to do
     */
    public List<SessionEffect> tick(Moment now) {
        List<SessionEffect> effects = new ArrayList<>(1);
        if (!now.reached(deadline())) {
            return effects;
        }
        if (state instanceof Talking talking) {
            turned(talking.conversation().tick(now), effects);
        } else if (state instanceof Handshaking handshaking && !now.reached(handshaking.deadline())) {
            progressed(handshaking.handshake().tick(now), effects);
        } else {
            leave(
                    Reason.TIMEOUT.because("no complete handshake within "
                            + protocol.handshakeTimeout().toMillis() + " ms"),
                    now,
                    effects);
        }
        return effects;
    }

    /**
     * The hall wants a sign of life from the neighbor.
     *
     * @param now the moment
     * @return what to do
     */
    public List<SessionEffect> probe(Moment now) {
        List<SessionEffect> effects = new ArrayList<>(1);
        if (state instanceof Talking talking) {
            turned(talking.conversation().probe(now), effects);
        }
        return effects;
    }

    /**
     * What this node says about itself may have changed. Nothing happens before the conversation begins, which looks by itself.
     *
     * @param now the moment
     * @return what to do
     */
    public List<SessionEffect> announce(Moment now) {
        List<SessionEffect> effects = new ArrayList<>(1);
        if (state instanceof Talking talking) {
            turned(talking.conversation().announce(now), effects);
        }
        return effects;
    }

    /**
     * The hall, the operator or the node ends it, with last words where the network has them.
     *
     * @param why the reason
     * @param now the moment
     * @return what to do
     */
    public List<SessionEffect> close(Refusal why, Moment now) {
        List<SessionEffect> effects = new ArrayList<>(2);
        leave(why, now, effects);
        return effects;
    }

    /**
     * The connection is gone.
     *
     * @param why how it went
     * @return what to do
     */
    public List<SessionEffect> lost(Refusal why) {
        List<SessionEffect> effects = new ArrayList<>(1);
        end(why, effects);
        return effects;
    }

    /**
     * When this wants a {@link #tick}.
     *
     * @return timer nanoseconds; {@link Long#MAX_VALUE} for never
     */
    public long deadline() {
        if (state instanceof Handshaking handshaking) {
            return Math.min(handshaking.deadline(), handshaking.handshake().deadline());
        } else if (state instanceof Deciding deciding) {
            return deciding.deadline();
        } else if (state instanceof Talking talking) {
            return talking.conversation().deadline();
        }
        return Long.MAX_VALUE;
    }

    /**
     * Whether the edge should go on reading from the connection.
     *
     * @return false while the hall decides and after the end
     */
    public boolean wantsBytes() {
        return state instanceof Handshaking || state instanceof Talking;
    }

    /**
     * Whether the handshake is behind us and the end is not.
     *
     * @return true between {@link #admitted} and the end
     */
    public boolean isTalking() {
        return state instanceof Talking;
    }

    @SuppressWarnings("ReferenceEquality") // Whether a step was taken, not whether it led to an equal state.
    private void read(ByteBuf in, Moment now, List<SessionEffect> effects) throws MalformedException {
        boolean moved = true;
        while (moved && in.isReadable() && wantsBytes()) {
            int before = in.readerIndex();
            State stateBefore = state;
            if (state instanceof Handshaking handshaking) {
                progressed(handshaking.handshake().received(in, now), effects);
            } else if (state instanceof Talking talking) {
                turned(talking.conversation().received(in, now), effects);
            }
            moved = in.readerIndex() != before || state != stateBefore;
        }
    }

    private void progressed(Progress progress, List<SessionEffect> effects) {
        if (progress instanceof Progress.More more) {
            send(more.send(), Carries.NOTHING, effects);
        } else if (progress instanceof Progress.Verified verified) {
            state = new Deciding(verified.send(), verified.next(), ((Handshaking) state).deadline());
            effects.add(new Prove(verified.peer()));
        } else if (progress instanceof Progress.Refused refused) {
            send(refused.send(), Carries.NOTHING, effects);
            state = new Over();
            effects.add(new End(refused.why(), refused.caller()));
        } else {
            throw new AssertionError(progress);
        }
    }

    private void turned(Turn turn, List<SessionEffect> effects) {
        turned(turn, Carries.NOTHING, effects);
    }

    private void turned(Turn turn, Carries carries, List<SessionEffect> effects) {
        send(turn.send().subList(0, turn.held()), Carries.HELD, effects);
        send(turn.send().subList(turn.held(), turn.send().size()), carries, effects);
        turn.news().forEach(news -> effects.add(new Tell(news)));
        turn.heard().forEach(message -> effects.add(new Hear(message)));
        turn.unsaid().forEach(unsaid -> effects.add(new Unsaid(unsaid.message(), unsaid.why())));
        turn.over().ifPresent(why -> end(why, effects));
    }

    private static void send(List<Bytes> messages, Carries carries, List<SessionEffect> effects) {
        messages.forEach(message -> effects.add(new Send(message, carries)));
    }

    /** Ends it from our side, with last words. */
    private void leave(Refusal why, Moment now, List<SessionEffect> effects) {
        if (state instanceof Handshaking handshaking) {
            send(handshaking.handshake().close(why, now), Carries.NOTHING, effects);
        } else if (state instanceof Deciding deciding) {
            send(deciding.next().close(why, now).send(), Carries.NOTHING, effects);
        } else if (state instanceof Talking talking) {
            send(talking.conversation().close(why, now).send(), Carries.NOTHING, effects);
        }
        end(why, effects);
    }

    private void end(Refusal why, List<SessionEffect> effects) {
        if (!(state instanceof Over)) {
            state = new Over();
            effects.add(new End(why, Optional.empty()));
        }
    }
}
