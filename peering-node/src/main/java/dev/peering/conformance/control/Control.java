package dev.peering.conformance.control;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Changes the target. Whatever a way of control cannot do it refuses with {@link ControlException.Kind#UNSUPPORTED}. Safe for several threads. */
public interface Control extends AutoCloseable {

    /** The operator does everything by hand. */
    Control BY_HAND = new Control() {
        @Override
        public String toString() {
            return "by hand";
        }
    };

    /**
     * Whether {@link #add} works, so that nobody has to paste lines.
     *
     * @return true when it does
     */
    default boolean canAdd() {
        return false;
    }

    /**
     * Whether {@link #remove} may work; some find out only when they are asked.
     *
     * @return false when it surely does not
     */
    default boolean canRemove() {
        return canAdd();
    }

    /**
     * Whether each peer is a request of its own, so that of several some may be done and others not.
     *
     * @return false when several are one request
     */
    default boolean oneByOne() {
        return false;
    }

    /**
     * Whether an {@link #add} that works means that the peer is on the list: the target itself says so.
     *
     * @return false when it may have done nothing
     */
    default boolean confirmsAdds() {
        return canAdd();
    }

    /**
     * Whether {@link #stop}, {@link #start} and {@link #restart} may work; some find out only when they are asked.
     *
     * @return false when they surely do not
     */
    default boolean canStop() {
        return false;
    }

    /**
     * Whether the target may end when this does.
     *
     * @return true when this may have started it
     */
    default boolean mayHoldTarget() {
        return false;
    }

    /**
     * Puts peers on the list.
     *
     * @param peers whom
     * @throws ControlException it could not; those before the first bad one may be on the list
     */
    default void add(List<ListedPeer> peers) throws ControlException {
        throw ControlException.unsupported("adding peers needs --web-api, --add-hook or --adapter");
    }

    /**
     * Takes peers off the list.
     *
     * @param publicKeys base58
     * @throws ControlException it could not
     */
    default void remove(List<String> publicKeys) throws ControlException {
        throw ControlException.unsupported("removing peers needs --web-api, --remove-hook or --adapter");
    }

    /**
     * The list as the target tells it.
     *
     * @param onlyConnected leave out who is not connected
     * @return the entries
     * @throws ControlException it could not
     */
    default List<ListedPeer> list(boolean onlyConnected) throws ControlException {
        throw ControlException.unsupported("asking for the list needs --web-api or --adapter");
    }

    /**
     * Ends the target in order.
     *
     * @param limit how long to wait
     * @return its exit code
     * @throws ControlException it could not
     */
    default int stop(Duration limit) throws ControlException {
        throw ControlException.unsupported("stopping the target needs --adapter");
    }

    /**
     * Starts the target after {@link #stop}.
     *
     * @throws ControlException it could not
     */
    default void start() throws ControlException {
        throw ControlException.unsupported("starting the target needs --adapter");
    }

    /**
     * Kills the target as by {@code kill -9} and starts it again.
     *
     * @throws ControlException it could not
     */
    default void restart() throws ControlException {
        throw ControlException.unsupported("restarting the target needs --adapter");
    }

    /**
     * Sets configuration for the next start, or at once where the key says so.
     *
     * @param values {@code knownPeers} the string of GoShimmer's {@code manualPeering.knownPeers}; {@code host:NAME} an address the target's name
     *     lookup must give from now on
     * @throws ControlException it could not
     */
    default void config(Map<String, String> values) throws ControlException {
        throw ControlException.unsupported("configuring the target needs --adapter");
    }

    /**
     * What the target uses of the machine.
     *
     * @return {@code threads}, {@code sockets}, {@code bytes} where known
     * @throws ControlException it could not
     */
    default Map<String, Long> usage() throws ControlException {
        throw ControlException.unsupported("asking for threads, sockets and memory needs --adapter");
    }

    @Override
    default void close() {}
}
