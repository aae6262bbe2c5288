package dev.peering.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether a target takes connections at all, whatever it speaks. */
public final class Reach {

    private static final int CONNECT_MILLIS = 3000;
    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 500;

    private Reach() {}

    /**
     * Connects and leaves; a busy target gets a second and a third chance.
     *
     * @param target whom
     * @return whether it took one of the connections
     */
    public static boolean answers(InetSocketAddress target) {
        for (int i = 0; i < TRIES; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(target, CONNECT_MILLIS);
                return true;
            } catch (IOException refused) {
                if (!pause()) {
                    return false;
                }
            }
        }
        return false;
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Its name must mean an address.
     *
     * @param target whom
     * @throws RunException it does not
     */
    public static void requireKnownName(InetSocketAddress target) throws RunException {
        if (target.isUnresolved()) {
            throw new RunException(
                    RunException.UNREACHABLE, "the host name " + target.getHostString() + " is not known");
        }
    }

    /**
     * What to say when nobody answers.
     *
     * @param target whom
     * @return to be thrown
     */
    public static RunException nobody(InetSocketAddress target) {
        return new RunException(
                RunException.UNREACHABLE, "nothing answers at " + address(target) + "; is the target running?");
    }

    /**
     * Where it is, in the words of the operator.
     *
     * @param target whom
     * @return host:port, the host as it was given
     */
    public static String address(InetSocketAddress target) {
        return target.getHostString() + ":" + target.getPort();
    }
}
