package dev.peering.node;

import dev.peering.core.Admission;
import dev.peering.core.Endpoints;
import dev.peering.core.KnownPeer;
import dev.peering.core.Moment;
import dev.peering.core.Protocol;
import dev.peering.core.Session;
import dev.peering.core.SessionEffect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** The other end on a plain blocking socket: says exactly what a test wants, the proper handshake too. */
final class RawPeer implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 15_000;

    private final Socket socket = new Socket();

    RawPeer(InetSocketAddress address) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(address, TIMEOUT_MILLIS);
    }

    void say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next byte; -1 when they closed, by whatever means. */
    int hear() {
        try {
            return socket.getInputStream().read();
        } catch (java.net.SocketTimeoutException silent) {
            throw new AssertionError("neither a byte nor the end came in time", silent);
        } catch (IOException reset) {
            return -1;
        }
    }

    /** The request that opens a handshake. */
    byte[] request(Protocol protocol, KnownPeer peer, Moment now) {
        return request(session(protocol, peer, now), now);
    }

    /** A whole handshake as initiator; true when the other end proved that it is the peer we want. */
    boolean handshake(Protocol protocol, KnownPeer peer, Moment now) throws IOException {
        Session session = session(protocol, peer, now);
        say(request(session, now));
        ByteBuf in = Unpooled.buffer(256);
        for (int next = hear(); next >= 0; next = hear()) {
            in.writeByte(next);
            // The rest of the same packet is there already: reading byte by byte would show the machine incomplete
            // ends.
            byte[] more = new byte[socket.getInputStream().available()];
            in.writeBytes(more, 0, Math.max(0, socket.getInputStream().read(more)));
            List<SessionEffect> effects = session.received(in, now);
            if (!effects.isEmpty()) {
                return effects.get(0) instanceof SessionEffect.Prove;
            }
        }
        return false;
    }

    private Session session(Protocol protocol, KnownPeer peer, Moment now) {
        Endpoints ends = new Endpoints((InetSocketAddress) socket.getLocalSocketAddress(), (InetSocketAddress)
                socket.getRemoteSocketAddress());
        return Session.outbound(protocol, peer, ends, Admission.only(peer), now);
    }

    private static byte[] request(Session session, Moment now) {
        return ((SessionEffect.Send) session.start(now).get(0)).bytes().toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
