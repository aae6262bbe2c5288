package dev.peering.core.opendex;

import dev.peering.core.Message;
import dev.peering.core.Moment;
import dev.peering.core.Reason;
import dev.peering.core.Turn;
import dev.peering.wire.MalformedException;
import dev.peering.wire.opendex.Packet;
import dev.peering.wire.opendex.PacketCodec;
import dev.peering.wire.opendex.TradePacket;
import java.util.List;
import java.util.Optional;

/**
 * Orders and swaps, which the program around us deals in if anybody does. Sections 3.2 and 8.1.
 *
 * <p>Going out: a question is waited for like one of our own, so a neighbor that does not answer is over; nothing else is looked at. Coming
 * in: an answer is heard only when it was asked for. If the program does not trade, a request is declined as the original's own packets
 * allow and the rest is passed over.
 */
final class OrderLayer {

    private final OpenDexOptions options;
    private final Line line;
    private final Requests requests;

    OrderLayer(OpenDexOptions options, Line line, Requests requests) {
        this.options = options;
        this.line = line;
        this.requests = requests;
    }

    Turn say(Message message, Moment now) {
        try {
            Packet packet = PacketCodec.decode(message.type(), message.body());
            Optional<Turn> refused = register(packet, message, now);
            return refused.isPresent() ? refused.get() : Turn.send(List.of(line.write(packet)));
        } catch (MalformedException malformed) {
            return Turn.unsaid(message, Reason.UNSENDABLE.because(malformed.getMessage()));
        }
    }

    private Optional<Turn> register(Packet packet, Message message, Moment now) {
        if (!Requests.areQuestions(packet.type())) {
            return Optional.empty();
        } else if (requests.waitFor(packet.id())) {
            return Optional.of(Turn.unsaid(
                    message, Reason.UNSENDABLE.because("a question with this id waits for its answer already")));
        } else if (requests.full()) {
            return Optional.of(Turn.unsaid(
                    message, Reason.OVERFLOW.because(Requests.MOST + " questions wait for their answers already")));
        }
        requests.asked(packet.id(), packet.type(), false, now);
        return Optional.empty();
    }

    /** Whether it was in order; false for an answer that nobody asked for. */
    boolean hear(TradePacket packet, Response response) {
        if (packet instanceof Packet.Response answer && !stands(answer) && !requests.answeredBy(answer)) {
            return false;
        }
        if (options.trades()) {
            response.hear(new Message(packet.type().code(), PacketCodec.encode(packet)));
        } else {
            decline(packet, response);
        }
        return true;
    }

    /** A swap that was agreed upon may fail later, which is told without being an answer. */
    private static boolean stands(Packet.Response answer) {
        return answer instanceof TradePacket.SwapFailed && answer.requestId().isEmpty();
    }

    private void decline(TradePacket packet, Response response) {
        String id = options.randomness().id();
        if (packet instanceof TradePacket.GetOrders question) {
            response.send(line.write(new TradePacket.Orders(id, question.id(), List.of())));
        } else if (packet instanceof TradePacket.SwapRequest question) {
            response.send(line.write(new TradePacket.SwapFailed(
                    id, question.id(), question.paymentHash(), "", TradePacket.SwapFailed.SWAP_CLIENT_NOT_SETUP)));
        }
    }
}
