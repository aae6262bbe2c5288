package dev.peering.bench;

import dev.peering.crypto.Identity;
import dev.peering.crypto.Sha256;
import dev.peering.wire.Bytes;
import dev.peering.wire.manual.Envelope;
import dev.peering.wire.manual.HandshakeRequest;
import dev.peering.wire.manual.HandshakeResponse;
import dev.peering.wire.manual.ManualWire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Messages of the usual size: a request packet of 125 bytes and its answer of 136. */
final class Samples {

    static final int REQUEST_PACKET_LENGTH = 125;
    static final int RESPONSE_PACKET_LENGTH = 136;

    private Samples() {}

    static HandshakeRequest request() {
        return new HandshakeRequest(ManualWire.VERSION, "127.0.0.1:14666", 1_636_000_000L);
    }

    static HandshakeResponse response() {
        return new HandshakeResponse(Bytes.of(Sha256.of(request().encode().toByteArray())));
    }

    /** Data in an envelope, really signed. */
    static Envelope sealed(Bytes data, Identity by) {
        return new Envelope(data, Bytes.of(by.key().toByteArray()), Bytes.of(by.sign(data.toByteArray())));
    }

    /** Bytes where the edge has them: in a buffer of Netty's own allocator. */
    static ByteBuf arrived(Bytes bytes) {
        ByteBuf in = ByteBufAllocator.DEFAULT.buffer(bytes.length());
        bytes.writeTo(in);
        return in;
    }
}
