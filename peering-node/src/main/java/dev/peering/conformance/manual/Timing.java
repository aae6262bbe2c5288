package dev.peering.conformance.manual;

import dev.peering.conformance.RunSettings.Pace;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All time limits of a run: the list's, times the operator's factor, and the target's own as measured. */
final class Timing {

    /** A silent connection is watched this long at most. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private static final double JITTER = 1.25;

    private final double scale;
    private final Duration interval;
    private final CompletableFuture<Optional<Duration>> handshakeLimit = new CompletableFuture<>();
    private volatile Duration rearm = Duration.ZERO;
    private volatile boolean rearmKnown;
    private volatile Optional<Duration> patience = Optional.empty();

    Timing(Pace pace) {
        this.scale = pace.timeScale();
        this.interval = pace.reconnectInterval();
    }

    Duration scaled(long millis) {
        return Duration.ofMillis((long) (millis * scale));
    }

    /** Within this a refusal must show. */
    Duration close() {
        return scaled(1000);
    }

    /** Within this a good request must be answered. */
    Duration answer() {
        return scaled(2000);
    }

    Duration interval() {
        return interval;
    }

    Duration intervals(double count) {
        return Duration.ofNanos((long) (interval.toNanos() * count));
    }

    /** Within this the target must dial again; an interval with up to a quarter of jitter, and a second. */
    Duration redial() {
        return intervals(JITTER).plus(scaled(1000));
    }

    /** How long the target, as acceptor, took to await a peer again after its session ended. */
    Duration rearm() {
        return rearm;
    }

    void rearm(Duration measured) {
        rearm = measured;
        rearmKnown = true;
    }

    boolean rearmKnown() {
        return rearmKnown;
    }

    /** After this the target, as dialer, closed a connection on which no answer came. */
    Optional<Duration> patience() {
        return patience;
    }

    void patience(Duration measured) {
        patience = Optional.of(measured);
    }

    void handshakeLimit(Optional<Duration> measured) {
        handshakeLimit.complete(measured);
    }

    /** How long the target bears a silent connection; nothing when longer than was watched. */
    Optional<Duration> handshakeLimit() throws InterruptedException {
        try {
            return handshakeLimit.get(scaled(LONGEST_SILENCE.toMillis()).toMillis() + 10_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    Optional<Duration> handshakeLimitIfKnown() {
        return handshakeLimit.isDone() ? handshakeLimit.join() : Optional.empty();
    }

    /** Within this a connection must end whose packet could still become whole. */
    Duration closeIncomplete() throws InterruptedException {
        Duration limit = handshakeLimit().orElse(scaled(LONGEST_SILENCE.toMillis()));
        return withTolerance(limit);
    }

    /** A measured limit, ten per cent, and a second for the machine. */
    Duration withTolerance(Duration limit) {
        return Duration.ofNanos(limit.toNanos() / 10 * 11).plus(scaled(1000));
    }
}
