package dev.peering.core.opendex;

import dev.peering.core.Moment;
import dev.peering.core.News;
import dev.peering.wire.opendex.NodeState;
import dev.peering.wire.opendex.NodeStateUpdate;
import java.time.Duration;
import java.util.Optional;

/**
 * What the two ends of a session say they are, after they introduced themselves: the whole state each time, never a part. Section 11.
 *
 * <p>Both ways at most once a second, the last state for certain. Ours is compared with what this neighbor heard last, so nothing is said
 * twice, and a state that changed during the handshake is told when the session opens.
 */
final class StateUpdates {

    /** Ours; nobody changes more often than that for long, and neighbors would have to pass it on. */
    static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    private final Ourselves ourselves;
    private final Line line;
    private final String theirVersion;
    private NodeState told;
    private boolean telling;
    private long tellFrom = Long.MIN_VALUE;
    private Optional<NodeState> unheard = Optional.empty();
    private long hearFrom = Long.MIN_VALUE;

    /** {@code introduced}: what we said of ourselves in the handshake. */
    StateUpdates(Ourselves ourselves, Line line, NodeState introduced, String theirVersion) {
        this.ourselves = ourselves;
        this.line = line;
        this.told = introduced;
        this.theirVersion = theirVersion;
    }

    /** Says what we are now, if this neighbor does not know it; a moment later if it was told something just now. */
    void tell(Moment now, Response response) {
        NodeState newest = ourselves.state();
        telling = !newest.equals(told);
        if (telling && isDue(tellFrom, now)) {
            telling = false;
            told = newest;
            tellFrom = now.in(LEAST_PAUSE);
            response.send(line.write(
                    new NodeStateUpdate(ourselves.options().randomness().id(), newest)));
        }
    }

    /** What they are now. */
    void hear(NodeState state, Moment now, Response response) {
        if (!isDue(hearFrom, now)) {
            unheard = Optional.of(state);
            return;
        }
        unheard = Optional.empty();
        hearFrom = now.in(LEAST_PAUSE);
        response.tell(new News.Changed(Profiles.of(state, theirVersion)));
    }

    /** What had to wait for a moment, either way. */
    void tick(Moment now, Response response) {
        if (telling && isDue(tellFrom, now)) {
            tell(now, response);
        }
        if (unheard.isPresent() && isDue(hearFrom, now)) {
            hear(unheard.get(), now, response);
        }
    }

    long deadline() {
        return Math.min(telling ? tellFrom : Long.MAX_VALUE, unheard.isPresent() ? hearFrom : Long.MAX_VALUE);
    }

    /** Timer readings may wrap around and be compared by difference only, so "at once" needs a value of its own. */
    private static boolean isDue(long from, Moment now) {
        return from == Long.MIN_VALUE || now.reached(from);
    }
}
