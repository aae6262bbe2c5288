package dev.peering.bench;

import io.netty.buffer.ByteBuf;

/** Bytes without a meaning: what the network alone costs. */
final class BareWords implements PlainExchange.Words {

    @Override
    public void request(int caller, ByteBuf out) {
        out.writeZero(out.writableBytes());
    }

    @Override
    public void answer(ByteBuf request, ByteBuf out) {
        out.writeZero(out.writableBytes());
    }

    @Override
    public void check(ByteBuf answer) {
        Expect.yes(answer.readableBytes() == Samples.RESPONSE_PACKET_LENGTH, "the answer is whole");
    }
}
