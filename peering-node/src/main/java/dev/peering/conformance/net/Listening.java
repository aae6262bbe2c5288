package dev.peering.conformance.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Makes listening sockets. */
public final class Listening {

    /** A socket that was just closed while a thread accepted on it keeps its port until that thread has woken up. */
    private static final long PATIENCE_MILLIS = 3000;

    private static final long PAUSE_MILLIS = 20;

    private Listening() {}

    /**
     * Listens; a port that is taken is tried again for a while.
     *
     * @param address port 0 lets the system choose
     * @param backlog how many may wait
     * @return the socket
     * @throws IOException the port stays taken
     */
    public static ServerSocket at(InetSocketAddress address, int backlog) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (true) {
            ServerSocket socket = new ServerSocket();
            try {
                socket.setReuseAddress(true);
                socket.bind(address, backlog);
                return socket;
            } catch (BindException taken) {
                socket.close();
                if (address.getPort() == 0 || System.nanoTime() > deadline) {
                    throw new IOException(
                            "port " + address.getPort() + " cannot be used: " + taken.getMessage(), taken);
                }
                pause();
            }
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
