package dev.peering.node;

import static dev.peering.node.Party.eventually;
import static dev.peering.node.Party.socket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peering.core.KnownPeer;
import dev.peering.core.Moment;
import dev.peering.core.Reason;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A crowd of connections that say nothing, held open all the time: whoever is closed comes again.
 *
 * <p>500 of them by default; {@code -Dpeering.crowd=5000} for the full crowd, which needs 10,100 open files.
 */
@ExtendWith(LeakWatch.class)
@Timeout(240)
@DisplayName("A crowd of silent connections")
class SilentCrowdTest {

    private static final int CROWD = Integer.getInteger("peering.crowd", 500);
    private static final int GUESTS = Integer.getInteger("peering.guests", 200);
    private static final Duration BEARABLE = Duration.ofMillis(250);

    /**
     * The full crowd is a measurement, for a machine that does nothing else: every wait counts. The small one runs in
     * every build, beside others, where single waits say more about the machine than about the node.
     */
    private static final boolean MEASURING = CROWD >= 5_000;

    private static final int PERCENT = MEASURING ? 99 : 75;

    /** How much later than its deadline a connection may be closed. */
    private static final Duration SLACK = Duration.ofSeconds(MEASURING ? 1 : 10);

    private static final long MEMORY_SLACK = 8 << 20;

    @Test
    @DisplayName("listed peers get in all the same, each silent one is closed at its deadline, and memory comes back")
    void crowd() throws IOException {
        try (Party party = new Party(GUESTS + 1)) {
            KnownPeer[] guests =
                    IntStream.range(0, GUESTS).mapToObj(party::peer).toArray(KnownPeer[]::new);
            PeeringNode node = party.start(party.hasty(GUESTS)
                    .peers(guests)
                    .limits(EdgeLimits.DEFAULT.withPending(CROWD + 100, CROWD + 100, 1_024)));
            greet(party, node, 0, GUESTS / 4);
            long before = usedMemory();

            long[] waits;
            long latest;
            try (SilentCrowd crowd = new SilentCrowd(socket(node), CROWD, Duration.ZERO)) {
                eventually("the crowd is there", () -> node.counters().pendingHandshakes() >= CROWD * 9L / 10);
                waits = greet(party, node, GUESTS / 4, GUESTS);
                // Those of one age leave together and take a moment to come again.
                eventually("the crowd is still there", () -> node.counters().pendingHandshakes() > CROWD / 2);
                crowd.letGo();
                eventually("every one is closed", () -> crowd.open() == 0);
                assertThat(crowd.closedByThemselves()).isZero();
                latest = crowd.longestLife();
            }
            eventually("every place is free", () -> node.counters().pendingHandshakes() == 0);

            long p99 = waits[waits.length * 99 / 100];
            System.out.printf(
                    "silent crowd of %d: %d listed peers got in, p50 %.1f ms, p99 %.1f ms, longest %.1f ms; longest silent life %.2f s%n",
                    CROWD,
                    waits.length,
                    millis(waits[waits.length / 2]),
                    millis(p99),
                    millis(waits[waits.length - 1]),
                    latest / 1e9);
            assertThat(waits[waits.length * PERCENT / 100]).isLessThanOrEqualTo(BEARABLE.toNanos());
            assertThat(latest)
                    .isLessThanOrEqualTo(
                            node.protocol().handshakeTimeout().plus(SLACK).toNanos());
            eventually("memory is back", () -> usedMemory() <= before + MEMORY_SLACK);
            System.out.printf("memory before %.1f MB, after %.1f MB%n", before / 1e6, usedMemory() / 1e6);
        }
    }

    @Test
    @DisplayName("a crowd larger than all places pushes only itself out: listed peers get in")
    void overfull() throws IOException {
        int places = CROWD * 3 / 4;
        try (Party party = new Party(GUESTS + 1)) {
            KnownPeer[] guests =
                    IntStream.range(0, GUESTS).mapToObj(party::peer).toArray(KnownPeer[]::new);
            PeeringNode node = party.start(party.listener(GUESTS)
                    .peers(guests)
                    .limits(EdgeLimits.DEFAULT.withPending(places, CROWD * 2, places / 2)));
            try (SilentCrowd crowd = new SilentCrowd(socket(node), CROWD, Duration.ofMillis(200))) {
                eventually("all places are taken", () -> node.counters().pendingHandshakes() >= places);
                long[] waits = greet(party, node, 0, GUESTS);
                System.out.printf(
                        "overfull crowd of %d for %d places, %d connections: p50 %.1f ms, p99 %.1f ms%n",
                        CROWD,
                        places,
                        crowd.comings(),
                        millis(waits[waits.length / 2]),
                        millis(waits[waits.length * 99 / 100]));
                assertThat(waits[waits.length * PERCENT / 100]).isLessThanOrEqualTo(BEARABLE.toNanos());
                eventually("who was pushed out comes again", () -> crowd.comings() > CROWD);
            }
            assertThat(node.counters().endings()).containsKey(Reason.TOO_MANY_CONNECTIONS);
        }
    }

    /** One listed peer after the other: from the dial to proven identity, sorted. */
    private static long[] greet(Party party, PeeringNode node, int from, int to) throws IOException {
        long[] waits = new long[to - from];
        for (int place = from; place < to; place++) {
            Moment now = Clock.SYSTEM.now();
            try (RawPeer guest = new RawPeer(socket(node))) {
                assertThat(guest.handshake(party.protocol(place, now), party.peer(GUESTS, node), now))
                        .isTrue();
            }
            waits[place - from] = System.nanoTime() - now.nanos();
        }
        Arrays.sort(waits);
        return waits;
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory() + Math.max(0, PlatformDependent.usedDirectMemory());
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
