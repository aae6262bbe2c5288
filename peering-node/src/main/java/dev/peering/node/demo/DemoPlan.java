package dev.peering.node.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * How long and how big.
 *
 * @param nodes how many in the line
 * @param length how long it is shown at least
 * @param patience how long to wait for one promise
 * @param programStart when the program started
 */
record DemoPlan(int nodes, Duration length, Duration patience, Instant programStart) {

    /** The story needs two ends and a middle that can be cut. */
    static final int LEAST_NODES = 5;

    /** Ours: beyond this it is a load test, not a picture. */
    static final int MOST_NODES = 50;

    /** Lost peers are dialed again after this; short, because the audience waits for it. */
    static final Duration RETRY = Duration.ofSeconds(1);

    private static final Duration LONGEST_REST = Duration.ofMillis(350);

    /** How long an actor holds the message before passing it on: all hops together take at most an eighth of the time. */
    Duration restPerHop() {
        Duration share = length.dividedBy(8L * nodes);
        return share.compareTo(LONGEST_REST) < 0 ? share : LONGEST_REST;
    }

    Duration sinceProgramStart() {
        return Duration.between(programStart, Instant.now());
    }

    /** A pause for the audience, as long as one hop. */
    void rest() throws InterruptedException {
        Thread.sleep(restPerHop().toMillis());
    }

    /** Lets the audience look until this share of the whole has passed. */
    void holdUntil(double share, Stage stage) throws InterruptedException {
        long left = (long) (length.toMillis() * share) - stage.time().toMillis();
        if (left > 0) {
            Thread.sleep(left);
        }
    }
}
