package dev.peering.core.manual;

import dev.peering.core.Conversation;
import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.Turn;
import dev.peering.wire.Bytes;
import dev.peering.wire.MalformedException;
import dev.peering.wire.manual.Frame;
import dev.peering.wire.manual.FrameCodec;
import dev.peering.wire.manual.ManualWire;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Frames between manual neighbors: no ping, no goodbye, no answer of our own. Facts: section 1.9 of the protocol file.
 *
 * <p>The acceptor keeps its first frames until the dialer has spoken or a short while has passed: a Go dialer reads the handshake response with one
 * read and fails when a frame hangs on to it.
 */
final class ManualConversation implements Conversation {

    /** As long as the original waits for the body of a frame. */
    private static final Duration STALL_LIMIT = Duration.ofSeconds(4);

    /** Ours: what may wait behind the response; ten of the largest frames. */
    private static final int MAX_HELD_LENGTH = 10 * (ManualWire.FRAME_HEADER_LENGTH + ManualWire.MAX_FRAME_BODY_LENGTH);

    private final Duration holdBack;
    private final List<Bytes> held = new ArrayList<>(0);
    private int heldLength;
    private long holdUntil = Long.MAX_VALUE;
    private long stalledAt = Long.MAX_VALUE;

    private ManualConversation(Duration holdBack) {
        this.holdBack = holdBack;
    }

    static ManualConversation ofInitiator() {
        return new ManualConversation(Duration.ZERO);
    }

    static ManualConversation ofResponder(Duration holdBack) {
        return new ManualConversation(holdBack);
    }

    @Override
    public Turn opened(Moment now) {
        if (!holdBack.isZero()) {
            holdUntil = now.in(holdBack);
        }
        return Turn.NOTHING;
    }

    @Override
    public Turn received(ByteBuf in, Moment now) throws MalformedException {
        List<Message> heard = new ArrayList<>(1);
        boolean whole = false;
        try {
            for (Optional<Frame> frame = FrameCodec.read(in); frame.isPresent(); frame = FrameCodec.read(in)) {
                message(frame.get()).ifPresent(heard::add);
                whole = true;
            }
        } catch (MalformedException next) {
            // What came before the bad frame was said and is heard, in however many pieces it all arrived. The bad
            // frame
            // is still in the buffer: the session asks again, and then it is the first.
            if (!whole) {
                throw next;
            }
        }
        watchForStall(whole, in.isReadable(), now);
        return Turn.release(whole ? release() : List.of(), heard);
    }

    @Override
    public Turn say(Message message, Moment now) {
        Bytes frame = FrameCodec.encode(frame(message));
        if (holdUntil == Long.MAX_VALUE) {
            return Turn.send(List.of(frame));
        }
        if (heldLength + frame.length() > MAX_HELD_LENGTH) {
            return Turn.unsaid(
                    message, Reason.OVERFLOW.because("the connection is too young to take so much; try again"));
        }
        held.add(frame);
        heldLength += frame.length();
        return Turn.NOTHING;
    }

    @Override
    public Turn tick(Moment now) {
        if (now.reached(stalledAt)) {
            Refusal why = Reason.STALLED.because("a frame was not finished within " + STALL_LIMIT.toSeconds() + " s");
            return Turn.over(why);
        }
        return now.reached(holdUntil) ? Turn.release(release()) : Turn.NOTHING;
    }

    /** A manual peer leaves without a word (3.5.2). */
    @Override
    public Turn close(Refusal why, Moment now) {
        return Turn.NOTHING;
    }

    @Override
    public long deadline() {
        return Math.min(holdUntil, stalledAt);
    }

    private void watchForStall(boolean whole, boolean partLeft, Moment now) {
        if (!partLeft) {
            stalledAt = Long.MAX_VALUE;
        } else if (whole || stalledAt == Long.MAX_VALUE) {
            stalledAt = now.in(STALL_LIMIT);
        }
    }

    private List<Bytes> release() {
        List<Bytes> released = List.copyOf(held);
        held.clear();
        heldLength = 0;
        holdUntil = Long.MAX_VALUE;
        return released;
    }

    /** Empty, unknown and unparsable frames are passed over, as the original does: the connection stays. */
    private static Optional<Message> message(Frame frame) {
        if (frame instanceof Frame.Message message) {
            return Optional.of(new Message(ManualPeering.MESSAGE, message.data()));
        } else if (frame instanceof Frame.MessageRequest request) {
            return Optional.of(new Message(ManualPeering.MESSAGE_REQUEST, request.id()));
        }
        return Optional.empty();
    }

    private static Frame frame(Message message) {
        return message.type() == ManualPeering.MESSAGE
                ? new Frame.Message(message.body())
                : new Frame.MessageRequest(message.body());
    }
}
