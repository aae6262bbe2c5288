package dev.peering.node;

import dev.peering.core.Message;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.concurrent.CompletableFuture;

/**
 * One message on its way to a neighbor, from the sender's call until it is in the network's hands or certainly is
 * not.
 */
final class Outgoing implements ChannelFutureListener {

    private final Outbox outbox;
    private final Message message;
    private final CompletableFuture<Void> sent = new CompletableFuture<>();
    private int writes;
    private boolean settled;

    Outgoing(Outbox outbox, Message message) {
        this.outbox = outbox;
        this.message = message;
    }

    Message message() {
        return message;
    }

    CompletableFuture<Void> sent() {
        return sent;
    }

    /** Whether some of it was handed to the connection, or it is known that nothing will be. */
    boolean isUnderWay() {
        return writes > 0 || settled;
    }

    /** Counts on one more write. */
    void follow(ChannelFuture write) {
        writes++;
        write.addListener(this);
    }

    @Override
    public void operationComplete(ChannelFuture write) {
        if (!write.isSuccess()) {
            failed(Reason.NOT_CONNECTED.because("the connection broke before all of it was written"));
        } else if (--writes == 0 && !settled) {
            settled = true;
            outbox.settled(this, true);
            sent.complete(null);
        }
    }

    void failed(Refusal why) {
        if (!settled) {
            settled = true;
            outbox.settled(this, false);
            sent.completeExceptionally(new NotSentException(why));
        }
    }
}
