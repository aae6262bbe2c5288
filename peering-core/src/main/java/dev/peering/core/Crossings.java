package dev.peering.core;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Proven connections that wait for an older one of the same peer to end, one for each peer, because the other end decides between the two. */
final class Crossings {

    /** {@code protocols/opendex.md} section 8.4. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /**
     * One that waits.
     *
     * @param proven what the session asked
     * @param dialed whether we ordered that dial
     * @param until when it is refused
     */
    record Candidate(Event.Proven proven, boolean dialed, long until) {}

    private final Map<PeerId, Candidate> waiting = new LinkedHashMap<>();

    /** False when another one waits already. */
    boolean enter(Event.Proven proven, boolean dialed, Moment now) {
        Candidate candidate = new Candidate(proven, dialed, now.in(LONGEST_WAIT));
        return waiting.putIfAbsent(proven.peer().id(), candidate) == null;
    }

    Optional<Candidate> take(PeerId id) {
        return Optional.ofNullable(waiting.remove(id));
    }

    /** The connection is gone before it was its turn. */
    Optional<Candidate> leave(ConnectionId connection) {
        Optional<Candidate> gone = waiting.values().stream()
                .filter(candidate -> candidate.proven().connection().equals(connection))
                .findFirst();
        gone.ifPresent(candidate -> waiting.remove(candidate.proven().peer().id()));
        return gone;
    }

    /** One that has waited for long enough. */
    Optional<Candidate> due(Moment now) {
        return waiting.values().stream()
                .filter(candidate -> now.reached(candidate.until()))
                .findFirst()
                .flatMap(candidate -> take(candidate.proven().peer().id()));
    }

    long nextDue() {
        return waiting.values().stream().mapToLong(Candidate::until).min().orElse(Long.MAX_VALUE);
    }
}
