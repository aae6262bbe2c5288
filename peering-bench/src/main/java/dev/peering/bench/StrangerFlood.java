package dev.peering.bench;

import dev.peering.core.PeerAddress;
import dev.peering.crypto.Identity;
import dev.peering.wire.Bytes;
import dev.peering.wire.manual.Envelope;
import dev.peering.wire.manual.EnvelopeCodec;
import dev.peering.wire.manual.HandshakeRequest;
import dev.peering.wire.manual.ManualWire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Strangers that knock one after the other with a perfect request, each with a key of its own, and are sent away. */
final class StrangerFlood {

    private static final int PATIENCE_MILLIS = 5_000;

    /** Far above the numbers of those who are listed. */
    private static final int FIRST_NUMBER = 1_000_000;

    private final InetSocketAddress to;
    private final List<byte[]> packets;

    /** Prepares the packets: signing is not what we measure. They are good for as long as a request is fresh. */
    StrangerFlood(int count, InetSocketAddress to) {
        this.to = to;
        this.packets = IntStream.range(0, count)
                .mapToObj(i -> packet(FIRST_NUMBER + i))
                .toList();
    }

    /**
     * All of them, one by one.
     *
     * @return how many bytes the node answered, which should be none
     */
    int knock() throws IOException {
        int answered = 0;
        for (byte[] packet : packets) {
            try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.getOutputStream().write(packet);
                answered += socket.getInputStream().readAllBytes().length;
            }
        }
        return answered;
    }

    private byte[] packet(int number) {
        try (Identity stranger = Identities.numbered(number)) {
            Bytes data = new HandshakeRequest(
                            ManualWire.VERSION,
                            PeerAddress.of(to).toString(),
                            Instant.now().getEpochSecond())
                    .encode();
            Envelope envelope = Samples.sealed(data, stranger);
            return EnvelopeCodec.encode(envelope).toByteArray();
        }
    }
}
