package dev.peering.conformance.net;

import dev.peering.conformance.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The listening socket of one identity. While a case {@link #open opens} it, callers are handed to the case; otherwise they are reset at once, so
 * that the port stays ours between cases. Holds at most {@value #MOST_WAITING} callers.
 */
public final class Porch implements AutoCloseable {

    private static final int MOST_WAITING = 256;
    private static final int BACKLOG = 64;

    private final InetAddress host;
    private final Port port;
    private final BlockingQueue<Caller> callers = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicInteger knocks = new AtomicInteger();
    private volatile ServerSocket listener;
    private volatile boolean open;
    private volatile boolean closed;

    private record Caller(Socket socket, long nanos) {}

    /**
     * Listens.
     *
     * @param host a loopback address
     * @param port 0 for any that nobody has
     * @throws IOException the port is taken
     */
    public Porch(InetAddress host, int port) throws IOException {
        this.host = host;
        this.port = Port.of(new InetSocketAddress(host, port));
        this.listener = this.port.listen(BACKLOG);
        serve(listener);
    }

    private void serve(ServerSocket socket) {
        Thread thread = new Thread(() -> accept(socket), "porch-" + port());
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket socket) {
        while (!closed) {
            try {
                Socket caller = socket.accept();
                knocks.incrementAndGet();
                if (!open || !callers.offer(new Caller(caller, System.nanoTime()))) {
                    reset(caller);
                }
            } catch (IOException shut) {
                if (socket.isClosed()) {
                    return;
                }
            }
        }
    }

    /**
     * The address to put on the target's list.
     *
     * @return host and port, IPv6 in brackets
     */
    public String address() {
        String text = host.getHostAddress();
        return (text.contains(":") ? "[" + InetForm.shorten(text) + "]" : text) + ":" + port();
    }

    /**
     * The port.
     *
     * @return 1 to 65535
     */
    public int port() {
        return port.address().getPort();
    }

    /**
     * How many callers there were since the beginning.
     *
     * @return their number
     */
    public int knocks() {
        return knocks.get();
    }

    /** From now on callers are kept for the case. */
    public void open() {
        sendHome();
        open = true;
    }

    /** From now on callers are reset. */
    public void shut() {
        open = false;
        sendHome();
    }

    private void sendHome() {
        for (Caller caller = callers.poll(); caller != null; caller = callers.poll()) {
            reset(caller.socket);
        }
    }

    /**
     * The next caller.
     *
     * @param limit how long to wait
     * @param name in the timeline
     * @param trace where to write what happens
     * @return the connection, or nothing when nobody came
     * @throws InterruptedException the case is to end
     * @throws IOException the caller is gone already
     */
    public Optional<Line> next(Duration limit, String name, Trace trace) throws InterruptedException, IOException {
        Caller caller = callers.poll(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
        if (caller == null) {
            trace.note("nobody came to " + address() + " for " + limit.toMillis() + " ms");
            return Optional.empty();
        }
        trace.event(name, Trace.Kind.OPENED, "the target dialed " + address());
        return Optional.of(new Line(caller.socket, name, trace, caller.nanos));
    }

    /**
     * Stops listening: connections are refused from now on. The port stays ours.
     *
     * @throws IOException it could not
     */
    public void vanish() throws IOException {
        listener.close();
        sendHome();
    }

    /**
     * Listens again on the same port.
     *
     * @throws IOException somebody took the port
     */
    public void appear() throws IOException {
        if (listener.isClosed() && !closed) {
            listener = port.listen(BACKLOG);
            serve(listener);
        }
    }

    /**
     * Listens on the port in the case's own way, after {@link #vanish}.
     *
     * @param backlog how many may wait
     * @return the socket, to be closed before {@link #appear}
     * @throws IOException somebody took the port
     */
    public ServerSocket listen(int backlog) throws IOException {
        return port.listen(backlog);
    }

    @Override
    public void close() {
        closed = true;
        shut();
        try {
            listener.close();
        } catch (IOException gone) {
            // Nothing is left to close.
        }
        port.close();
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // The caller left first.
        }
    }
}
