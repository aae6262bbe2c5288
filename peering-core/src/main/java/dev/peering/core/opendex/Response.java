package dev.peering.core.opendex;

import dev.peering.core.Message;
import dev.peering.core.News;
import dev.peering.core.Refusal;
import dev.peering.core.Turn;
import dev.peering.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A turn in the making. */
final class Response {

    private final List<Bytes> send = new ArrayList<>(1);
    private final List<Message> heard = new ArrayList<>(0);
    private final List<News> news = new ArrayList<>(0);
    private Optional<Refusal> over = Optional.empty();

    void send(Bytes frame) {
        send.add(frame);
    }

    void hear(Message message) {
        heard.add(message);
    }

    void tell(News told) {
        news.add(told);
    }

    void over(Refusal why, List<Bytes> lastWords) {
        send.addAll(lastWords);
        over = Optional.of(why);
    }

    boolean isOver() {
        return over.isPresent();
    }

    Turn turn() {
        return new Turn(send, 0, heard, news, List.of(), over);
    }
}
