package dev.peering.node;

import dev.peering.wire.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;

/**
 * The outgoing side of a channel: whole messages in, and a close that comes behind them. Belongs to the connection's
 * event loop.
 */
final class Writer {

    private final Channel channel;
    private final NodeCounters counters;
    private final ChannelFutureListener written = this::written;
    private int onTheirWay;
    private boolean unflushed;
    private boolean closing;
    private boolean hangingUp;

    Writer(Channel channel, NodeCounters counters) {
        this.channel = channel;
        this.counters = counters;
    }

    /** Hands over a whole message; it leaves with the next {@link #flush}. */
    ChannelFuture write(Bytes bytes) {
        ByteBuf buffer = channel.alloc().ioBuffer(bytes.length());
        bytes.writeTo(buffer);
        counters.bytesOut.add(bytes.length());
        onTheirWay++;
        unflushed = true;
        return channel.write(buffer).addListener(written);
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    /**
     * Closes behind everything that was written.
     *
     * @return false when something is still on its way, so that a time limit is needed
     */
    boolean closeBehind() {
        closing = true;
        if (onTheirWay == 0) {
            closeNow();
        }
        return onTheirWay == 0;
    }

    /**
     * Says that nothing more comes, behind everything that was written, and leaves it to the other end to close. Closing at once with unread
     * bytes would make the system throw away last words that are still on their way.
     */
    void hangUp() {
        hangingUp = true;
        if (onTheirWay == 0) {
            shutOutput();
        }
    }

    private void shutOutput() {
        if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            duplex.shutdownOutput().addListener(done -> {
                if (!done.isSuccess()) {
                    closeNow();
                }
            });
        } else {
            closeNow();
        }
    }

    void closeNow() {
        channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    /** Hears of every write. A failed one closes the channel: Netty sees to that, and the connection hears of it. */
    private void written(ChannelFuture write) {
        onTheirWay--;
        if (closing && onTheirWay == 0) {
            closeNow();
        } else if (hangingUp && onTheirWay == 0) {
            shutOutput();
        }
    }
}
