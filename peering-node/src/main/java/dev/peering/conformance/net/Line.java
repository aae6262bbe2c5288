package dev.peering.conformance.net;

import dev.peering.conformance.Trace;
import dev.peering.conformance.Trace.Kind;
import dev.peering.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;

/** One TCP connection with the target. Not safe for several threads, except {@link #close}. */
public final class Line implements AutoCloseable {

    /** The caption of everything that was heard. */
    public static final String HEARD = "from the target";

    private final Socket socket;
    private final String name;
    private final Trace trace;
    private final long openedNanos;
    private volatile boolean closed;

    /**
     * An open connection.
     *
     * @param socket open
     * @param name in the timeline
     * @param trace where to write what happens
     * @param openedNanos when it was opened
     * @throws IOException it is not open any more
     */
    public Line(Socket socket, String name, Trace trace, long openedNanos) throws IOException {
        this.socket = socket;
        this.name = name;
        this.trace = trace;
        this.openedNanos = openedNanos;
        socket.setTcpNoDelay(true);
    }

    /**
     * Dials.
     *
     * @param target whom
     * @param name in the timeline
     * @param trace where to write what happens
     * @param limit for the connect
     * @return the open connection
     * @throws IOException refused or not in time
     */
    public static Line dial(InetSocketAddress target, String name, Trace trace, Duration limit) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(target, millis(limit));
            trace.event(name, Kind.OPENED, "we dialed, connected");
            return new Line(socket, name, trace, System.nanoTime());
        } catch (IOException e) {
            socket.close();
            trace.event(name, Kind.CLOSED, "we dialed, no connection: " + e.getMessage());
            throw e;
        }
    }

    /**
     * When it was opened.
     *
     * @return on the {@link System#nanoTime} clock
     */
    public long openedNanos() {
        return openedNanos;
    }

    /**
     * Where the target comes from or is.
     *
     * @return its address
     */
    public InetSocketAddress remote() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    /**
     * Sends in one write. A target that has closed already is no error here: the next {@link #hear} tells.
     *
     * @param bytes what
     * @param caption what it is
     */
    public void send(byte[] bytes, String caption) {
        trace.bytes(name, Kind.SENT, caption, bytes);
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException gone) {
            trace.event(name, Kind.NOTE, "could not be sent: " + gone.getMessage());
        }
    }

    /**
     * Listens until so many bytes came, the other side ended, or the time is over.
     *
     * @param most bytes
     * @param limit time
     * @return what came
     */
    public Heard hear(int most, Duration limit) {
        Heard heard = read(most, limit);
        tell(heard);
        if (heard.length() == 0 && !heard.ended()) {
            trace.event(name, Kind.NOTE, "silence for " + heard.after().toMillis() + " ms");
        }
        return heard;
    }

    private Heard read(int most, Duration limit) {
        long begin = System.nanoTime();
        long deadline = begin + limit.toNanos();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Heard.End end = Heard.End.OPEN;
        byte[] buffer = new byte[Math.min(8192, Math.max(1, most))];
        while (all.size() < most) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            try {
                socket.setSoTimeout((int) Math.max(1, left / 1_000_000));
                int count = socket.getInputStream().read(buffer, 0, Math.min(buffer.length, most - all.size()));
                if (count < 0) {
                    end = Heard.End.FIN;
                    break;
                }
                all.write(buffer, 0, count);
            } catch (SocketTimeoutException silence) {
                // The limit above decides, not this one.
            } catch (IOException gone) {
                end = Heard.End.RST;
                break;
            }
        }
        return new Heard(Bytes.of(all.toByteArray()), end, Duration.ofNanos(System.nanoTime() - begin));
    }

    private void tell(Heard heard) {
        if (heard.length() > 0) {
            trace.bytes(name, Kind.HEARD, HEARD, heard.bytes());
        }
        if (heard.ended()) {
            trace.event(name, Kind.CLOSED, "the target: " + heard.end().text());
        }
    }

    /**
     * Listens until anything comes, the other side ended, or the time is over.
     *
     * @param most bytes, of which at least one is waited for
     * @param limit time
     * @return what came in one piece
     */
    public Heard hearSome(int most, Duration limit) {
        long begin = System.nanoTime();
        byte[] piece = new byte[most];
        int count = 0;
        Heard.End end = Heard.End.OPEN;
        try {
            socket.setSoTimeout(millis(limit));
            count = socket.getInputStream().read(piece, 0, most);
            end = count < 0 ? Heard.End.FIN : Heard.End.OPEN;
        } catch (SocketTimeoutException silence) {
            // Nothing came: that is an answer, too.
        } catch (IOException gone) {
            end = Heard.End.RST;
        }
        byte[] content = Arrays.copyOf(piece, Math.max(0, count));
        Heard heard = new Heard(Bytes.of(content), end, Duration.ofNanos(System.nanoTime() - begin));
        tell(heard);
        return heard;
    }

    /**
     * Listens in small pieces until what came is enough.
     *
     * @param most bytes
     * @param limit time
     * @param enough asked after each piece
     * @return what came
     */
    public Heard hearUntil(int most, Duration limit, Predicate<byte[]> enough) {
        long begin = System.nanoTime();
        byte[] all = new byte[0];
        while (true) {
            Duration left = limit.minusNanos(System.nanoTime() - begin);
            if (left.isNegative() || left.isZero() || all.length >= most) {
                return new Heard(Bytes.of(all), Heard.End.OPEN, Duration.ofNanos(System.nanoTime() - begin));
            }
            Heard first = read(1, left);
            Heard piece = first.length() > 0 ? withWhatIsThere(first, most - all.length - 1) : first;
            tell(piece);
            if (piece.length() > 0) {
                byte[] grown = Arrays.copyOf(all, all.length + piece.length());
                System.arraycopy(piece.bytes(), 0, grown, all.length, piece.length());
                all = grown;
            }
            if (piece.ended() || enough.test(all)) {
                return new Heard(Bytes.of(all), piece.end(), Duration.ofNanos(System.nanoTime() - begin));
            }
        }
    }

    private Heard withWhatIsThere(Heard first, int most) {
        try {
            int ready = Math.min(most, socket.getInputStream().available());
            if (ready <= 0) {
                return first;
            }
            byte[] all = new byte[1 + ready];
            all[0] = first.bytes()[0];
            int count = socket.getInputStream().readNBytes(all, 1, ready);
            return new Heard(Bytes.of(Arrays.copyOf(all, 1 + count)), first.end(), first.after());
        } catch (IOException gone) {
            return first;
        }
    }

    /** Says that nothing more will be sent, and goes on listening. */
    public void finish() {
        trace.event(name, Kind.CLOSED, "we closed our half (FIN)");
        try {
            socket.shutdownOutput();
        } catch (IOException gone) {
            trace.event(name, Kind.NOTE, "it was gone already");
        }
    }

    /** Resets the connection. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException gone) {
            // Closed already; close() below is all there is left to do.
        }
        trace.event(name, Kind.CLOSED, "we reset (RST)");
        shut();
    }

    /** Closes in order. May be called more than once and from any thread. */
    @Override
    public void close() {
        if (!closed) {
            trace.event(name, Kind.CLOSED, "we closed (FIN)");
            shut();
        }
    }

    private void shut() {
        closed = true;
        try {
            socket.close();
        } catch (IOException gone) {
            // Nothing is left to close.
        }
    }

    private static int millis(Duration limit) {
        return (int) Math.max(1, limit.toMillis());
    }
}
