package dev.peering.conformance.target;

import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A known peer and what the target knows about it. Guarded by itself. */
final class Entry {

    /** Requests remembered for one peer; older ones make everything up to their stamp refused. */
    private static final int MOST_REMEMBERED = 512;

    private final String text;
    private final byte[] key;
    private final boolean outbound;
    private List<String> addresses;
    private Optional<Socket> session = Optional.empty();
    private boolean shownConnected;
    private boolean removed;
    private long awaitedFromNanos = System.nanoTime();
    private final Set<Socket> arriving = new HashSet<>();
    private final Map<String, Long> remembered = new HashMap<>();
    private final Deque<String> inOrder = new ArrayDeque<>();
    private long floor = Long.MIN_VALUE;
    private boolean floored;
    private int badSignatures;
    private final long addedNanos = System.nanoTime();

    Entry(String text, byte[] key, boolean outbound, List<String> addresses) {
        this.text = text;
        this.key = key.clone();
        this.outbound = outbound;
        this.addresses = List.copyOf(addresses);
    }

    String text() {
        return text;
    }

    byte[] key() {
        return key.clone();
    }

    boolean outbound() {
        return outbound;
    }

    synchronized List<String> addresses() {
        return addresses;
    }

    synchronized void addresses(List<String> changed) {
        addresses = List.copyOf(changed);
    }

    synchronized boolean connected() {
        return session.isPresent();
    }

    synchronized boolean shownConnected(boolean sticky) {
        return session.isPresent() || (sticky && shownConnected);
    }

    synchronized Optional<Socket> session() {
        return session;
    }

    /** A handshake with this peer is under way. */
    synchronized void arrives(Socket socket) {
        arriving.add(socket);
    }

    /** That handshake is over, one way or the other. */
    synchronized void arrived(Socket socket) {
        arriving.remove(socket);
        notifyAll();
    }

    synchronized boolean isArriving() {
        return !arriving.isEmpty();
    }

    /** The session from now on, and the one before it, if any, to be closed; nothing when the peer was removed meanwhile. */
    synchronized Optional<List<Socket>> begin(Socket socket, boolean evenIfRemoved) {
        if (removed && !evenIfRemoved) {
            return Optional.empty();
        }
        List<Socket> before = session.stream().toList();
        session = Optional.of(socket);
        shownConnected = true;
        return Optional.of(before);
    }

    synchronized void end(Socket socket) {
        if (session.filter(socket::equals).isPresent()) {
            session = Optional.empty();
        }
    }

    synchronized void remove() {
        removed = true;
        notifyAll();
    }

    synchronized boolean removed() {
        return removed;
    }

    /** Waits until it is time, or the peer is removed. */
    synchronized void sleepUntil(long nanos) throws InterruptedException {
        for (long left = nanos - System.nanoTime(); left > 0 && !removed; left = nanos - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
    }

    synchronized long awaitedFromNanos() {
        return awaitedFromNanos;
    }

    /** The next tick of this peer's own timer, which began when it was added. */
    long nextTick(Duration interval) {
        long nanos = interval.toNanos();
        return addedNanos + ((System.nanoTime() - addedNanos) / nanos + 1) * nanos;
    }

    synchronized void awaitFrom(long nanos) {
        awaitedFromNanos = nanos;
    }

    synchronized boolean banned() {
        return badSignatures > 20;
    }

    synchronized void badSignature() {
        badSignatures++;
    }

    /** Whether this request was answered before, or may have been. */
    synchronized boolean replayed(String hash, long stamp) {
        return (floored && stamp <= floor) || remembered.containsKey(hash);
    }

    synchronized void remember(String hash, long stamp, boolean unbounded) {
        remembered.put(hash, stamp);
        inOrder.add(hash);
        if (inOrder.size() > MOST_REMEMBERED && !unbounded) {
            Long oldest = remembered.remove(inOrder.poll());
            floor = Math.max(floor, oldest == null ? floor : oldest);
            floored = true;
        }
    }

    synchronized void forget() {
        remembered.clear();
        inOrder.clear();
    }

    synchronized int rememberedCount() {
        return remembered.size();
    }
}
