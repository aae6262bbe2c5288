package dev.peering.conformance;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cases that are being played now, so that one can be ended from outside.
 *
 * @param <E> with what they meet the target
 */
public final class Playing<E extends Meeting> {

    private final Map<Trace, E> meetings = new ConcurrentHashMap<>();

    /**
     * Plays a case to its end.
     *
     * @param one the case
     * @param trace its timeline
     * @param meeting with the target; is closed
     * @return what came of it
     * @throws Exception as the script says
     */
    public Outcome play(ScriptedCase<E> one, Trace trace, E meeting) throws Exception {
        try (meeting) {
            meetings.put(trace, meeting);
            return one.script().play(meeting);
        } finally {
            meetings.remove(trace);
        }
    }

    /**
     * Ends a case, if it is still played.
     *
     * @param trace its timeline
     */
    public void abort(Trace trace) {
        E meeting = meetings.get(trace);
        if (meeting != null) {
            meeting.abort();
        }
    }
}
