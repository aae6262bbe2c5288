package dev.peering.core;

import dev.peering.wire.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Remembers the tokens of admitted handshakes for as long as they could be replayed, at most {@code mostPerPeer} for one key.
 *
 * <p>When a key has more, its oldest stamps are forgotten and everything up to the newest forgotten stamp is refused from then on. A flood
 * of handshakes therefore costs its sender at most the current second, and never opens a gap for a replay.
 */
final class ReplayMemory {

    private final int mostPerPeer;
    private final Map<PeerId, OfPeer> byPeer = new HashMap<>();

    ReplayMemory(int mostPerPeer) {
        this.mostPerPeer = mostPerPeer;
    }

    /** Whether this token was admitted before, or may have been. */
    boolean knows(PeerId id, OnceToken token, Moment now) {
        OfPeer memory = byPeer.get(id);
        return memory != null && memory.knows(token, now);
    }

    void remember(PeerId id, OnceToken token, Moment now) {
        byPeer.computeIfAbsent(id, any -> new OfPeer()).remember(token, now.in(token.memory()));
    }

    /** Drops what can no longer be replayed; called often enough, this keeps nothing of peers that left. */
    void forgetExpired(Moment now) {
        byPeer.values().removeIf(memory -> memory.isEmptyAt(now));
    }

    int size() {
        return byPeer.values().stream().mapToInt(memory -> memory.tokens.size()).sum();
    }

    private record Remembered(long stamp, Bytes digest, long forgetAt) implements Comparable<Remembered> {
        @Override
        public int compareTo(Remembered other) {
            int byStamp = Long.compare(stamp, other.stamp);
            return byStamp != 0 ? byStamp : digest.compareTo(other.digest);
        }
    }

    private final class OfPeer {

        private final TreeSet<Remembered> tokens = new TreeSet<>();
        private long floor = Long.MIN_VALUE;
        private long floorUntil = Long.MIN_VALUE;

        boolean knows(OnceToken token, Moment now) {
            boolean belowFloor = token.stamp() <= floor && !now.reached(floorUntil);
            return belowFloor || tokens.contains(new Remembered(token.stamp(), token.digest(), 0));
        }

        void remember(OnceToken token, long forgetAt) {
            tokens.add(new Remembered(token.stamp(), token.digest(), forgetAt));
            if (tokens.size() > mostPerPeer) {
                Remembered oldest = tokens.pollFirst();
                floor = oldest.stamp();
                floorUntil = Math.max(floorUntil, oldest.forgetAt());
            }
        }

        boolean isEmptyAt(Moment now) {
            tokens.removeIf(token -> now.reached(token.forgetAt()));
            return tokens.isEmpty() && now.reached(floorUntil);
        }
    }
}
