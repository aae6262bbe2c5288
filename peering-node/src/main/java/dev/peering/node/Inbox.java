package dev.peering.node;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of one connection that have arrived and are not consumed: usually none, and then no memory is held. Belongs
 * to the connection's event loop.
 */
final class Inbox {

    private @Nullable ByteBuf waiting;

    /** Takes over what was read and puts it behind what waits. */
    void add(ByteBufAllocator allocator, ByteBuf arrived) {
        waiting =
                waiting == null ? arrived : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, waiting, arrived);
    }

    /** Everything not consumed; lent, so read from it and call {@link #settle}. */
    ByteBuf bytes() {
        return waiting == null ? Unpooled.EMPTY_BUFFER : waiting;
    }

    int length() {
        return waiting == null ? 0 : waiting.readableBytes();
    }

    /** Lets go of memory that holds nothing any more. */
    void settle() {
        if (waiting != null && !waiting.isReadable()) {
            release();
        }
    }

    void release() {
        if (waiting != null) {
            waiting.release();
            waiting = null;
        }
    }
}
