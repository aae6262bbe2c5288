package dev.peering.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the target still takes connections, and which cases were in flight when it stopped to. Whoever asks may ask from any thread; the first
 * time that the target was found gone is remembered.
 */
final class Presence {

    private record Span(String id, long beginNanos, long endNanos) {}

    private final Suite.Prepared prepared;
    private final Map<Trace, Span> inFlight = new ConcurrentHashMap<>();
    private final List<Span> ended = new ArrayList<>();
    private long seenNanos = System.nanoTime();
    private List<String> suspects = List.of();

    /** Of a target that was there a moment ago. */
    Presence(Suite.Prepared prepared) {
        this.prepared = prepared;
    }

    /** A case has begun. */
    void begins(CaseSpec spec, Trace trace) {
        long now = System.nanoTime();
        inFlight.put(trace, new Span(spec.id(), now, now));
    }

    /** It is over. Nothing happens when it never began. */
    synchronized void ends(Trace trace) {
        Span span = inFlight.remove(trace);
        if (span != null) {
            ended.add(new Span(span.id(), span.beginNanos(), System.nanoTime()));
        }
    }

    /** Asks the target now. An interrupted question has no answer. */
    boolean confirmed() throws InterruptedException {
        long asked = System.nanoTime();
        if (prepared.reachable()) {
            seen(asked);
            return true;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("asking whether the target is there");
        }
        missed(asked);
        return false;
    }

    private synchronized void seen(long asked) {
        if (asked - seenNanos > 0) {
            seenNanos = asked;
            ended.removeIf(span -> span.endNanos() - asked < 0);
        }
    }

    private synchronized void missed(long asked) {
        if (suspects.isEmpty()) {
            List<Span> all = new ArrayList<>(ended);
            all.addAll(inFlight.values());
            suspects = all.stream()
                    .filter(span -> span.beginNanos() - asked < 0)
                    .map(Span::id)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /** The cases that were played between the last time the target was seen and the first time it was missed. */
    synchronized List<String> suspects() {
        return suspects;
    }

    /** Ends all cases in flight by force. */
    void abortAll() {
        inFlight.keySet().forEach(prepared::abort);
    }
}
