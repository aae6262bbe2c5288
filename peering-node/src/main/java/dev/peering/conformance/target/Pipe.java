package dev.peering.conformance.target;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/** A connection of the target's, read with time limits. */
final class Pipe {

    private static final int MOST = 8192;

    private final Socket socket;
    private byte[] buffered = new byte[0];
    private boolean ended;
    private boolean reset;

    Pipe(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
    }

    Socket socket() {
        return socket;
    }

    byte[] buffered() {
        return buffered.clone();
    }

    void drop(int count) {
        buffered = Arrays.copyOfRange(buffered, count, buffered.length);
    }

    /** The other side has closed or reset. */
    boolean ended() {
        return ended;
    }

    boolean wasReset() {
        return reset;
    }

    /** Waits for more; false when the time is over or the other side ended. */
    boolean more(long deadlineNanos) {
        long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            return false;
        }
        try {
            socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, left));
            byte[] piece = new byte[MOST];
            int count = socket.getInputStream().read(piece);
            if (count < 0) {
                ended = true;
                return false;
            }
            int before = buffered.length;
            buffered = Arrays.copyOf(buffered, before + count);
            System.arraycopy(piece, 0, buffered, before, count);
            return true;
        } catch (SocketTimeoutException silence) {
            return false;
        } catch (IOException gone) {
            ended = true;
            reset = true;
            return false;
        }
    }

    boolean write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // Nothing is left to close.
        }
    }

    static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    static final long NEVER = Long.MAX_VALUE / 2;
}
