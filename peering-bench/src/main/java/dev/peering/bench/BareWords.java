package dev.peering.bench;

import io.netty.buffer.ByteBuf;

/** Bytes without a meaning: what the network alone costs. */
final class BareWords implements PlainExchange.Words, PlainExchange.Speaker {

    @Override
    public PlainExchange.Speaker dialer(int caller) {
        return this;
    }

    @Override
    public PlainExchange.Speaker acceptor() {
        return this;
    }

    @Override
    public void say(int turn, ByteBuf out) {
        out.writeZero(out.writableBytes());
    }

    @Override
    public void hear(int turn, ByteBuf in) {
        Expect.yes(in.isReadable(), "something was said");
    }
}
