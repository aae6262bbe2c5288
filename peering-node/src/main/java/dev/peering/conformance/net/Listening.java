package dev.peering.conformance.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes listening sockets.
 *
 * <p>Some cases leave a port for a while and want it back. A port that the system chose could meanwhile become the near end of somebody's
 * connection, or be given to another suite on this machine, whose peers then answer in our name. So any free port is one below those that
 * systems hand out, and two processes begin at different ones.
 */
public final class Listening {

    /** Linux hands out 32768 and above by itself, others 49152 and above. */
    private static final int FIRST = 10_000;

    private static final int PORTS = 10_000;
    private static final AtomicInteger NEXT = new AtomicInteger(new SecureRandom().nextInt(PORTS));

    /** A socket that was just closed while a thread accepted on it keeps its port until that thread has woken up. */
    private static final long PATIENCE_MILLIS = 3000;

    private static final long PAUSE_MILLIS = 20;

    private Listening() {}

    /**
     * Listens; a port that is taken is tried again for a while.
     *
     * @param address port 0 means any free one
     * @param backlog how many may wait
     * @return the socket
     * @throws IOException the port stays taken, or all of them are
     */
    public static ServerSocket at(InetSocketAddress address, int backlog) throws IOException {
        return address.getPort() == 0 ? anywhere(address.getAddress(), backlog) : patiently(address, backlog);
    }

    private static ServerSocket anywhere(InetAddress host, int backlog) throws IOException {
        for (int tried = 0; tried < PORTS; tried++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), PORTS);
            try {
                return bound(new InetSocketAddress(host, port), backlog);
            } catch (BindException taken) {
                // The next one, then.
            }
        }
        throw new IOException(
                "none of the ports from " + FIRST + " to " + (FIRST + PORTS - 1) + " can be used on " + host);
    }

    private static ServerSocket patiently(InetSocketAddress address, int backlog) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (true) {
            try {
                return bound(address, backlog);
            } catch (BindException taken) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "port " + address.getPort() + " cannot be used: " + taken.getMessage(), taken);
                }
                pause();
            }
        }
    }

    private static ServerSocket bound(InetSocketAddress address, int backlog) throws IOException {
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
}
