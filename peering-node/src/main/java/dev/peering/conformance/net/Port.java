package dev.peering.conformance.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port that stays ours until it is {@link #close closed}, whether anybody listens on it or not.
 *
 * <p>Some cases leave a port for a while and want it back. A port that the system chose could meanwhile become the near end of somebody's
 * connection, so any free port is one below those that systems hand out. It could also be taken by another suite on this machine, whose peers then
 * answer in our name, so a socket that is bound and never listens holds it. Where a system lets nobody listen beside such a socket there is none,
 * and a port that was left can be lost.
 */
public final class Port implements AutoCloseable {

    /** Linux hands out 32768 and above by itself, others 49152 and above. */
    private static final int FIRST = 10_000;

    private static final int PORTS = 10_000;
    private static final AtomicInteger NEXT = new AtomicInteger(new SecureRandom().nextInt(PORTS));

    /** A socket that was just closed while a thread accepted on it keeps its port until that thread has woken up. */
    private static final long PATIENCE_MILLIS = 3000;

    private static final long PAUSE_MILLIS = 20;

    private final InetSocketAddress address;
    private final Socket holder;

    private Port(InetSocketAddress address, Socket holder) {
        this.address = address;
        this.holder = holder;
    }

    /**
     * Takes a port.
     *
     * @param address port 0 means any that nobody has, held or in use; a given one may be taken: {@link #listen} tells
     * @return the port
     * @throws IOException all of them are taken, or the host is none of this machine's
     */
    public static Port of(InetSocketAddress address) throws IOException {
        Port port = address.getPort() == 0 ? any(address.getAddress()) : new Port(address, new Socket());
        try {
            port.hold();
            return port;
        } catch (IOException cannot) {
            port.close();
            throw cannot;
        }
    }

    /** Binds exclusively, so that a port is passed over that another suite holds. */
    private static Port any(InetAddress host) throws IOException {
        for (int tried = 0; tried < PORTS; tried++) {
            InetSocketAddress address =
                    new InetSocketAddress(host, FIRST + Math.floorMod(NEXT.getAndIncrement(), PORTS));
            Socket holder = new Socket();
            try {
                holder.setReuseAddress(false);
                holder.bind(address);
                return new Port(address, holder);
            } catch (BindException taken) {
                holder.close();
            }
        }
        throw new IOException(
                "none of the ports from " + FIRST + " to " + (FIRST + PORTS - 1) + " can be used on " + host);
    }

    /** Lets our own listeners in beside the holder, or gives it up where that cannot be. */
    private void hold() throws IOException {
        try {
            holder.setReuseAddress(true);
            if (!holder.isBound()) {
                holder.bind(address);
            }
            bound(1).close();
        } catch (BindException alone) {
            holder.close();
        }
    }

    /**
     * Where it is.
     *
     * @return address and number, 1 to 65535
     */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * Listens; a port that is taken is tried again for a while.
     *
     * @param backlog how many may wait
     * @return the socket
     * @throws IOException the port stays taken
     */
    public ServerSocket listen(int backlog) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (true) {
            try {
                return bound(backlog);
            } catch (BindException taken) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "port " + address.getPort() + " cannot be used: " + taken.getMessage(), taken);
                }
                pause();
            }
        }
    }

    private ServerSocket bound(int backlog) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(address, backlog);
            return socket;
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a port", stop);
        }
    }

    /** Gives the port back. Whoever listens on it goes on. */
    @Override
    public void close() {
        try {
            holder.close();
        } catch (IOException gone) {
            // Then nothing holds it.
        }
    }
}
