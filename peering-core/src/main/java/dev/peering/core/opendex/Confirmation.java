package dev.peering.core.opendex;

import dev.peering.core.Moment;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.Ping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Pings of a handshake: after a pause one, and another one when nothing came of it, since an xud may have lost the first. Sections 5.5 and
 * 13.5.
 */
final class Confirmation {

    private static final Duration SECOND_TRY = Duration.ofSeconds(3);
    private static final int MOST = 2;

    private final Line line;
    private final OpenDexOptions options;
    private final List<String> sent = new ArrayList<>(1);
    private long next;

    Confirmation(Line line, OpenDexOptions options, Duration pause, Moment now) {
        this.line = line;
        this.options = options;
        this.next = now.in(pause);
    }

    /** When the next one is due; {@link Long#MAX_VALUE} after the last. */
    long next() {
        return next;
    }

    /** The ids of those that are out. */
    List<String> sent() {
        return List.copyOf(sent);
    }

    Optional<String> latest() {
        return sent.isEmpty() ? Optional.empty() : Optional.of(sent.get(sent.size() - 1));
    }

    Bytes ping(Moment now) {
        String id = options.randomness().id();
        sent.add(id);
        next = sent.size() < MOST ? now.in(SECOND_TRY) : Long.MAX_VALUE;
        return line.write(new Ping(id));
    }
}
