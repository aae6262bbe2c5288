package dev.peering.conformance.manual;

import dev.peering.conformance.control.ListedPeer;
import dev.peering.conformance.net.Porch;
import dev.peering.crypto.Identity;
import dev.peering.crypto.PeerKey;

/** One of the suite's own identities, with the port it listens at. */
final class TesterKey {

    private final String name;
    private final byte[] seed;
    private final Identity identity;
    private final Porch porch;
    private long lastStamp;
    private long restedAtNanos = System.nanoTime();
    private boolean used;

    TesterKey(String name, byte[] seed, Porch porch) {
        this.name = name;
        this.seed = seed.clone();
        this.identity = Identity.fromSeed(seed);
        this.porch = porch;
    }

    String name() {
        return name;
    }

    byte[] seed() {
        return seed.clone();
    }

    Identity identity() {
        return identity;
    }

    PeerKey key() {
        return identity.key();
    }

    byte[] keyBytes() {
        return identity.key().toByteArray();
    }

    Porch porch() {
        return porch;
    }

    ListedPeer listed() {
        return ListedPeer.of(key().toString(), porch.address());
    }

    /**
     * The current second, or the next one when this identity has used the current one: two requests of one second are the same bytes, and a target may
     * rightly take the second for a replay.
     */
    synchronized long freshStamp() throws InterruptedException {
        long now = System.currentTimeMillis();
        if (now / 1000 <= lastStamp) {
            Thread.sleep((lastStamp + 1) * 1000 - now + 1);
        }
        lastStamp = Math.max(lastStamp + 1, System.currentTimeMillis() / 1000);
        return lastStamp;
    }

    /** The next second, just begun, for this identity and another. */
    long freshStampWith(TesterKey other) throws InterruptedException {
        while (true) {
            Thread.sleep(1001 - System.currentTimeMillis() % 1000);
            long mine = freshStamp();
            if (mine == other.freshStamp()) {
                return mine;
            }
        }
    }

    /** When the target can be expected to await this identity again. */
    synchronized long restedAtNanos() {
        return restedAtNanos;
    }

    /** A session took place, so the target may need a while before it awaits this identity again. */
    synchronized void used() {
        used = true;
    }

    /** Called when a case gives the identity back. */
    synchronized void rest(long untilNanos) {
        if (used) {
            restedAtNanos = untilNanos;
            used = false;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
