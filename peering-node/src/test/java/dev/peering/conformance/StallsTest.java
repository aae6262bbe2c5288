package dev.peering.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A machine that stalls")
class StallsTest {

    private static long at(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    @DisplayName("a late awakening is remembered and found by the span it touches")
    void remembered() {
        try (Stalls stalls = new Stalls()) {
            long zero = System.nanoTime() - at(3_600_000);
            stalls.woken(zero, zero + at(1020));
            assertThat(stalls.longestBetween(zero + at(900), zero + at(2000))).isEqualTo(1000);
            assertThat(stalls.longestBetween(zero - at(50), zero + at(100))).isEqualTo(1000);
            assertThat(stalls.longestBetween(zero + at(1100), zero + at(2000))).isZero();
            assertThat(stalls.longestBetween(zero - at(50), zero)).isZero();
        }
    }

    @Test
    @DisplayName("what every machine does is no stall, and no more than a thousand are kept")
    void bounded() {
        Stalls stalls = new Stalls();
        stalls.close(); // nobody watches, so that a stall of this machine is not one more
        long zero = System.nanoTime() - at(3_600_000);
        stalls.woken(zero, zero + at(200));
        assertThat(stalls.longestBetween(zero, zero + at(500))).isZero();
        for (int i = 0; i < 1_001; i++) {
            stalls.woken(zero + at(1000L * i), zero + at(1000L * i + 500));
        }
        assertThat(stalls.longestBetween(zero, zero + at(600))).isZero();
        assertThat(stalls.longestBetween(zero + at(1000), zero + at(1600))).isEqualTo(480);
    }
}
